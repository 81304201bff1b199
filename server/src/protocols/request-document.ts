import { skipSpace, skipValue, walkDocument } from '../lib/json-scan.ts';
import type { Edit, Range } from './edits.ts';
import { duplicated, otherCase, spellingOf } from './member-name.ts';

const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Of a body with more members than any client sends, those behind are looked for when they are asked for. */
const MOST_KEPT = 64;
/** Of a member: where its name begins and ends, and where its value does. */
const FIELDS = 4;

/** Where the top-level members of a body stand, noted as it is scanned, so that nobody has to walk through it again. */
export class MemberPlaces {
  readonly #places: number[] = [];
  /** There were more than are noted. */
  #more = false;

  note(nameStart: number, nameEnd: number, start: number, end: number): void {
    if (this.#places.length < MOST_KEPT * FIELDS) this.#places.push(nameStart, nameEnd, start, end);
    else this.#more = true;
  }

  /** Those of `body`, in order. */
  each(body: Buffer, visit: (nameStart: number, nameEnd: number, value: Range) => void): void {
    if (this.#more) {
      walkDocument(body, (nameStart, nameEnd, start) => {
        const end = skipValue(body, start);
        visit(nameStart, nameEnd, { start, end });
        return end;
      });
      return;
    }
    const places = this.#places;
    for (let i = 0; i < places.length; i += FIELDS) {
      const [nameStart = 0, nameEnd = 0, start = 0, end = 0] = places.slice(i, i + FIELDS);
      visit(nameStart, nameEnd, { start, end });
    }
  }
}

/**
 * The body of a request, which is never built: its bytes, and where its members stand. Steps that change it make edits of its
 * ranges, which are applied once for each attempt (`applyEdits`).
 */
export class RequestDocument {
  /** As they came. */
  readonly bytes: Buffer;
  readonly #interpreted: ReadonlyMap<string, Range>;
  readonly #places: MemberPlaces;

  /** `interpreted`: members that are known to stand there once, if at all. */
  constructor(bytes: Buffer, interpreted: ReadonlyMap<string, Range>, places: MemberPlaces) {
    this.bytes = bytes;
    this.#interpreted = interpreted;
    this.#places = places;
  }

  /**
   * The value of a top-level member (of a name in lower case), with escapes in it or without; null where there is none. Throws a
   * `RequestFault` where it stands there twice, or in another case: the provider might read the other one.
   */
  member(name: string): Range | null {
    const known = this.#interpreted.get(name);
    if (known !== undefined) return known;
    const plain = Buffer.from(name);
    let found: Range | null = null;
    this.#places.each(this.bytes, (nameStart, nameEnd, value) => {
      const spelled = spellingOf(this.bytes, nameStart, nameEnd, name, plain);
      if (spelled === null) return;
      if (found !== null) throw duplicated(name);
      if (spelled !== name) throw otherCase(spelled, name);
      found = value;
    });
    return found;
  }

  /** Gives a top-level member a value, which is JSON; one that is not there is put before all others. */
  set(name: string, value: string): Edit {
    const member = this.member(name);
    if (member !== null) return { ...member, insert: Buffer.from(value) };
    const { bytes } = this;
    // A byte order mark may stand before the brace.
    const first = bytes.indexOf(OPEN_BRACE) + 1;
    const comma = bytes[skipSpace(bytes, first)] === CLOSE_BRACE ? '' : ',';
    const insert = Buffer.from(`${JSON.stringify(name)}:${value}${comma}`);
    return { start: first, end: first, insert };
  }
}
