import type { Limit } from '../limit.ts';
import { newCounter, type UsedCounter } from './held-lease.ts';

/** The counters that one gateway does something with, by limit and subject. */
export class UsedCounters {
  readonly #byLimit = new Map<string, Map<string, UsedCounter>>();

  /** `limit` is how the limit is now: the counter is of that from here on. */
  get(limit: Limit, subject: string): UsedCounter | undefined {
    const counter = this.#byLimit.get(limit.id)?.get(subject);
    if (counter !== undefined) counter.limit = limit;
    return counter;
  }

  getOrAdd(limit: Limit, subject: string, now: number): UsedCounter {
    const known = this.get(limit, subject);
    if (known !== undefined) return known;
    const counter = newCounter(limit, subject, now);
    const counters = this.#byLimit.get(limit.id);
    if (counters === undefined) this.#byLimit.set(limit.id, new Map([[subject, counter]]));
    else counters.set(subject, counter);
    return counter;
  }

  /** Those that are met may be forgotten meanwhile. */
  *[Symbol.iterator](): Generator<UsedCounter> {
    for (const counters of this.#byLimit.values()) yield* counters.values();
  }

  forget({ limit, subject }: UsedCounter): void {
    const counters = this.#byLimit.get(limit.id);
    counters?.delete(subject);
    if (counters?.size === 0) this.#byLimit.delete(limit.id);
  }
}
