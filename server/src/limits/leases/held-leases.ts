import { type HeldLease, newLease, type UsedCounter } from './held-lease.ts';

/** The leases that control may have booked for one gateway, and which of them it has not heard all of. */
export class HeldLeases {
  #epoch = 0;
  readonly #byEpoch = new Map<number, HeldLease>();
  readonly #unsaid = new Set<HeldLease>();

  get size(): number {
    return this.#byEpoch.size;
  }

  /** Of how many there is something to say. */
  get unsaid(): number {
    return this.#unsaid.size;
  }

  [Symbol.iterator](): Iterator<HeldLease> {
    return this.#byEpoch.values();
  }

  get(epoch: number): HeldLease | undefined {
    return this.#byEpoch.get(epoch);
  }

  open(counter: UsedCounter): HeldLease {
    const lease = newLease(counter, ++this.#epoch);
    counter.lease = lease;
    this.#byEpoch.set(lease.epoch, lease);
    this.#unsaid.add(lease);
    return lease;
  }

  /** There is something new to say of it. False: control has closed it, and is told nothing of it any more. */
  changed(lease: HeldLease): boolean {
    if (!this.#byEpoch.has(lease.epoch)) return false;
    lease.changes++;
    this.#unsaid.add(lease);
    return true;
  }

  /** The oldest first: control takes a lease that it does not know for closed if it has heard of a newer one. */
  nextToSay(most: number): HeldLease[] {
    return [...this.#unsaid].sort((a, b) => a.epoch - b.epoch).slice(0, most);
  }

  /** Control has heard of the lease as it was after so many changes. */
  confirm(lease: HeldLease, changes: number): void {
    if (lease.changes === changes) this.#unsaid.delete(lease);
  }

  /** Control has closed it. What changed since it was said is said all the same. */
  close(lease: HeldLease): void {
    this.#byEpoch.delete(lease.epoch);
  }

  /** Control does not want to hear of it. */
  drop(lease: HeldLease): void {
    this.close(lease);
    this.#unsaid.delete(lease);
  }

  /** Control counts none of them any more. */
  clear(): void {
    for (const lease of this.#byEpoch.values()) {
      lease.over = true;
      lease.free = 0n;
    }
    this.#byEpoch.clear();
    this.#unsaid.clear();
  }
}
