import {
  type Cipheriv,
  createCipheriv,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../../lib/ids.ts';

const BLOCK = 16;
const PIECE_BYTES = 64 << 10;

/**
 * Bytes of one request that are too many to be kept in memory: on disk, under a key that this process alone has and forgets with
 * the file, which loses its name as soon as it is open. Whatever ends the process, nothing is left that could be read.
 *
 * AES-256 in counter mode, so that any range can be read; the key is used for this file only. Nothing guards against a change of the
 * bytes: whoever can change an open file of this process can change its memory too.
 */
export class SealedFile implements AsyncDisposable {
  readonly #file: FileHandle;
  readonly #key: KeyObject;
  readonly #iv: Buffer;
  readonly #cipher: Cipheriv;
  #size = 0;

  private constructor(file: FileHandle) {
    this.#file = file;
    this.#key = createSecretKey(randomBytes(32));
    // The lower half counts blocks, from zero.
    this.#iv = Buffer.concat([randomBytes(8), Buffer.alloc(8)]);
    this.#cipher = createCipheriv('aes-256-ctr', this.#key, this.#iv);
  }

  /** Rejects with what the file system says. */
  static async create(directory: string): Promise<SealedFile> {
    const path = join(directory, `upload-${newId<'upload'>()}`);
    const file = await open(path, 'wx+', 0o600);
    await unlink(path);
    return new SealedFile(file);
  }

  get size(): number {
    return this.#size;
  }

  /** One after the other: the next call comes after the promise of this one is settled. */
  async append(bytes: Buffer): Promise<void> {
    const sealed = this.#cipher.update(bytes);
    let written = 0;
    while (written < sealed.length) {
      const { bytesWritten } = await this.#file.write(
        sealed,
        written,
        sealed.length - written,
        this.#size + written,
      );
      written += bytesWritten;
    }
    this.#size += bytes.length;
  }

  /** What stands from `start` to `end`, exclusive, piece by piece; as often as it is asked for. */
  async *read(start: number, end: number): AsyncGenerator<Buffer> {
    const skipped = start % BLOCK;
    const decipher = createCipheriv(
      'aes-256-ctr',
      this.#key,
      this.#ivAt((start - skipped) / BLOCK),
    );
    decipher.update(Buffer.alloc(skipped));
    for (let at = start; at < end; ) {
      const piece = Buffer.allocUnsafe(Math.min(PIECE_BYTES, end - at));
      const { bytesRead } = await this.#file.read(piece, 0, piece.length, at);
      if (bytesRead === 0) throw new Error('a file of an upload is shorter than what was written');
      at += bytesRead;
      yield decipher.update(piece.subarray(0, bytesRead));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file.close();
  }

  #ivAt(block: number): Buffer {
    const iv = Buffer.from(this.#iv);
    iv.writeBigUInt64BE(BigInt(block), 8);
    return iv;
  }
}
