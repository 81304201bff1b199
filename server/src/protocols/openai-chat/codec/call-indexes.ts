interface Begun {
  readonly index: number | null;
  id: string | null;
  name: string;
}

/**
 * Tells to which of an answer's tool calls a piece belongs. OpenAI numbers them (`index`) and names the id once; others leave
 * the number out, give every call the same one, or repeat id and name with every piece. An id that is new, with a name, is a new
 * call; a known id is its call, whatever the number; without an id the number counts, and without that the name.
 */
export class CallIndexes {
  readonly #calls: Begun[] = [];

  /** The place of the piece's call, and what of the piece's name is new. */
  place(
    index: number | null,
    id: string | null,
    name: string,
  ): { readonly call: number; readonly name: string; readonly first: boolean } {
    const known = this.#find(index, id, name);
    const begun = known === -1 ? undefined : this.#calls[known];
    if (begun === undefined) {
      this.#calls.push({ index, id, name });
      return { call: this.#calls.length - 1, name, first: true };
    }
    begun.id ??= id;
    const repeated = name === begun.name;
    if (!repeated) begun.name += name;
    return { call: known, name: repeated ? '' : name, first: false };
  }

  #find(index: number | null, id: string | null, name: string): number {
    const calls = this.#calls;
    if (id !== null) {
      const same = calls.findLastIndex((call) => call.id === id);
      if (same !== -1) return same;
      const numbered = calls.findLastIndex((call) => index !== null && call.index === index);
      const waiting = numbered !== -1 && calls[numbered]?.id === null;
      return waiting || name === '' ? numbered : -1;
    }
    if (index !== null) return calls.findLastIndex((call) => call.index === index);
    return name === '' ? calls.length - 1 : -1;
  }
}
