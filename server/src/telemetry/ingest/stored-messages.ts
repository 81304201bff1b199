/**
 * The messages that are known to be in the store, most recent last, so that the same system prompt or history is not written
 * with every request. Forgetting one only means that it is written again and merged away.
 */
export class StoredMessages {
  readonly #known = new Map<string, true>();
  readonly #max: number;

  constructor(max = 50_000) {
    this.#max = max;
  }

  has(key: string): boolean {
    if (!this.#known.delete(key)) return false;
    this.#known.set(key, true);
    return true;
  }

  /** Only after the rows are on disk. */
  add(keys: Iterable<string>): void {
    for (const key of keys) {
      this.#known.delete(key);
      this.#known.set(key, true);
    }
    for (const key of this.#known.keys()) {
      if (this.#known.size <= this.#max) break;
      this.#known.delete(key);
    }
  }
}
