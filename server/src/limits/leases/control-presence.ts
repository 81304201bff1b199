import type { LeaseTerms } from './lease-terms.ts';

/** Absence is assumed after so many messages in a row without an answer. */
const LOST_IN_ABSENCE = 2;
/** Patience and pauses are doubled so many times at the most. */
const MOST_DOUBLINGS = 3;

/** What a gateway knows of whether control is there, in milliseconds of its own clock. */
export class ControlPresence {
  readonly #terms: LeaseTerms;
  #stopsAt = -Infinity;
  #heardAt = -Infinity;
  #lost = 0;

  constructor(terms: LeaseTerms) {
    this.#terms = terms;
  }

  /** Nothing is reserved from then on, unless control is heard again. */
  get stopsAt(): number {
    return this.#stopsAt;
  }

  /** Whether control has not answered for so long that nobody waits for it. */
  get isAlone(): boolean {
    return this.#lost >= LOST_IN_ABSENCE;
  }

  /** How long the next report's answer is waited for. */
  get patienceMs(): number {
    return this.#terms.answerMs * 2 ** Math.min(this.#lost, MOST_DOUBLINGS);
  }

  /** How long nothing is sent after a report that failed. */
  get pauseMs(): number {
    return this.#terms.askAgainMs * 2 ** Math.min(this.#lost - 1, MOST_DOUBLINGS);
  }

  /**
   * Whether a request does without it.
   * @param last the request waited as long as it may
   */
  isAway(now: number, last: boolean): boolean {
    return this.isAlone || (last && this.silentMs(now) >= this.#terms.waitMs);
  }

  silentMs(now: number): number {
    return now - this.#heardAt;
  }

  heard(now: number, stopsAt: number): void {
    this.#lost = 0;
    this.#heardAt = now;
    this.#stopsAt = stopsAt;
  }

  lost(): void {
    this.#lost++;
  }

  /** Control does not count this holder any more. */
  fenced(): void {
    this.#stopsAt = -Infinity;
  }
}
