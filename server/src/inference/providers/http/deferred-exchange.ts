import { SignalboxError } from '../../../platform/errors/index.ts';
import type { UpstreamCall, UpstreamExchange, UpstreamHandler } from '../provider.ts';

/** A call that cannot go out before something is there, such as a token. What it waits for counts into the time for the whole. */
export class DeferredExchange implements UpstreamExchange {
  readonly #provider: string;
  readonly #call: UpstreamCall;
  readonly #handler: UpstreamHandler;
  #started: UpstreamExchange | null = null;
  #over = false;
  readonly #timer: NodeJS.Timeout;

  constructor(
    provider: string,
    call: UpstreamCall,
    handler: UpstreamHandler,
    start: () => Promise<(call: UpstreamCall) => UpstreamExchange>,
  ) {
    this.#provider = provider;
    this.#call = call;
    this.#handler = handler;
    this.#timer = setTimeout(() => this.#timeOut(), call.timeouts.totalMs);
    this.#timer.unref();
    const since = performance.now();
    start().then(
      (dispatch) => {
        clearTimeout(this.#timer);
        if (this.#over) return;
        const totalMs = Math.max(1, call.timeouts.totalMs - (performance.now() - since));
        this.#started = dispatch({ ...call, timeouts: { ...call.timeouts, totalMs } });
      },
      (error: Error) => this.#fail(error),
    );
  }

  abort(): void {
    this.#over = true;
    clearTimeout(this.#timer);
    this.#started?.abort();
  }

  resume(): void {
    this.#started?.resume();
  }

  #fail(error: Error): void {
    clearTimeout(this.#timer);
    if (this.#over) return;
    this.#over = true;
    this.#handler.onError(error);
  }

  #timeOut(): void {
    this.#fail(
      new SignalboxError(
        'upstream_timeout',
        `the provider "${this.#provider}" could not be called within ${this.#call.timeouts.totalMs} ms: its token did not come`,
        'Try again, or allow more time with SIGNALBOX_TOTAL_TIMEOUT_MS.',
        { details: { timeout: 'total' } },
      ),
    );
  }
}
