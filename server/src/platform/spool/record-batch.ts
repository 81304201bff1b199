import { crc32 } from 'node:zlib';
import type { Cut, EndRecord } from './record.ts';
import { RecordType } from './record.ts';
import {
  CUT_PAYLOAD_BYTES,
  END_FIXED_BYTES,
  FRAMING_BYTES,
  ID_BYTES,
  writeCut,
  writeId,
} from './record-codec.ts';

/** From this size on a body is encrypted where it lies; below, a copy is cheaper than a cipher call of its own. */
const BY_REFERENCE_BYTES = 16 << 10;
const STAGE_BYTES = 64 << 10;
const KEPT_STAGE_BYTES = 1 << 20;

/**
 * Records that are written together, as plain bytes. Small parts are gathered in one buffer that the next batch goes on in;
 * large bodies stay the caller's memory, which must not change while the batch's bytes are in use.
 */
export class RecordBatch {
  #chunks: Buffer[] = [];
  #stage = Buffer.allocUnsafeSlow(STAGE_BYTES);
  /** Where the part of the stage that is not in `#chunks` yet begins and ends. */
  #from = 0;
  #used = 0;
  /** What lies before it in the stage belongs to batches that were kept. */
  #floor = 0;
  #bytes = 0;
  /** What the bodies that were not copied hold besides themselves. */
  #borrowed = 0;

  /** Size of all records so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Bytes of memory that stay in use while its chunks do. */
  get memory(): number {
    return this.#bytes + this.#borrowed;
  }

  /** Each of these returns the record's size. */
  begin(id: string, header: Buffer): number {
    const at = this.#reserve(FRAMING_BYTES + 1 + ID_BYTES + header.length);
    this.#stage[at + FRAMING_BYTES] = RecordType.begin;
    writeId(id, this.#stage, at + FRAMING_BYTES + 1);
    header.copy(this.#stage, at + FRAMING_BYTES + 1 + ID_BYTES);
    this.#used = at + FRAMING_BYTES + 1 + ID_BYTES + header.length;
    return this.#close(at, this.#checksum(at + FRAMING_BYTES, 0), this.#used - at);
  }

  end(record: EndRecord): number {
    const { header, request, response } = record;
    const size = endRecordBytes(record);
    const at = this.#reserve(
      FRAMING_BYTES + END_FIXED_BYTES + header.length + staged(request) + staged(response),
    );
    this.#stage[at + FRAMING_BYTES] = RecordType.end;
    writeId(record.id, this.#stage, at + FRAMING_BYTES + 1);
    this.#used = at + FRAMING_BYTES + 1 + ID_BYTES;
    this.#stage.writeUInt32LE(header.length, this.#used);
    header.copy(this.#stage, this.#used + 4);
    this.#used += 4 + header.length;
    let checked = at + FRAMING_BYTES;
    let checksum = 0;
    for (const body of [request, response]) {
      this.#stage.writeUInt32LE(body.length, this.#used);
      this.#used += 4;
      if (body.length < BY_REFERENCE_BYTES) {
        body.copy(this.#stage, this.#used);
        this.#used += body.length;
      } else {
        checksum = crc32(body, this.#checksum(checked, checksum));
        this.#push();
        this.#chunks.push(body);
        this.#borrowed += body.buffer.byteLength - body.length;
        checked = this.#used;
      }
    }
    return this.#close(at, this.#checksum(checked, checksum), size);
  }

  cut(cut: Cut): number {
    const size = FRAMING_BYTES + 1 + CUT_PAYLOAD_BYTES;
    const at = this.#reserve(size);
    this.#stage[at + FRAMING_BYTES] = RecordType.cut;
    writeCut(cut, this.#stage, at + FRAMING_BYTES + 1);
    this.#used = at + size;
    return this.#close(at, this.#checksum(at + FRAMING_BYTES, 0), size);
  }

  /** All records as they lie in the file, in pieces. Valid until the batch is cleared, or for good where it is kept. */
  chunks(): readonly Buffer[] {
    this.#push();
    return this.#chunks;
  }

  /** Begins the next batch. `kept`: the bytes of this one are in use further on, and stay as they are. */
  clear(kept = false): void {
    if (kept) this.#floor = this.#used;
    this.#chunks = [];
    this.#from = this.#floor;
    this.#used = this.#floor;
    this.#bytes = 0;
    this.#borrowed = 0;
    if (this.#stage.length > KEPT_STAGE_BYTES) this.#newStage(STAGE_BYTES);
  }

  /** Makes room for a record's staged parts in one piece; returns where it begins. */
  #reserve(bytes: number): number {
    if (this.#used + bytes > this.#stage.length) {
      this.#push();
      // It grows for a batch that fills it alone.
      const size = this.#floor > 0 ? STAGE_BYTES : this.#stage.length * 2;
      this.#newStage(Math.max(Math.min(size, KEPT_STAGE_BYTES), bytes));
    }
    return this.#used;
  }

  #newStage(bytes: number): void {
    this.#stage = Buffer.allocUnsafeSlow(bytes);
    this.#from = 0;
    this.#used = 0;
    this.#floor = 0;
  }

  #push(): void {
    if (this.#used === this.#from) return;
    this.#chunks.push(this.#stage.subarray(this.#from, this.#used));
    this.#from = this.#used;
  }

  #checksum(from: number, value: number): number {
    return crc32(this.#stage.subarray(from, this.#used), value);
  }

  #close(at: number, checksum: number, size: number): number {
    this.#stage.writeUInt32LE(size - FRAMING_BYTES, at);
    this.#stage.writeUInt32LE(checksum, at + 4);
    this.#bytes += size;
    return size;
  }
}

const staged = (body: Buffer): number => (body.length < BY_REFERENCE_BYTES ? body.length : 0);

/** What an end takes in the file. */
export function endRecordBytes({ header, request, response }: EndRecord): number {
  return FRAMING_BYTES + END_FIXED_BYTES + header.length + request.length + response.length;
}
