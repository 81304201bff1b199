import { SignalboxError } from '../errors/index.ts';

/** A place in a keyset-paged list as opaque text: the sort values of the last row that was shown. */
export function encodeCursor(values: readonly string[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/**
 * The inverse, of exactly `length` values that satisfy `valid` (a cursor of another list may not). Throws
 * `request_invalid` for a cursor that the list did not give out.
 */
export function decodeCursor(
  cursor: string,
  length: number,
  valid: (values: readonly string[]) => boolean = () => true,
): string[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (
      Array.isArray(values) &&
      values.length === length &&
      values.every((v) => typeof v === 'string' && v.isWellFormed() && !v.includes('\0')) &&
      valid(values)
    ) {
      return values;
    }
  } catch {
    // Answered below, as any other text that is no cursor.
  }
  throw new SignalboxError(
    'request_invalid',
    'query/cursor: this is not a cursor of this list',
    'Take `next_cursor` of the page before as it is, or leave it out for the first page.',
  );
}
