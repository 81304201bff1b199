import { createHash, hash, timingSafeEqual } from 'node:crypto';

/** Hashes are functions of bytes too: those that a layer without input and output may use. */

/** The block of SHA-256 in bytes. */
const BLOCK = 64;

/**
 * The key of a tag, made ready once (RFC 2104): its two blocks are hashed before what a tag is of. Node's own HMAC makes a native
 * object for each tag, and many of those at once are dear to its garbage collector.
 */
export class TagKey {
  readonly #inner: Buffer;
  readonly #outer: Buffer;

  constructor(secret: Buffer) {
    const key = secret.length > BLOCK ? hash('sha256', secret, 'buffer') : secret;
    const block = Buffer.concat([key, Buffer.alloc(BLOCK - key.length)]);
    this.#inner = block.map((byte) => byte ^ 0x36) as Buffer;
    this.#outer = block.map((byte) => byte ^ 0x5c) as Buffer;
  }

  /** HMAC-SHA-256. */
  of(text: string): Buffer {
    const inner = hash('sha256', Buffer.concat([this.#inner, Buffer.from(text)]), 'buffer');
    return hash('sha256', Buffer.concat([this.#outer, inner]), 'buffer');
  }
}

/** A tag (HMAC-SHA-256, cut to `bytes`) by which whoever has the key knows that the text comes from somebody who has it. */
export function tagOf(key: TagKey, text: string, bytes: number): Buffer {
  return key.of(text).subarray(0, bytes);
}

/** In a time that does not tell where they differ. */
export function sameTag(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

/** SHA-512 of a text. */
export function digestOf(text: string): Buffer {
  return createHash('sha512').update(text).digest();
}
