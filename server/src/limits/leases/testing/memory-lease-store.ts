import type { Limit } from '../../limit.ts';
import { type ControlClock, type Counter, type Holder, newCounter } from '../counter.ts';
import type { LeaseStore } from '../lease-store.ts';

/** Control's books in memory. Each message is handled in one go, which is what a transaction makes of it. */
export class MemoryLeaseStore implements LeaseStore {
  readonly limits = new Map<string, Limit>();
  readonly counters = new Map<string, Counter>();
  readonly holders = new Map<string, Holder>();

  counter(limitId: string, subject: string, clock: ControlClock): Counter | undefined {
    const limit = this.limits.get(limitId);
    if (limit === undefined) return undefined;
    const key = `${limitId}/${subject}`;
    let counter = this.counters.get(key);
    if (counter === undefined) {
      counter = newCounter(limit, subject, clock);
      this.counters.set(key, counter);
    }
    counter.limit = limit;
    return counter;
  }

  countersOf(holder: string): Counter[] {
    return [...this.counters.values()].filter((counter) =>
      counter.windows.some((window) => window.accounts.some((one) => one.holder === holder)),
    );
  }

  holder(id: string): Holder | undefined {
    return this.holders.get(id);
  }

  addHolder(holder: Holder): void {
    this.holders.set(holder.id, holder);
  }
}
