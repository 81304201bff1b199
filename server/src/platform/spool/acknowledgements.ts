import { closeSync, constants, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { readU64, writeU64 } from './record-codec.ts';

const FILE = 'acknowledged';
const BYTES = 12;

/**
 * The number of the last frame that was acknowledged, kept in a file: u64 number · u32 CRC-32 of it. Losing it, or the last
 * of its changes, only means that frames are sent once more.
 */
export class Acknowledgements implements Disposable {
  readonly #path: string;
  #descriptor: number | null = null;
  #last: number;

  constructor(directory: string) {
    this.#path = join(directory, FILE);
    this.#last = readLast(this.#path);
  }

  get last(): number {
    return this.#last;
  }

  set last(number: number) {
    this.#last = number;
    const bytes = Buffer.alloc(BYTES);
    writeU64(bytes, number, 0);
    bytes.writeUInt32LE(crc32(bytes.subarray(0, 8)), 8);
    try {
      this.#descriptor ??= openSync(this.#path, constants.O_WRONLY | constants.O_CREAT, 0o600);
      writeSync(this.#descriptor, bytes, 0, BYTES, 0);
    } catch {
      // A full disk: a later acknowledgement, or none, will do.
    }
  }

  remove(): void {
    this[Symbol.dispose]();
    try {
      unlinkSync(this.#path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }

  [Symbol.dispose](): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor);
    this.#descriptor = null;
  }
}

function readLast(path: string): number {
  try {
    const bytes = readFileSync(path);
    const whole = bytes.length === BYTES && crc32(bytes.subarray(0, 8)) === bytes.readUInt32LE(8);
    return whole ? readU64(bytes, 0) : 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}
