import {
  type Cipheriv,
  createCipheriv,
  createDecipheriv,
  type Decipheriv,
  type KeyObject,
} from 'node:crypto';
import {
  close,
  closeSync,
  fstatSync,
  ftruncateSync,
  openSync,
  read,
  readSync,
  unlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Disk, writeFully } from './disk.ts';
import type { GatewayKey } from './gateway-key.ts';
import {
  makeHeader,
  readHeader,
  SEGMENT_HEADER_BYTES,
  type SegmentHeader,
} from './segment-header.ts';

const readAsync = promisify(read);
const FILE = /^segment-(\d{10})$/;

export type OpenedSegment =
  | { readonly ok: true; readonly segment: Segment }
  | { readonly ok: false; readonly reason: 'torn' | 'newer' | 'locked' | 'damaged' };

/**
 * One file of a spool. Byte n of it is encrypted with byte n of its own key's AES-256-CTR stream, so that any range can be
 * read by itself. No position is ever written twice: after a failed write the segment is sealed and another begun.
 */
export class Segment {
  readonly path: string;
  readonly header: SegmentHeader;
  /** Begins in it that have not ended. */
  openBegins = 0;
  /** Something in it could not be read: it is set aside instead of deleted. */
  damaged = false;
  /** Written since it was last synced. */
  dirty = true;
  readonly #disk: Disk;
  readonly #descriptor: number;
  readonly #key: KeyObject;
  #cipher: Cipheriv | null;
  #length: number;
  /** Calls in flight on the descriptor, which is closed after the last of them. */
  #busy = 0;
  #closing = false;

  private constructor(o: {
    path: string;
    header: SegmentHeader;
    disk: Disk;
    descriptor: number;
    key: KeyObject;
    cipher: Cipheriv | null;
    length: number;
  }) {
    this.path = o.path;
    this.header = o.header;
    this.#disk = o.disk;
    this.#descriptor = o.descriptor;
    this.#key = o.key;
    this.#cipher = o.cipher;
    this.#length = o.length;
  }

  static create(
    directory: string,
    header: SegmentHeader,
    gatewayKey: GatewayKey,
    disk: Disk,
  ): Segment {
    const path = join(directory, segmentFile(header.number));
    const descriptor = openSync(path, 'wx+', 0o600);
    try {
      const { bytes, key } = makeHeader(header, gatewayKey);
      writeFully(disk, descriptor, [bytes], 0);
      const cipher = createCipheriv('aes-256-ctr', key, counterAt(SEGMENT_HEADER_BYTES));
      return new Segment({ path, header, disk, descriptor, key, cipher, length: bytes.length });
    } catch (error) {
      closeSync(descriptor);
      unlinkSync(path);
      throw error;
    }
  }

  /** Opens one for reading. */
  static open(path: string, gatewayKey: GatewayKey, disk: Disk): OpenedSegment {
    const descriptor = openSync(path, 'r');
    const bytes = Buffer.alloc(SEGMENT_HEADER_BYTES);
    const read = readHeader(
      bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, 0)),
      gatewayKey,
    );
    if (!read.ok) {
      closeSync(descriptor);
      return read;
    }
    const { header, key } = read;
    const length = fstatSync(descriptor).size;
    return {
      ok: true,
      segment: new Segment({ path, header, disk, descriptor, key, cipher: null, length }),
    };
  }

  get number(): number {
    return this.header.number;
  }

  /** Bytes that hold records, header included. */
  get length(): number {
    return this.#length;
  }

  get sealed(): boolean {
    return this.#cipher === null;
  }

  /** Writes records at the end; returns where they begin. When it throws, nothing of them counts and the segment is sealed. */
  append(chunks: readonly Buffer[], bytes: number): number {
    const cipher = this.#cipher;
    if (cipher === null) throw new Error(`segment ${this.path} is sealed`);
    const start = this.#length;
    try {
      writeFully(
        this.#disk,
        this.#descriptor,
        chunks.map((chunk) => cipher.update(chunk)),
        start,
      );
    } catch (error) {
      this.seal();
      this.truncate(start);
      throw error;
    }
    this.#length = start + bytes;
    this.dirty = true;
    return start;
  }

  seal(): void {
    this.#cipher = null;
  }

  /** Forgets what lies past `length`; the file is cut where the disk lets us, which changes nothing for readers. */
  truncate(length: number): void {
    this.#length = length;
    try {
      ftruncateSync(this.#descriptor, length);
    } catch {
      // Opened for reading, or the disk is broken: the header of the next segment says how long this one is.
    }
  }

  /** Reads and decrypts from `offset` on; `next` goes on where the last call ended. */
  reader(offset: number): { readonly next: (bytes: number) => Promise<Buffer> } {
    const decipher = this.#decipher(offset);
    let at = offset;
    return {
      next: async (bytes) => {
        const encrypted = Buffer.allocUnsafe(bytes);
        const { bytesRead } = await this.#using((descriptor) =>
          readAsync(descriptor, encrypted, 0, bytes, at),
        );
        at += bytesRead;
        return decipher.update(encrypted.subarray(0, bytesRead));
      },
    };
  }

  /** The same for a small range at once. */
  readNow(offset: number, bytes: number): Buffer {
    const encrypted = Buffer.allocUnsafe(bytes);
    const got = readSync(this.#descriptor, encrypted, 0, bytes, offset);
    return this.#decipher(offset).update(encrypted.subarray(0, got));
  }

  async sync(): Promise<void> {
    this.dirty = false;
    try {
      await this.#using((descriptor) => this.#disk.fdatasync(descriptor));
    } catch (error) {
      this.dirty = true;
      throw error;
    }
  }

  close(): void {
    this.seal();
    this.#closing = true;
    if (this.#busy === 0) this.#release();
  }

  /** Off the main thread: giving back the blocks of a deleted segment takes tens of milliseconds. */
  #release(): void {
    close(this.#descriptor, () => undefined);
  }

  async #using<T>(call: (descriptor: number) => Promise<T>): Promise<T> {
    if (this.#closing) throw new Error(`segment ${this.path} is closed`);
    this.#busy += 1;
    try {
      return await call(this.#descriptor);
    } finally {
      this.#busy -= 1;
      if (this.#closing && this.#busy === 0) this.#release();
    }
  }

  #decipher(offset: number): Decipheriv {
    const decipher = createDecipheriv('aes-256-ctr', this.#key, counterAt(offset));
    const into = offset % 16;
    if (into > 0) decipher.update(Buffer.alloc(into));
    return decipher;
  }
}

function segmentFile(number: number): string {
  return `segment-${String(number).padStart(10, '0')}`;
}

/** The number of a segment by its file's name; null for other files. */
export function segmentNumber(file: string): number | null {
  const digits = FILE.exec(file)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** CTR's counter block for the block of 16 bytes that holds `offset`. */
function counterAt(offset: number): Buffer {
  const counter = Buffer.alloc(16);
  counter.writeBigUInt64BE(BigInt(Math.floor(offset / 16)), 8);
  return counter;
}
