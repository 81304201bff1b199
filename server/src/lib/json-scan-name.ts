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

/** Whether the name at `start`..`end` (with its quotes) is `name`, spelled without escapes. */
export function isPlainName(bytes: Buffer, start: number, end: number, name: Buffer): boolean {
  if (end - start - 2 !== name.length) return false;
  for (let i = 0; i < name.length; i++) {
    if (bytes[start + 1 + i] !== name[i]) return false;
  }
  return true;
}
