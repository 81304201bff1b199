import type { SignalboxError } from '../../../platform/errors/index.ts';
import type { Provider, UpstreamCall, UpstreamExchange, UpstreamHandler } from '../provider.ts';

const TIMEOUTS = { connectMs: 5_000, firstByteMs: 5_000, idleMs: 5_000, totalMs: 20_000 };

/** Hears one call out, and notices what the order of callbacks forbids. */
export class Heard implements UpstreamHandler {
  readonly exchange: UpstreamExchange;
  status = 0;
  headers: Readonly<Record<string, string>> = {};
  readonly pieces: Buffer[] = [];
  error: SignalboxError | null = null;
  /** In order: `headers`, `data` (each), `end`, `error`. */
  readonly callbacks: string[] = [];
  /** What should not have happened. */
  readonly faults: string[] = [];
  /** What is done with each piece; true unless told otherwise. */
  answer: (heard: Heard, piece: number) => boolean;
  onHead: (heard: Heard) => void = () => undefined;
  #dispatched = false;
  #over = false;
  #paused = false;
  readonly #done = Promise.withResolvers<void>();
  readonly #begun = Promise.withResolvers<void>();
  readonly #waiting = new Map<number, () => void>();

  constructor(
    provider: Provider,
    call: Pick<UpstreamCall, 'body'> & Partial<UpstreamCall>,
    more: {
      readonly timeouts?: Partial<UpstreamCall['timeouts']>;
      readonly answer?: Heard['answer'];
      readonly onHead?: Heard['onHead'];
    } = {},
  ) {
    this.answer = more.answer ?? (() => true);
    if (more.onHead !== undefined) this.onHead = more.onHead;
    this.exchange = provider.dispatch(
      {
        method: 'POST',
        path: '/chat/completions',
        model: 'm',
        headers: {},
        ...call,
        timeouts: { ...TIMEOUTS, ...more.timeouts },
      },
      this,
    );
    this.#dispatched = true;
  }

  /** At the end or the error. */
  get done(): Promise<void> {
    return this.#done.promise;
  }

  /** At the headers. */
  get begun(): Promise<void> {
    return this.#begun.promise;
  }

  get text(): string {
    return Buffer.concat(this.pieces).toString();
  }

  /** Once so many pieces have come. */
  has(pieces: number): Promise<void> {
    if (this.pieces.length >= pieces) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.set(pieces, resolve));
  }

  abort(): void {
    this.#over = true;
    this.exchange.abort();
  }

  resume(): void {
    this.#paused = false;
    this.exchange.resume();
  }

  onHeaders(status: number, headers: Readonly<Record<string, string>>): void {
    this.#note('headers');
    if (this.callbacks.length > 1) this.faults.push('headers came late');
    this.status = status;
    this.headers = headers;
    this.#begun.resolve();
    this.onHead(this);
  }

  onData(chunk: Buffer): boolean {
    this.#note('data');
    if (this.status === 0) this.faults.push('data came before the headers');
    // Whoever sends may use its memory again.
    this.pieces.push(Buffer.from(chunk));
    this.#waiting.get(this.pieces.length)?.();
    const more = this.answer(this, this.pieces.length);
    if (!more) this.#paused = true;
    return more;
  }

  onEnd(): void {
    this.#note('end');
    if (this.status === 0) this.faults.push('an end came before the headers');
    this.#finish();
  }

  onError(error: Error): void {
    // Time passes, and connections break, while nothing is read.
    this.#paused = false;
    this.#note('error');
    this.error = error as SignalboxError;
    this.#finish();
  }

  #finish(): void {
    this.#over = true;
    this.#done.resolve();
  }

  #note(what: string): void {
    this.callbacks.push(what);
    if (!this.#dispatched) this.faults.push(`${what} came before dispatch had returned`);
    if (this.#over) this.faults.push(`${what} came after the end`);
    if (this.#paused) this.faults.push(`${what} came in a pause`);
  }
}
