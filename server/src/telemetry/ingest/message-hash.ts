import { createHash, hash } from 'node:crypto';

const BLOCK = 64;

/**
 * HMAC-SHA256 (RFC 2104) under one key, of many short messages: its two hashes by the one-shot function, which spares the
 * objects that `createHmac` makes (a third of its time for 400 bytes).
 */
export class MessageHasher {
  readonly #outer = Buffer.alloc(BLOCK + 32);
  readonly #pad = Buffer.alloc(BLOCK);
  #inner = Buffer.alloc(BLOCK + 4096);

  constructor(key: Buffer) {
    const block = Buffer.alloc(BLOCK);
    (key.length > BLOCK ? createHash('sha256').update(key).digest() : key).copy(block);
    for (let i = 0; i < BLOCK; i++) {
      this.#pad[i] = (block[i] ?? 0) ^ 0x36;
      this.#outer[i] = (block[i] ?? 0) ^ 0x5c;
    }
    this.#pad.copy(this.#inner);
  }

  /** For `body[start, end)`, in base64url: 43 characters. */
  hash(body: Buffer, start: number, end: number): string {
    const size = BLOCK + end - start;
    if (size > this.#inner.length) {
      this.#inner = Buffer.alloc(size * 2);
      this.#pad.copy(this.#inner);
    }
    body.copy(this.#inner, BLOCK, start, end);
    hash('sha256', this.#inner.subarray(0, size), 'buffer').copy(this.#outer, BLOCK);
    return hash('sha256', this.#outer, 'base64url');
  }
}
