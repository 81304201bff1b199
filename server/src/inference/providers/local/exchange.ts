import type { Dispatcher } from 'undici';
import { SignalboxError } from '../../../platform/errors/index.ts';
import { LONGEST_WAIT_MS, WAIT_HEADER } from '../../engine/waiting.ts';
import { dispatchHttp, type UpstreamBase } from '../http-upstream.ts';
import type { UpstreamCall, UpstreamExchange, UpstreamHandler } from '../provider.ts';

/** Between two looks for the engine's socket. */
const PAUSE_MS = 100;
/** An engine that was about to end may hang up on a call that just came; one that dies of a call must not get it for ever. */
const HANG_UPS = 2;

export interface EngineExchangeOptions {
  readonly pool: Dispatcher;
  readonly base: UpstreamBase;
  readonly headers: Readonly<Record<string, string>>;
  readonly call: UpstreamCall;
  readonly handler: UpstreamHandler;
  readonly need: () => boolean;
  readonly patienceMs?: number;
}

/** One call to the engine, begun again until there is one that takes it or patience ends. */
export class EngineExchange implements UpstreamExchange, UpstreamHandler {
  readonly #options: EngineExchangeOptions;
  readonly #deadline: number;
  #current: UpstreamExchange | null = null;
  #pause: NodeJS.Timeout | null = null;
  #answering = false;
  #over = false;
  #hangUps = 0;

  constructor(options: EngineExchangeOptions) {
    this.#options = options;
    this.#deadline = performance.now() + (options.patienceMs ?? LONGEST_WAIT_MS);
    this.#try();
  }

  abort(): void {
    this.#over = true;
    if (this.#pause !== null) clearTimeout(this.#pause);
    this.#current?.abort();
  }

  resume(): void {
    this.#current?.resume();
  }

  onHeaders(status: number, headers: Readonly<Record<string, string>>): void {
    this.#answering = true;
    this.#options.handler.onHeaders(status, headers);
  }

  onData(chunk: Buffer): boolean {
    return this.#options.handler.onData(chunk);
  }

  onEnd(): void {
    this.#over = true;
    this.#options.handler.onEnd();
  }

  onError(error: Error): void {
    if (this.#over) return;
    if (this.#answering || !this.#isAbsence(error)) {
      this.#fail(error);
      return;
    }
    if (!this.#options.need()) this.#fail(nobodyStartsIt(error));
    else if (performance.now() + PAUSE_MS >= this.#deadline) this.#fail(stillStarting(error));
    else this.#pause = setTimeout(() => this.#try(), PAUSE_MS);
  }

  #try(): void {
    const { pool, base, call, headers } = this.#options;
    const left = Math.max(0, Math.round(this.#deadline - performance.now()));
    this.#current = dispatchHttp(pool, base, call, this, {
      ...headers,
      [WAIT_HEADER]: String(left),
    });
  }

  /** Whether the call found no engine, rather than failed in it. */
  #isAbsence(error: Error): boolean {
    if (!(error instanceof SignalboxError)) return false;
    if (error.code === 'upstream_unreachable') return true;
    return error.code === 'upstream_interrupted' && ++this.#hangUps <= HANG_UPS;
  }

  #fail(error: Error): void {
    this.#over = true;
    this.#options.handler.onError(error);
  }
}

function nobodyStartsIt(cause: Error): SignalboxError {
  return new SignalboxError(
    'engine_unavailable',
    'the local engine does not run, and there is no supervisor to start it',
    'Start it with `signalbox serve --role engine` on the same data directory.',
    { cause, details: { retry_after_seconds: 10 } },
  );
}

function stillStarting(cause: Error): SignalboxError {
  return new SignalboxError(
    'engine_starting',
    'the local engine is not there yet',
    'Try again in a moment; if it stays, the log of the engine says why.',
    { cause, details: { retry_after_seconds: 10 } },
  );
}
