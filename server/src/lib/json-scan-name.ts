const BACKSLASH = 0x5c;

/**
 * The string that stands at `start`..`end` with its quotes, escapes decoded, or null where it is longer than
 * `maxLength` characters can be however they are spelled, or has an escape that JSON does not know.
 */
export function readShortString(
  bytes: Buffer,
  start: number,
  end: number,
  maxLength: number,
): string | null {
  // The longest spelling of a character is \uXXXX.
  if (end - start - 2 > maxLength * 6) return null;
  if (bytes.subarray(start + 1, end - 1).indexOf(BACKSLASH) === -1) {
    return bytes.toString('utf8', start + 1, end - 1);
  }
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8', start, end));
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}

/** The place in `names` of the name at `start`..`end` (with its quotes), spelled without escapes; -1 where it is none of them. */
export function findPlainName(
  bytes: Buffer,
  start: number,
  end: number,
  names: readonly Buffer[],
): number {
  for (let i = 0; i < names.length; i++) {
    const name = names[i];
    if (name !== undefined && isPlainName(bytes, start, end, name)) return i;
  }
  return -1;
}

/** Whether a string is written in ASCII without escapes: then it is as long as it looks. */
export function isPlain(bytes: Buffer, start: number, end: number): boolean {
  for (let i = start + 1; i < end - 1; i++) {
    const c = bytes[i];
    if (c === undefined || c === BACKSLASH || c >= 0x80) return false;
  }
  return true;
}

/** Whether the name at `start`..`end` (with its quotes) is `name`, spelled without escapes. */
export function isPlainName(bytes: Buffer, start: number, end: number, name: Buffer): boolean {
  if (end - start - 2 !== name.length) return false;
  for (let i = 0; i < name.length; i++) {
    if (bytes[start + 1 + i] !== name[i]) return false;
  }
  return true;
}
