import { crc32 } from 'node:zlib';
import { SignalboxError } from '../errors/index.ts';
import { isEnd, RecordReader } from './read-record.ts';
import { type Frame, RecordType, type SpoolRecord } from './record.ts';
import { RecordBatch } from './record-batch.ts';
import { FRAMING_BYTES, readId, readU64, writeId, writeU64 } from './record-codec.ts';

/**
 * A frame on the wire. All integers are little endian.
 *
 *   "SBXFRAME" · u16 version · u16 zero · u32 how many records · u8[16] spool id · u64 number · u64 cut time (microseconds)
 *   · u32 CRC-32 of all before it · the end records as they stand in the spool, each with its length and checksum
 *
 * Version 1 holds ends of version 1 only. Version 2 holds any: where a spool of version 1 is adopted, what it had not cut comes
 * with the ends that adoption writes.
 */
const MAGIC = Buffer.from('SBXFRAME');
const FRAME_VERSION = 2;
const HEAD_BYTES = 52;
const CHECKSUM_AT = HEAD_BYTES - 4;

/** The name of a frame, without what it holds. */
export type FrameName = Pick<Frame, 'spoolId' | 'number' | 'cutAtUs'>;

/** A frame's bytes in the present version; the same frame always gives the same bytes. */
export function encodeFrame(frame: Omit<Frame, 'version'>): Buffer {
  const batch = new RecordBatch();
  for (const record of frame.records) batch.end(record);
  return frameOfRecords(FRAME_VERSION, frame, frame.records.length, batch.chunks());
}

/** A frame from whole end records as they stand in the spool: the oldest version that can hold them, so that a frame stays what it was. */
export function frameOfEnds(name: FrameName, ends: readonly Buffer[]): Buffer {
  const old = ends.every((end) => end[FRAMING_BYTES] === RecordType.endV1);
  return frameOfRecords(old ? 1 : FRAME_VERSION, name, ends.length, ends);
}

/** The same from ends of the present version, in pieces of any size. */
export function frameOfFreshEnds(
  name: FrameName,
  count: number,
  pieces: readonly Buffer[],
): Buffer {
  return frameOfRecords(FRAME_VERSION, name, count, pieces);
}

function frameOfRecords(
  version: Frame['version'],
  name: FrameName,
  count: number,
  records: readonly Buffer[],
): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  MAGIC.copy(head, 0);
  head.writeUInt16LE(version, 8);
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
  if (version !== 1 && version !== FRAME_VERSION) {
    throw new SignalboxError(
      'link_refused',
      `A frame has format version ${version}; this process reads up to version ${FRAME_VERSION}`,
      'Run the same version of Signalbox in every role; the gateway keeps the frame until then.',
    );
  }
  if (crc32(bytes.subarray(0, CHECKSUM_AT)) !== bytes.readUInt32LE(CHECKSUM_AT)) {
    throw damaged('the checksum of its head differs');
  }
  return {
    version,
    spoolId: readId(bytes, 16),
    number: readU64(bytes, 32),
    cutAtUs: readU64(bytes, 40),
    records: readRecords(bytes.subarray(HEAD_BYTES), bytes.readUInt32LE(12), version),
  };
}

function readRecords(bytes: Buffer, count: number, version: Frame['version']): SpoolRecord[] {
  const records: SpoolRecord[] = [];
  const reader = new RecordReader();
  let at = 0;
  while (at < bytes.length) {
    const record = readEnd(reader, bytes, at, version);
    if (record === null) throw damaged(`record ${records.length + 1} is not whole`);
    records.push(record.end);
    at += record.size;
  }
  if (records.length !== count) throw damaged(`it holds ${records.length} of ${count} records`);
  return records;
}

function readEnd(
  reader: RecordReader,
  bytes: Buffer,
  at: number,
  version: Frame['version'],
): { end: SpoolRecord; size: number } | null {
  if (at + FRAMING_BYTES > bytes.length) return null;
  const size = FRAMING_BYTES + bytes.readUInt32LE(at);
  if (at + size > bytes.length) return null;
  const body = bytes.subarray(at + FRAMING_BYTES, at + size);
  const type = body[0] ?? 0;
  if (version === 1 ? type !== RecordType.endV1 : !isEnd(type)) return null;
  if (crc32(body) !== bytes.readUInt32LE(at + 4)) return null;
  const end = reader.read(body);
  return end === null ? null : { end, size };
}

function damaged(how: string): SignalboxError {
  return new SignalboxError(
    'request_invalid',
    `The body is not a whole frame: ${how}`,
    'Send it again; the spool has it unchanged.',
  );
}
