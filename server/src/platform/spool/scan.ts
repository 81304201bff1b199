import { crc32 } from 'node:zlib';
import { FRAMING_BYTES } from './record-codec.ts';
import type { Segment } from './segment.ts';

const WINDOW_BYTES = 1 << 20;

export interface ScanOutcome {
  /** Where the last whole record ends. */
  readonly validEnd: number;
  /** Records that cannot be read although one after them can. */
  readonly damaged: number;
}

/** The whole record, framing included, and where it stands in the file. It may be kept; it shares memory with its neighbours. */
export type VisitRecord = (type: number, record: Buffer, offset: number) => void;

/**
 * Reads the records of a segment from one offset to another, in windows of 1 MiB (or one record, if larger). A record whose
 * checksum differs is passed over; where a length makes no sense or the disk does not answer, it ends.
 */
export async function scanSegment(
  segment: Segment,
  from: number,
  to: number,
  visit: VisitRecord,
): Promise<ScanOutcome> {
  const reader = segment.reader(from);
  let window: Buffer = Buffer.alloc(0);
  /** Where the window begins in the file, and the next record in the window. */
  let base = from;
  let at = 0;
  let validEnd = from;
  let damaged = 0;
  let doubtful = 0;

  const have = async (bytes: number): Promise<boolean> => {
    if (window.length - at >= bytes) return true;
    const rest = window.subarray(at);
    const position = base + window.length;
    const wanted = Math.min(Math.max(bytes - rest.length, WINDOW_BYTES), to - position);
    const more = wanted > 0 ? await reader.next(wanted).catch(() => Buffer.alloc(0)) : rest;
    if (wanted <= 0 || more.length < bytes - rest.length) return false;
    base += at;
    at = 0;
    window = rest.length === 0 ? more : Buffer.concat([rest, more]);
    return true;
  };

  while (await have(FRAMING_BYTES)) {
    const length = window.readUInt32LE(at);
    const offset = base + at;
    const size = FRAMING_BYTES + length;
    if (length === 0 || offset + size > to || !(await have(size))) break;
    const body = window.subarray(at + FRAMING_BYTES, at + size);
    if (crc32(body) === window.readUInt32LE(at + 4)) {
      damaged += doubtful;
      doubtful = 0;
      validEnd = offset + size;
      visit(body.readUInt8(0), window.subarray(at, at + size), offset);
    } else {
      doubtful += 1;
    }
    at += size;
  }
  return { validEnd, damaged };
}
