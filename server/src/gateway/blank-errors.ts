import type { CredentialBlank } from '../inference/index.ts';

/** An event that is held for longer is blanked, whatever it is. */
const MAX_HELD_BYTES = 1 << 20;
const EMPTY: Buffer = Buffer.alloc(0);
const LF = 0x0a;
const CR = 0x0d;

/**
 * Takes the provider's credential out of error events, and leaves all other events as they are. Bytes pass at once, but for
 * those that are the credential or may become it: these wait for the end of their event, which tells what it is.
 */
export class BlankErrors {
  readonly #blank: CredentialBlank;
  /** Of the events that came by whole, one told of an error. */
  readonly #sawError: () => boolean;
  #held: Buffer = EMPTY;

  constructor(blank: CredentialBlank, sawError: () => boolean) {
    this.#blank = blank;
    this.#sawError = sawError;
  }

  take(piece: Buffer): Buffer {
    const bytes = this.#held.length === 0 ? piece : Buffer.concat([this.#held, piece]);
    this.#held = EMPTY;
    let from = 0;
    for (;;) {
      const found = this.#blank.find(bytes, from);
      if (found === null) return this.#untilNext(bytes);
      const end = eventEnd(bytes, found.end);
      if (this.#sawError() || bytes.length - found.start > MAX_HELD_BYTES) {
        return this.#untilNext(this.#blank.in(bytes));
      }
      if (end === -1) return this.#hold(bytes, found.start);
      from = end;
    }
  }

  end(): Buffer {
    const rest = this.#held;
    this.#held = EMPTY;
    return this.#sawError() ? this.#blank.in(rest) : rest;
  }

  #untilNext(bytes: Buffer): Buffer {
    const last = bytes[bytes.length - 1];
    // Nothing that is looked for has a line break in it.
    if (last === LF || last === CR) return bytes;
    return this.#hold(bytes, this.#blank.beginsAt(bytes));
  }

  #hold(bytes: Buffer, at: number): Buffer {
    if (at === bytes.length) return bytes;
    this.#held = bytes.subarray(at);
    return bytes.subarray(0, at);
  }
}

/** Behind the empty line that ends the event; -1 where that has not come. */
function eventEnd(bytes: Buffer, from: number): number {
  for (let at = from; at < bytes.length; at++) {
    if (bytes[at] !== LF && bytes[at] !== CR) continue;
    const next = bytes[at] === CR && bytes[at + 1] === LF ? at + 2 : at + 1;
    if (bytes[next] === LF || bytes[next] === CR) return next + 1;
    at = next - 1;
  }
  return -1;
}
