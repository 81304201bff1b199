/** As long as it may take from a pointer that rests on a link to the page behind it. */
const KEPT_MS = 5_000;

/**
 * The moment at which relative ranges end on a page that somebody goes to. Beside React, so that what is asked ahead of the
 * page ends at the same moment as what the page asks.
 */
export class Moments {
  #page = '';
  #at = 0;

  /** By the page's path; the same for a few seconds, and no longer: who goes to a page wants to see what there is now. */
  of(page: string, now = Date.now()): number {
    if (page !== this.#page || now - this.#at > KEPT_MS) {
      this.#page = page;
      this.#at = now;
    }
    return this.#at;
  }
}
