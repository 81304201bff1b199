import { crc32 } from 'node:zlib';
import { SignalboxError } from '../errors/index.ts';
import { type EndRecord, type Frame, RecordType } from './record.ts';
import { RecordBatch } from './record-batch.ts';
import { FRAMING_BYTES, readEnd, readId, readU64, writeId, writeU64 } from './record-codec.ts';

/**
 * A frame on the wire. All integers are little endian.
 *
 *   "SBXFRAME" · u16 version · u16 zero · u32 how many records · u8[16] spool id · u64 number · u64 cut time (microseconds)
 *   · u32 CRC-32 of all before it · the end records as they stand in the spool, each with its length and checksum
 */
const MAGIC = Buffer.from('SBXFRAME');
const FRAME_VERSION = 1;
const HEAD_BYTES = 52;
const CHECKSUM_AT = HEAD_BYTES - 4;

/** The name of a frame, without what it holds. */
export type FrameName = Pick<Frame, 'spoolId' | 'number' | 'cutAtUs'>;

/** A frame's bytes; the same frame always gives the same bytes. */
export function encodeFrame(frame: Frame): Buffer {
  const batch = new RecordBatch();
  for (const record of frame.records) batch.end(record);
  return frameOfRecords(frame, frame.records.length, batch.chunks());
}

/** The same from whole end records as they stand in the spool, in pieces of any size. */
export function frameOfRecords(name: FrameName, count: number, records: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  MAGIC.copy(head, 0);
  head.writeUInt16LE(FRAME_VERSION, 8);
  head.writeUInt32LE(count, 12);
  writeId(name.spoolId, head, 16);
  writeU64(head, name.number, 32);
  writeU64(head, name.cutAtUs, 40);
  head.writeUInt32LE(crc32(head.subarray(0, CHECKSUM_AT)), CHECKSUM_AT);
  return Buffer.concat([head, ...records]);
}

/**
 * Reads a frame; the records share the memory of `bytes`. Throws `link_refused` for a version that this build does not
 * know and `request_invalid` for what is not a whole frame.
 */
export function decodeFrame(bytes: Buffer): Frame {
  if (bytes.length < HEAD_BYTES || !bytes.subarray(0, 8).equals(MAGIC)) {
    throw damaged('it does not begin as a frame does');
  }
  const version = bytes.readUInt16LE(8);
  if (version !== FRAME_VERSION) {
    throw new SignalboxError(
      'link_refused',
      `A frame has format version ${version}; this process reads version ${FRAME_VERSION}`,
      'Run the same version of Signalbox in every role; the gateway keeps the frame until then.',
    );
  }
  if (crc32(bytes.subarray(0, CHECKSUM_AT)) !== bytes.readUInt32LE(CHECKSUM_AT)) {
    throw damaged('the checksum of its head differs');
  }
  return {
    version: FRAME_VERSION,
    spoolId: readId(bytes, 16),
    number: readU64(bytes, 32),
    cutAtUs: readU64(bytes, 40),
    records: readRecords(bytes.subarray(HEAD_BYTES), bytes.readUInt32LE(12)),
  };
}

function readRecords(bytes: Buffer, count: number): EndRecord[] {
  const records: EndRecord[] = [];
  let at = 0;
  while (at < bytes.length) {
    const record = readRecord(bytes, at);
    if (record === null) throw damaged(`record ${records.length + 1} is not whole`);
    records.push(record.end);
    at += record.size;
  }
  if (records.length !== count) throw damaged(`it holds ${records.length} of ${count} records`);
  return records;
}

function readRecord(bytes: Buffer, at: number): { end: EndRecord; size: number } | null {
  if (at + FRAMING_BYTES > bytes.length) return null;
  const size = FRAMING_BYTES + bytes.readUInt32LE(at);
  if (at + size > bytes.length) return null;
  const body = bytes.subarray(at + FRAMING_BYTES, at + size);
  if (body[0] !== RecordType.end || crc32(body) !== bytes.readUInt32LE(at + 4)) return null;
  const end = readEnd(body.subarray(1));
  return end === null ? null : { end, size };
}

function damaged(how: string): SignalboxError {
  return new SignalboxError(
    'request_invalid',
    `The body is not a whole frame: ${how}`,
    'Send it again; the spool has it unchanged.',
  );
}
