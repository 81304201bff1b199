import { crc32 } from 'node:zlib';
import { findRecord } from './find-record.ts';
import { FRAMING_BYTES } from './record-codec.ts';
import type { Segment } from './segment.ts';

const WINDOW_BYTES = 1 << 20;

export interface ScanOutcome {
  /** Where the last whole record ends. */
  readonly validEnd: number;
  /** Places that cannot be read although a record after them can. */
  readonly damaged: number;
}

/** The whole record, framing included, and where it stands in the file. It may be kept; it shares memory with its neighbours. */
export type VisitRecord = (type: number, record: Buffer, offset: number) => void;

/**
 * Reads the records of a segment from one offset to another, in windows of 1 MiB (or one record, if larger). What is damaged
 * is passed over up to the next whole record; where none follows, or the disk does not answer, it ends.
 */
export async function scanSegment(
  segment: Segment,
  from: number,
  to: number,
  visit: VisitRecord,
): Promise<ScanOutcome> {
  let validEnd = from;
  let damaged = 0;
  for (let start: number | null = from; start !== null; ) {
    validEnd = await readWhole(segment, start, to, visit);
    if (validEnd >= to) break;
    start = await findRecord(segment, validEnd, to).catch(() => null);
    if (start !== null) damaged += 1;
  }
  return { validEnd, damaged };
}

/** Reads records up to the first that is not whole; returns where the last whole one ends. */
async function readWhole(
  segment: Segment,
  from: number,
  to: number,
  visit: VisitRecord,
): Promise<number> {
  const reader = segment.reader(from);
  let window: Buffer = Buffer.alloc(0);
  /** Where the window begins in the file, and the next record in the window. */
  let base = from;
  let at = 0;

  const have = async (bytes: number): Promise<boolean> => {
    if (window.length - at >= bytes) return true;
    const rest = window.subarray(at);
    const wanted = Math.max(bytes - rest.length, WINDOW_BYTES);
    const room = to - base - window.length;
    if (bytes - rest.length > room) return false;
    const more = await reader.next(Math.min(wanted, room)).catch(() => Buffer.alloc(0));
    base += at;
    at = 0;
    window = rest.length === 0 ? more : Buffer.concat([rest, more]);
    return window.length >= bytes;
  };

  while (await have(FRAMING_BYTES)) {
    const size = FRAMING_BYTES + window.readUInt32LE(at);
    if (size === FRAMING_BYTES || !(await have(size))) break;
    const record = window.subarray(at, at + size);
    if (crc32(record.subarray(FRAMING_BYTES)) !== record.readUInt32LE(4)) break;
    visit(record.readUInt8(FRAMING_BYTES), record, base + at);
    at += size;
  }
  return base + at;
}
