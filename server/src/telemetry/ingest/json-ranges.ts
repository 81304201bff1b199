import { JsonScanError, skipSpace, skipString, skipValue } from '../../lib/json-scan.ts';

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
  let at = skipSpace(body, 0);
  if (body[at] !== 0x7b) return null;
  at = skipSpace(body, at + 1);
  while (body[at] === QUOTE) {
    const keyEnd = ended(skipString, body, at);
    if (keyEnd < 0) return null;
    const found =
      keyEnd - at - 2 === name.length && body.toString('latin1', at + 1, keyEnd - 1) === name;
    at = skipSpace(body, keyEnd);
    if (body[at] !== 0x3a) return null;
    const start = skipSpace(body, at + 1);
    const end = ended(skipValue, body, start);
    if (end < 0) return null;
    if (found) return { start, end };
    at = skipSpace(body, end);
    if (body[at] !== 0x2c) return null;
    at = skipSpace(body, at + 1);
  }
  return null;
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
