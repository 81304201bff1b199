/** What a `SlotList` holds: the list keeps its place here. -1: in no list. */
export interface Slotted {
  slot: number;
}

/**
 * A bag with add and remove in constant time, for what comes and goes with every request. A Set would do the same, but each
 * time a Set makes room it leaves its old table behind with what was in it, linked to the new one: once one such table has
 * grown old, a scavenge keeps all that passed through since, which cost 30 microseconds a request.
 */
export class SlotList<T extends Slotted> implements Iterable<T> {
  readonly #items: T[] = [];

  get size(): number {
    return this.#items.length;
  }

  add(item: T): void {
    item.slot = this.#items.length;
    this.#items.push(item);
  }

  /** Does nothing where it is not in the list. */
  remove(item: T): void {
    const { slot } = item;
    if (slot === -1 || this.#items[slot] !== item) return;
    const last = this.#items.pop();
    if (last !== undefined && last !== item) {
      this.#items[slot] = last;
      last.slot = slot;
    }
    item.slot = -1;
  }

  /** A copy, so that items may leave the list while it is gone through. */
  [Symbol.iterator](): Iterator<T> {
    return [...this.#items.values()].values();
  }
}
