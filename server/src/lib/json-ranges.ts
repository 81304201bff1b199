import { JsonScanError, skipSpace, skipString, skipValue } from './json-scan.ts';

/** Bytes [start, end) of a JSON value in a body. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

const QUOTE = 0x22;

/**
 * Where the value of a member of the top-level object stands, by its plain spelling; null where the body is no object or has
 * no such member. Looks at the structure only: what is between is not checked.
 */
export function findMember(body: Buffer, name: string): Range | null {
  const members = new Members(body);
  while (members.next()) {
    if (members.isNamed(name)) return { start: members.start, end: members.end };
  }
  return null;
}

/** The same of several, in their order, in one pass that ends with the last of them. The first of equal names counts. */
export function findMembers(body: Buffer, names: readonly string[]): (Range | undefined)[] {
  const found: (Range | undefined)[] = names.map(() => undefined);
  const members = new Members(body);
  let missing = names.length;
  while (missing > 0 && members.next()) {
    const place = names.findIndex((name) => members.isNamed(name));
    if (place === -1 || found[place] !== undefined) continue;
    found[place] = { start: members.start, end: members.end };
    missing--;
  }
  return found;
}

/** Goes through the members of the top-level object, as far as there are any. */
class Members {
  /** Of the value of the member in hand. */
  start = 0;
  end = 0;
  readonly #body: Buffer;
  #nameStart = 0;
  #nameEnd = 0;
  /** Where the next name would begin; -1: there is none. */
  #at: number;

  constructor(body: Buffer) {
    this.#body = body;
    const marked = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf;
    const at = skipSpace(body, marked ? 3 : 0);
    this.#at = body[at] === 0x7b ? skipSpace(body, at + 1) : -1;
  }

  next(): boolean {
    const body = this.#body;
    const at = this.#at;
    if (at < 0 || body[at] !== QUOTE) return false;
    const nameEnd = ended(skipString, body, at);
    if (nameEnd < 0) return false;
    const colon = skipSpace(body, nameEnd);
    if (body[colon] !== 0x3a) return false;
    const start = skipSpace(body, colon + 1);
    const end = ended(skipValue, body, start);
    if (end < 0) return false;
    this.#nameStart = at + 1;
    this.#nameEnd = nameEnd - 1;
    this.start = start;
    this.end = end;
    const comma = skipSpace(body, end);
    this.#at = body[comma] === 0x2c ? skipSpace(body, comma + 1) : -1;
    return true;
  }

  isNamed(name: string): boolean {
    const start = this.#nameStart;
    const end = this.#nameEnd;
    return end - start === name.length && this.#body.toString('latin1', start, end) === name;
  }
}

/** The elements of the array at `range`; empty where it is no array. At most `limit` of them. */
export function elementsOf(body: Buffer, range: Range, limit = Number.POSITIVE_INFINITY): Range[] {
  const elements: Range[] = [];
  if (body[range.start] !== 0x5b) return elements;
  let at = skipSpace(body, range.start + 1);
  while (at < range.end && body[at] !== 0x5d && elements.length < limit) {
    const end = ended(skipValue, body, at);
    if (end < 0) return [];
    elements.push({ start: at, end });
    at = skipSpace(body, end);
    if (body[at] === 0x2c) at = skipSpace(body, at + 1);
  }
  return elements;
}

/** The offset behind the string or value at `at`; -1 where there is none or it does not end. */
function ended(skip: (body: Buffer, at: number) => number, body: Buffer, at: number): number {
  try {
    return skip(body, at);
  } catch (error) {
    if (error instanceof JsonScanError) return -1;
    throw error;
  }
}
