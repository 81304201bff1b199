/**
 * How many calls may be made again: a fifth of those that were made, and ten at the start and one a second besides, so that a
 * provider in trouble is not kept in it by retries (Finagle's `RetryBudget`; Google SRE book, ch. 21, "retry budget"). What
 * goes to another target is no retry of this one and is not counted.
 */
export class RetryBudget {
  static readonly RATIO = 0.2;
  static readonly PER_SECOND = 1;
  static readonly AT_START = 10;
  static readonly MOST = 100;
  #balance = RetryBudget.AT_START;
  #stampMs: number | null = null;

  /** A request came. */
  deposit(nowMs: number): void {
    const passed = this.#stampMs === null ? 0 : Math.max(0, nowMs - this.#stampMs);
    this.#stampMs = nowMs;
    this.#add(RetryBudget.RATIO + (passed / 1000) * RetryBudget.PER_SECOND);
  }

  /** Whether one may be made again, which it then is. */
  withdraw(): boolean {
    if (this.#balance < 1) return false;
    this.#balance -= 1;
    return true;
  }

  #add(calls: number): void {
    this.#balance = Math.min(RetryBudget.MOST, this.#balance + calls);
  }
}
