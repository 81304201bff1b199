import type { Cut } from './record.ts';

/** Length and checksum in front of every record. */
export const FRAMING_BYTES = 8;
export const ID_BYTES = 16;
/** Where in a begin or end record its id stands, and what follows: the kind, or in version 1 the header. */
export const ID_AT = FRAMING_BYTES + 1;
export const AFTER_ID = ID_AT + ID_BYTES;
export const CUT_PAYLOAD_BYTES = 44;
/** Of a kind or a role. */
export const MOST_NAME_CHARS = 64;

const DASH = 0x2d;
const UUID_CHARS = 36;

/** Writes a UUID's 16 bytes. The caller has checked that it is one. For so few of them a loop is quicker than a call of `write`. */
export function writeId(id: string, into: Buffer, offset: number): void {
  let to = offset;
  for (let at = 0; at < UUID_CHARS; at += 2) {
    if (id.charCodeAt(at) === DASH) at += 1;
    into[to] = (hexDigit(id.charCodeAt(at)) << 4) | hexDigit(id.charCodeAt(at + 1));
    to += 1;
  }
}

/** Of a digit, or a letter in lower case. */
function hexDigit(code: number): number {
  return code < 0x3a ? code - 0x30 : code - 0x57;
}

export function readId(from: Buffer, offset: number): string {
  const hex = from.toString('hex', offset, offset + ID_BYTES);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export function writeCut(cut: Cut, into: Buffer, at: number): void {
  writeU64(into, cut.number, at);
  writeU64(into, cut.cutAtUs, at + 8);
  into.writeUInt32LE(cut.count, at + 16);
  into.writeUInt32LE(cut.start.segment, at + 20);
  writeU64(into, cut.start.offset, at + 24);
  into.writeUInt32LE(cut.end.segment, at + 32);
  writeU64(into, cut.end.offset, at + 36);
}

/** Null where the record does not have a cut's length. */
export function readCut(record: Buffer): Cut | null {
  const payload = record.subarray(FRAMING_BYTES + 1);
  if (payload.length !== CUT_PAYLOAD_BYTES) return null;
  return {
    number: readU64(payload, 0),
    cutAtUs: readU64(payload, 8),
    count: payload.readUInt32LE(16),
    start: { segment: payload.readUInt32LE(20), offset: readU64(payload, 24) },
    end: { segment: payload.readUInt32LE(32), offset: readU64(payload, 36) },
  };
}

/** Numbers up to 2^53 - 1, which is all that offsets, times in microseconds and frame numbers need. */
export function writeU64(into: Buffer, value: number, at: number): void {
  into.writeUInt32LE(value % 0x1_0000_0000, at);
  into.writeUInt32LE(Math.floor(value / 0x1_0000_0000), at + 4);
}

export function readU64(from: Buffer, at: number): number {
  return from.readUInt32LE(at) + from.readUInt32LE(at + 4) * 0x1_0000_0000;
}
