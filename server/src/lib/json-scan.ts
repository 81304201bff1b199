/**
 * Reads the structure of a JSON text (RFC 8259) as bytes, without building the document: where values begin and end.
 * The grammar is checked in full except inside strings, where only the closing quote is looked for: control characters,
 * unknown escapes and invalid UTF-8 pass, since they cannot move the end of a string. Nesting of any depth is fine.
 */

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;

/** A string shorter than this ends before a native search would have paid for its call. */
const NATIVE_SEARCH_BYTES = 32;

/** The text is not JSON; `offset` is the first byte that cannot stand where it stands. */
export class JsonScanError extends Error {
  override readonly name = 'JsonScanError';
  readonly offset: number;

  constructor(expected: string, offset: number) {
    super(`expected ${expected} at byte ${offset}`);
    this.offset = offset;
  }
}

/**
 * Is given the offsets of a member's name (with its quotes, end exclusive) and of its value, and returns the offset
 * behind that value: `skipValue`'s, or that of a deeper walk.
 */
export type VisitMember = (nameStart: number, nameEnd: number, valueStart: number) => number;

/** The first byte at or after `at` that is not JSON white space. */
export function skipSpace(bytes: Buffer, at: number): number {
  let i = at;
  for (;;) {
    const c = bytes[i];
    if (c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09) i++;
    else return i;
  }
}

/**
 * Visits each member of the one object that `bytes` holds, in order, repeated names included. A UTF-8 byte order mark
 * before it is passed over. Throws JsonScanError; members before the fault were visited.
 */
export function walkDocument(bytes: Buffer, visit: VisitMember): void {
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const end = skipSpace(bytes, walkObject(bytes, skipSpace(bytes, bom), visit));
  if (end !== bytes.length) throw new JsonScanError('the end', end);
}

/** As walkDocument for the object that begins at `at`; returns the offset behind its closing brace. */
export function walkObject(bytes: Buffer, at: number, visit: VisitMember): number {
  if (bytes[at] !== OPEN_BRACE) throw new JsonScanError('an object', at);
  let i = skipSpace(bytes, at + 1);
  if (bytes[i] === CLOSE_BRACE) return i + 1;
  for (;;) {
    const nameEnd = skipString(bytes, i);
    i = skipSpace(bytes, visit(i, nameEnd, skipColon(bytes, nameEnd)));
    if (bytes[i] === CLOSE_BRACE) return i + 1;
    if (bytes[i] !== COMMA) throw new JsonScanError('"," or "}"', i);
    i = skipSpace(bytes, i + 1);
  }
}

/** Visits each element of the array that begins at `at`, as walkObject does members. */
export function walkArray(bytes: Buffer, at: number, visit: (start: number) => number): number {
  if (bytes[at] !== OPEN_BRACKET) throw new JsonScanError('an array', at);
  let i = skipSpace(bytes, at + 1);
  if (bytes[i] === CLOSE_BRACKET) return i + 1;
  for (;;) {
    i = skipSpace(bytes, visit(i));
    if (bytes[i] === CLOSE_BRACKET) return i + 1;
    if (bytes[i] !== COMMA) throw new JsonScanError('"," or "]"', i);
    i = skipSpace(bytes, i + 1);
  }
}

/** The offset behind the value that begins at `at`, in constant stack whatever its depth. */
export function skipValue(bytes: Buffer, at: number): number {
  // One bit for each open container, 1 for an object; full words of 31 bits wait in `outer`.
  let open = 0;
  let depth = 0;
  let outer: number[] | null = null;
  let i = at;
  for (;;) {
    const c = bytes[i];
    if (c === OPEN_BRACE || c === OPEN_BRACKET) {
      const object = c === OPEN_BRACE;
      i = skipSpace(bytes, i + 1);
      if (bytes[i] !== (object ? CLOSE_BRACE : CLOSE_BRACKET)) {
        if (depth > 0 && depth % 31 === 0) {
          outer ??= [];
          outer.push(open);
        }
        open = (open << 1) | (object ? 1 : 0);
        depth++;
        if (object) i = skipColon(bytes, skipString(bytes, i));
        continue;
      }
      i++;
    } else if (c === QUOTE) {
      i = skipString(bytes, i);
    } else {
      i = skipScalar(bytes, i, c);
    }
    // A value has ended: so may any number of containers around it.
    for (;;) {
      if (depth === 0) return i;
      i = skipSpace(bytes, i);
      const object = (open & 1) === 1;
      const next = bytes[i];
      if (next === COMMA) {
        i = skipSpace(bytes, i + 1);
        if (object) i = skipColon(bytes, skipString(bytes, i));
        break;
      }
      if (next !== (object ? CLOSE_BRACE : CLOSE_BRACKET)) {
        throw new JsonScanError(object ? '"," or "}"' : '"," or "]"', i);
      }
      i++;
      depth--;
      open = depth > 0 && depth % 31 === 0 ? (outer?.pop() ?? 0) : open >>> 1;
    }
  }
}

