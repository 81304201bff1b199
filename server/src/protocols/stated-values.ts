import type { Range } from './edits.ts';

const LONGEST_ID = 256;
/** Longer values than this are not ours to parse. */
const LONGEST_BYTES = 64 << 10;

/** What a body states at a place, or null. */
export function statedValueAt(body: Buffer, range: Range | undefined): unknown {
  if (range === undefined || range.end - range.start > LONGEST_BYTES) return null;
  try {
    return JSON.parse(body.toString('utf8', range.start, range.end));
  } catch {
    // Its structure was right, so a string in it has an escape that JSON does not know.
    return null;
  }
}

/** A name of somebody or something that fits into a record. */
export function identifier(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_ID ? value : null;
}
