const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/**
 * Finds where the elements of a JSON list end as it comes in, however it was cut into chunks. Feed chunks in order, each to
 * `next` until it gives -1. Elements are objects, and what stands between them goes with the next one. Whether they are JSON is
 * for whoever reads them to find out.
 */
export class JsonListSplitter {
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** The list was closed: the offset of its last bracket is the last that `next` gave. */
  closed = false;

  /** The offset behind the next element, or of the bracket that closes the list; -1 where the chunk ends before. */
  next(chunk: Buffer, from: number): number {
    for (let at = from; at < chunk.length; at++) {
      const c = chunk[at];
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (c === BACKSLASH) this.#escaped = true;
        else if (c === QUOTE) this.#inString = false;
      } else if (c === QUOTE) {
        this.#inString = true;
      } else if (c === OPEN_BRACE || c === OPEN_BRACKET) {
        this.#depth++;
      } else if (c === CLOSE_BRACE || c === CLOSE_BRACKET) {
        this.#depth--;
        if (this.#depth === 1) return at + 1;
        if (this.#depth <= 0) {
          this.closed = true;
          return at;
        }
      }
    }
    return -1;
  }
}
