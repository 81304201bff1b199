import { crc32 } from 'node:zlib';
import { RecordType } from './record.ts';
import { AFTER_ID, CUT_PAYLOAD_BYTES, FRAMING_BYTES, MOST_NAME_CHARS } from './record-codec.ts';
import type { Segment } from './segment.ts';

const WINDOW_BYTES = 1 << 20;
/** How far a record must be seen to tell that it may be one. */
const LOOK_BYTES = AFTER_ID + 5;
const OPENING_BRACE = 0x7b;
const HYPHEN = 0x2d;
const SMALL_Z = 0x7a;

/**
 * Where the next whole record begins after a damaged one at `damagedAt`, or null. Where the damaged one's length leads to
 * a whole record it is believed; otherwise every byte is tried as a beginning, by form first and then by checksum.
 */
export async function findRecord(
  segment: Segment,
  damagedAt: number,
  to: number,
): Promise<number | null> {
  if (damagedAt + FRAMING_BYTES > to) return null;
  const length = segment.readNow(damagedAt, FRAMING_BYTES).readUInt32LE(0);
  const believed = damagedAt + FRAMING_BYTES + length;
  if (isWhole(segment, believed, to)) return believed;
  for (let base = damagedAt + 1; base + LOOK_BYTES <= to; base += WINDOW_BYTES) {
    const bytes = Math.min(WINDOW_BYTES + LOOK_BYTES, to - base);
    const window = await segment.reader(base).next(bytes);
    for (let at = 0; at + LOOK_BYTES <= window.length && at < WINDOW_BYTES; at++) {
      if (looksLikeRecord(window, at, to - base) && isWhole(segment, base + at, to)) {
        return base + at;
      }
    }
  }
  return null;
}

/** Whether lengths, type and what follows the id are those of a record; about one byte in 2^20 is so by chance. */
function looksLikeRecord(window: Buffer, at: number, room: number): boolean {
  const type = window[at + FRAMING_BYTES];
  const length = window.readUInt32LE(at);
  if (length > room - at - FRAMING_BYTES) return false;
  switch (type) {
    case RecordType.begin:
    case RecordType.end:
      return looksLikeName(window, at + AFTER_ID);
    case RecordType.beginV1:
      return window[at + AFTER_ID] === OPENING_BRACE;
    case RecordType.endV1:
      return (
        window[at + AFTER_ID + 4] === OPENING_BRACE && window.readUInt32LE(at + AFTER_ID) < length
      );
    case RecordType.cut:
      return length === 1 + CUT_PAYLOAD_BYTES;
    default:
      return false;
  }
}

function looksLikeName(window: Buffer, at: number): boolean {
  const length = window[at] ?? 0;
  if (length === 0 || length > MOST_NAME_CHARS) return false;
  for (const character of window.subarray(at + 1, at + 1 + length)) {
    if (character < HYPHEN || character > SMALL_Z) return false;
  }
  return true;
}

function isWhole(segment: Segment, offset: number, to: number): boolean {
  if (offset + FRAMING_BYTES > to) return false;
  const framing = segment.readNow(offset, FRAMING_BYTES);
  const length = framing.readUInt32LE(0);
  if (length === 0 || offset + FRAMING_BYTES + length > to) return false;
  const body = segment.readNow(offset + FRAMING_BYTES, length);
  return crc32(body) === framing.readUInt32LE(4);
}