/**
 * As skipValue, but an array that begins with a number and holds no string or container is passed over by native
 * searches without a look at its numbers: for long vectors in answers of which nothing else depends on their form.
 */
export function skipVector(bytes: Buffer, at: number): number {
  if (bytes[at] === OPEN_BRACKET) {
    const first = bytes[skipSpace(bytes, at + 1)];
    if (first !== undefined && (first === MINUS || (first >= ZERO && first <= NINE))) {
      const end = bytes.indexOf(CLOSE_BRACKET, at);
      if (end !== -1 && isFlat(bytes.subarray(at + 1, end))) return end + 1;
    }
  }
  return skipValue(bytes, at);
}

function isFlat(inside: Buffer): boolean {
  return (
    inside.indexOf(QUOTE) === -1 &&
    inside.indexOf(OPEN_BRACKET) === -1 &&
    inside.indexOf(OPEN_BRACE) === -1
  );
}

/** The offset behind the string whose opening quote stands at `at`. */
export function skipString(bytes: Buffer, at: number): number {
  if (bytes[at] !== QUOTE) throw new JsonScanError('a string', at);
  const length = bytes.length;
  let i = at + 1;
  for (;;) {
    const near = Math.min(i + NATIVE_SEARCH_BYTES, length);
    while (i < near) {
      const c = bytes[i];
      if (c === QUOTE) return i + 1;
      i += c === BACKSLASH ? 2 : 1;
    }
    const quote = bytes.indexOf(QUOTE, i);
    if (quote === -1) throw new JsonScanError('the end of the string', length);
    let before = quote - 1;
    while (before >= i && bytes[before] === BACKSLASH) before--;
    if (((quote - before) & 1) === 1) return quote + 1;
    i = quote + 1;
  }
}

function skipColon(bytes: Buffer, at: number): number {
  const colon = skipSpace(bytes, at);
  if (bytes[colon] !== COLON) throw new JsonScanError('":"', colon);
  return skipSpace(bytes, colon + 1);
}

function skipScalar(bytes: Buffer, at: number, first: number | undefined): number {
  if (first === 0x74) return skipWord(bytes, at, 'true');
  if (first === 0x6e) return skipWord(bytes, at, 'null');
  if (first === 0x66) return skipWord(bytes, at, 'false');
  return skipNumber(bytes, at);
}

function skipWord(bytes: Buffer, at: number, word: string): number {
  for (let k = 1; k < word.length; k++) {
    if (bytes[at + k] !== word.charCodeAt(k)) throw new JsonScanError('a value', at);
  }
  return at + word.length;
}

function skipNumber(bytes: Buffer, at: number): number {
  let i = bytes[at] === MINUS ? at + 1 : at;
  if (bytes[i] === ZERO) i++;
  else i = skipDigits(bytes, i, at);
  if (bytes[i] === 0x2e) i = skipDigits(bytes, i + 1, at);
  const exponent = bytes[i];
  if (exponent === 0x65 || exponent === 0x45) {
    const sign = bytes[i + 1];
    i = skipDigits(bytes, sign === 0x2b || sign === MINUS ? i + 2 : i + 1, at);
  }
  return i;
}

function skipDigits(bytes: Buffer, at: number, numberStart: number): number {
  let i = at;
  for (;;) {
    const c = bytes[i];
    if (c === undefined || c < ZERO || c > NINE) break;
    i++;
  }
  if (i === at) throw new JsonScanError(at === numberStart ? 'a value' : 'a digit', at);
  return i;
}
