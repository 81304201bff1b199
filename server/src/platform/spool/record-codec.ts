import type { Cut, EndRecord } from './record.ts';

/** Length and checksum in front of every record. */
export const FRAMING_BYTES = 8;
export const ID_BYTES = 16;
/** Where in a begin or end record the request's id stands, and where the header of each. */
export const ID_AT = FRAMING_BYTES + 1;
export const BEGIN_HEADER_AT = ID_AT + ID_BYTES;
export const END_HEADER_AT = BEGIN_HEADER_AT + 4;
export const CUT_PAYLOAD_BYTES = 44;
/** What an end record holds besides its framing, header and bodies: type, id, three lengths. */
export const END_FIXED_BYTES = 1 + ID_BYTES + 12;

/** Writes a UUID's 16 bytes. The caller has checked that it is one. */
export function writeId(id: string, into: Buffer, offset: number): void {
  const hex =
    id.slice(0, 8) + id.slice(9, 13) + id.slice(14, 18) + id.slice(19, 23) + id.slice(24, 36);
  into.write(hex, offset, ID_BYTES, 'hex');
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

/** Parses the payload of an end record; null where its lengths contradict one another. Shares the payload's memory. */
export function readEnd(payload: Buffer): EndRecord | null {
  const parts: Buffer[] = [];
  let at = ID_BYTES;
  for (let part = 0; part < 3; part++) {
    if (at + 4 > payload.length) return null;
    const length = payload.readUInt32LE(at);
    at += 4;
    if (at + length > payload.length) return null;
    parts.push(payload.subarray(at, at + length));
    at += length;
  }
  const [header, request, response] = parts;
  if (at !== payload.length || !header || !request || !response) return null;
  return { id: readId(payload, 0), header, request, response };
}

/** Numbers up to 2^53 - 1, which is all that offsets, times in microseconds and frame numbers need. */
export function writeU64(into: Buffer, value: number, at: number): void {
  into.writeUInt32LE(value % 0x1_0000_0000, at);
  into.writeUInt32LE(Math.floor(value / 0x1_0000_0000), at + 4);
}

export function readU64(from: Buffer, at: number): number {
  return from.readUInt32LE(at) + from.readUInt32LE(at + 4) * 0x1_0000_0000;
}
