import { crc32 } from 'node:zlib';
import { type Cut, RecordType, type SpoolRecord } from './record.ts';
import {
  CUT_PAYLOAD_BYTES,
  FRAMING_BYTES,
  ID_BYTES,
  MOST_NAME_CHARS,
  writeCut,
  writeId,
} from './record-codec.ts';

/** From this size on a body is encrypted where it lies; below, a copy is cheaper than a cipher call of its own. */
const BY_REFERENCE_BYTES = 16 << 10;
const STAGE_BYTES = 64 << 10;
const KEPT_STAGE_BYTES = 1 << 20;
const NAME = new RegExp(`^[a-z][a-z0-9_.-]{0,${MOST_NAME_CHARS - 1}}$`);
const MOST_PARTS = 0xffff;

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
  /** Kinds and roles seen, which are few. */
  readonly #names = new Set<string>();

  /** Size of all records so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Bytes of memory that stay in use while its chunks do. */
  get memory(): number {
    return this.#bytes + this.#borrowed;
  }

  /** Each of these returns the record's size. */
  begin(record: SpoolRecord): number {
    return this.#write(RecordType.begin, record);
  }

  end(record: SpoolRecord): number {
    return this.#write(RecordType.end, record);
  }

  /** A whole record as it was read, of whichever version. */
  copy(record: Buffer): number {
    const at = this.#reserve(record.length);
    this.#used = at + record.copy(this.#stage, at);
    this.#bytes += record.length;
    return record.length;
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

  /** Everything that can be wrong with it is found before a byte is written. */
  #write(type: number, { id, kind, parts }: SpoolRecord): number {
    if (parts.length > MOST_PARTS) throw new TypeError(`a record of ${parts.length} parts`);
    this.#checkName(kind);
    let size = FRAMING_BYTES + 1 + ID_BYTES + 1 + kind.length + 2;
    let borrowed = 0;
    for (const { role, bytes } of parts) {
      this.#checkName(role);
      size += 1 + role.length + 4 + bytes.length;
      if (bytes.length >= BY_REFERENCE_BYTES) borrowed += bytes.length;
    }
    const at = this.#reserve(size - borrowed);
    this.#stage[at + FRAMING_BYTES] = type;
    writeId(id, this.#stage, at + FRAMING_BYTES + 1);
    this.#used = at + FRAMING_BYTES + 1 + ID_BYTES;
    this.#writeName(kind);
    this.#stage.writeUInt16LE(parts.length, this.#used);
    this.#used += 2;
    let checked = at + FRAMING_BYTES;
    let checksum = 0;
    for (const { role, bytes } of parts) {
      this.#writeName(role);
      this.#stage.writeUInt32LE(bytes.length, this.#used);
      this.#used += 4;
      if (bytes.length < BY_REFERENCE_BYTES) {
        this.#used += bytes.copy(this.#stage, this.#used);
      } else {
        checksum = crc32(bytes, this.#checksum(checked, checksum));
        this.#push();
        this.#chunks.push(bytes);
        this.#borrowed += bytes.buffer.byteLength - bytes.length;
        checked = this.#used;
      }
    }
    return this.#close(at, this.#checksum(checked, checksum), size);
  }

  #checkName(name: string): void {
    if (this.#names.has(name)) return;
    if (!NAME.test(name)) throw new TypeError(`no record's kind or part's role is called ${name}`);
    this.#names.add(name);
  }

  /** Some ASCII characters: a loop is quicker than a call of `write`. */
  #writeName(name: string): void {
    const stage = this.#stage;
    let at = this.#used;
    stage[at++] = name.length;
    for (let i = 0; i < name.length; i++) stage[at++] = name.charCodeAt(i);
    this.#used = at;
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

/** A record's bytes as they stand in a frame. */
export function encodeRecord(record: SpoolRecord): Buffer {
  const batch = new RecordBatch();
  batch.end(record);
  return Buffer.concat(batch.chunks());
}

/** What a begin or an end takes in the file. */
export function recordBytes({ kind, parts }: SpoolRecord): number {
  let size = FRAMING_BYTES + 1 + ID_BYTES + 1 + kind.length + 2;
  for (const { role, bytes } of parts) size += 1 + role.length + 4 + bytes.length;
  return size;
}
