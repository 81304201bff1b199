import { SignalboxError } from '../../platform/errors/index.ts';

/**
 * How many requests the engine has taken on, and since when it has none. What is over `limit` is refused at once with
 * `overloaded`, since waiting longer than a client's patience is work for nobody.
 */
export class Intake {
  readonly #limit: number;
  readonly #idleMs: number;
  readonly #onIdle: () => void;
  #taken = 0;
  #refused = 0;
  #idle: NodeJS.Timeout | null = null;
  #closed: PromiseWithResolvers<void> | null = null;

  /** `onIdle` is called after `idleMs` without a request, over and over while none comes. */
  constructor(options: { limit: number; idleMs: number; onIdle: () => void }) {
    this.#limit = options.limit;
    this.#idleMs = options.idleMs;
    this.#onIdle = options.onIdle;
    this.#watch();
  }

  get taken(): number {
    return this.#taken;
  }

  get refused(): number {
    return this.#refused;
  }

  /** Disposed of when the request has ended. */
  enter(): Disposable {
    if (this.#taken >= this.#limit) {
      this.#refused++;
      throw new SignalboxError(
        'overloaded',
        `the local engine works on ${this.#limit} requests already`,
        'Try again later, or send fewer at once.',
        { details: { retry_after_seconds: 5 } },
      );
    }
    this.#taken++;
    this.#watchNot();
    return {
      [Symbol.dispose]: () => {
        this.#taken--;
        if (this.#taken > 0) return;
        if (this.#closed === null) this.#watch();
        else this.#closed.resolve();
      },
    };
  }

  /** Watches no more; resolves when the last request has ended. */
  async close(): Promise<void> {
    this.#watchNot();
    this.#closed ??= Promise.withResolvers();
    if (this.#taken === 0) this.#closed.resolve();
    await this.#closed.promise;
  }

  #watch(): void {
    this.#idle = setInterval(this.#onIdle, this.#idleMs).unref();
  }

  #watchNot(): void {
    if (this.#idle !== null) clearInterval(this.#idle);
    this.#idle = null;
  }
}
