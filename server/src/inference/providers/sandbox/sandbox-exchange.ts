import { SignalboxError } from '../../../platform/errors/index.ts';
import type { UpstreamExchange, UpstreamHandler, UpstreamTimeouts } from '../provider.ts';
import type { SandboxAnswer } from './answer.ts';

/** Pieces that go out without leaving the event loop to others. */
const PIECES_A_TURN = 64;

/**
 * Sends an answer in its own time, under the timeouts that a real provider would be under. Nothing is sent before
 * `start`'s caller has returned.
 */
export class SandboxExchange implements UpstreamExchange {
  readonly #provider: string;
  readonly #answer: SandboxAnswer;
  readonly #pieces: Iterator<Buffer>;
  readonly #timeouts: UpstreamTimeouts;
  readonly #handler: UpstreamHandler;
  readonly #startedAt = performance.now();
  #timer: NodeJS.Timeout | null = null;
  #immediate: NodeJS.Immediate | null = null;
  /** When the next piece is due, in ms since the start; pacing follows this, so that late timers do not add up. */
  #dueMs: number;
  #begun = false;
  #paused = false;
  #over = false;

  constructor(
    provider: string,
    answer: SandboxAnswer,
    timeouts: UpstreamTimeouts,
    handler: UpstreamHandler,
  ) {
    this.#provider = provider;
    this.#answer = answer;
    this.#pieces = answer.pieces[Symbol.iterator]();
    this.#timeouts = timeouts;
    this.#handler = handler;
    this.#dueMs = answer.latencyMs;
  }

  start(): void {
    this.#wait(this.#timeouts.firstByteMs);
  }

  abort(): void {
    this.#over = true;
    this.#cancel();
  }

  resume(): void {
    if (this.#over || !this.#paused) return;
    this.#paused = false;
    this.#cancel();
    this.#wait(this.#timeouts.idleMs);
  }

  /** Sleeps until the next piece is due, or until the patience with it or with the whole ends. */
  #wait(patienceMs: number): void {
    const elapsed = performance.now() - this.#startedAt;
    const wait = Math.max(0, this.#dueMs - elapsed);
    const left = Math.max(0, this.#timeouts.totalMs - elapsed);
    if (wait > Math.min(patienceMs, left)) {
      this.#timer = setTimeout(() => this.#timeOut(left < patienceMs), Math.min(patienceMs, left));
    } else if (wait < 1) {
      this.#immediate = setImmediate(() => this.#send());
    } else {
      this.#timer = setTimeout(() => this.#send(), wait);
    }
  }

  #send(): void {
    this.#cancel();
    if (!this.#begun) {
      this.#begun = true;
      this.#handler.onHeaders(this.#answer.status, this.#answer.headers);
    }
    for (let sent = 0; sent < PIECES_A_TURN && !this.#over; sent++) {
      const next = this.#pieces.next();
      if (next.done === true) {
        this.#end();
        return;
      }
      this.#dueMs += this.#answer.tokenMs;
      if (!this.#handler.onData(next.value)) {
        this.#pause();
        return;
      }
      if (this.#dueMs > performance.now() - this.#startedAt) break;
    }
    if (!this.#over) this.#wait(this.#timeouts.idleMs);
  }

  #pause(): void {
    if (this.#over) return;
    this.#paused = true;
    const left = this.#timeouts.totalMs - (performance.now() - this.#startedAt);
    this.#timer = setTimeout(() => this.#timeOut(true), Math.max(0, left));
  }

  #end(): void {
    this.#over = true;
    if (!this.#answer.cut) {
      this.#handler.onEnd();
      return;
    }
    this.#handler.onError(
      new SignalboxError(
        'upstream_interrupted',
        `the provider "${this.#provider}" broke off in the middle of its answer`,
        'It was asked to by cut_after.',
      ),
    );
  }

  #timeOut(total: boolean): void {
    this.#over = true;
    const kind = total ? 'total' : this.#begun ? 'next_byte' : 'first_byte';
    const what = total
      ? 'end its answer'
      : this.#begun
        ? 'go on with its answer'
        : 'begin to answer';
    this.#handler.onError(
      new SignalboxError(
        'upstream_timeout',
        `the provider "${this.#provider}" did not ${what} in time`,
        'Lower latency_ms or raise tps, or allow more time.',
        { details: { timeout: kind } },
      ),
    );
  }

  #cancel(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#immediate !== null) clearImmediate(this.#immediate);
    this.#timer = null;
    this.#immediate = null;
  }
}
