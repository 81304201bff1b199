/** Bytes [start, end) of a JSON value in a body. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Where the value of a member of the top-level object stands, by its plain spelling; null where the body is no object or has
 * no such member. Looks at the structure only: what is between is not checked.
 */
export function findMember(body: Buffer, name: string): Range | null {
  let at = skipSpace(body, 0);
  if (body[at] !== 0x7b) return null;
  at = skipSpace(body, at + 1);
  while (body[at] === QUOTE) {
    const keyEnd = skipString(body, at);
    if (keyEnd < 0) return null;
    const found =
      keyEnd - at - 2 === name.length && body.toString('latin1', at + 1, keyEnd - 1) === name;
    at = skipSpace(body, keyEnd);
    if (body[at] !== 0x3a) return null;
    const start = skipSpace(body, at + 1);
    const end = skipValue(body, start);
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
    const end = skipValue(body, at);
    if (end < 0) return [];
    elements.push({ start: at, end });
    at = skipSpace(body, end);
    if (body[at] === 0x2c) at = skipSpace(body, at + 1);
  }
  return elements;
}

function skipSpace(body: Buffer, from: number): number {
  let at = from;
  for (let c = body[at]; c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09; c = body[at]) at++;
  return at;
}

/** The index after the string that begins at `from`; -1 where it does not end. */
function skipString(body: Buffer, from: number): number {
  for (let at = from + 1; ; ) {
    const quote = body.indexOf(QUOTE, at);
    if (quote < 0) return -1;
    let slashes = 0;
    while (body[quote - 1 - slashes] === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return quote + 1;
    at = quote + 1;
  }
}

/** The index after the value that begins at `from`; -1 where there is none or it does not end. */
function skipValue(body: Buffer, from: number): number {
  let depth = 0;
  let at = from;
  while (at < body.length) {
    const c = body[at];
    if (c === QUOTE) {
      at = skipString(body, at);
      if (at < 0) return -1;
      if (depth === 0) return at;
      continue;
    }
    if (c === 0x7b || c === 0x5b) depth++;
    else if (c === 0x7d || c === 0x5d) {
      if (depth === 0) return at > from ? at : -1;
      depth--;
      if (depth === 0) return at + 1;
    } else if (
      depth === 0 &&
      (c === 0x2c || c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09)
    ) {
      return at > from ? at : -1;
    }
    at++;
  }
  return depth === 0 && at > from ? at : -1;
}
