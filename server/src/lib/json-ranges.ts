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
  return findMembers(body, [name])[0] ?? null;
}

/** The same of several, in their order, in one pass that ends with the last of them. The first of equal names counts. */
export function findMembers(body: Buffer, names: readonly string[]): (Range | undefined)[] {
  const found: (Range | undefined)[] = new Array(names.length).fill(undefined);
  let missing = names.length;
  const marked = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf;
  let at = skipSpace(body, marked ? 3 : 0);
  if (missing === 0 || body[at] !== 0x7b) return found;
  at = skipSpace(body, at + 1);
  while (body[at] === QUOTE) {
    const keyEnd = ended(skipString, body, at);
    if (keyEnd < 0) break;
    const place = placeOf(body, at + 1, keyEnd - 1, names);
    at = skipSpace(body, keyEnd);
    if (body[at] !== 0x3a) break;
    const start = skipSpace(body, at + 1);
    const end = ended(skipValue, body, start);
    if (end < 0) break;
    if (place !== -1 && found[place] === undefined) {
      found[place] = { start, end };
      missing--;
      if (missing === 0) break;
    }
    at = skipSpace(body, end);
    if (body[at] !== 0x2c) break;
    at = skipSpace(body, at + 1);
  }
  return found;
}

function placeOf(body: Buffer, start: number, end: number, names: readonly string[]): number {
  for (let i = 0; i < names.length; i++) {
    const name = names[i];
    if (name?.length === end - start && body.toString('latin1', start, end) === name) return i;
  }
  return -1;
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
