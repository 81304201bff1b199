import { createHash, hash } from 'node:crypto';

const BLOCK = 64;
/** Longer messages are hashed each time rather than kept for comparison. */
const MAX_KEPT_BYTES = 131_072;
/** Of all that are kept; past it, it begins anew. */
const MAX_ALL_KEPT_BYTES = 4 << 20;

/**
 * HMAC-SHA256 (RFC 2104) under one key, of many short messages: its two hashes by the one-shot function, which spares the
 * objects that `createHmac` makes. The last message of each length is remembered, since most requests of an application begin
 * with the same system prompt, and to compare is cheaper than to hash.
 */
export class MessageHasher {
  readonly #outer = Buffer.alloc(BLOCK + 32);
  readonly #pad = Buffer.alloc(BLOCK);
  readonly #last = new Map<number, { readonly bytes: Buffer; readonly hash: string }>();
  #kept = 0;
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
    const size = end - start;
    const last = this.#last.get(size);
    if (last !== undefined && body.compare(last.bytes, 0, size, start, end) === 0) return last.hash;
    const computed = this.#compute(body, start, end);
    if (size > MAX_KEPT_BYTES) return computed;
    if (last === undefined) {
      if (this.#kept + size > MAX_ALL_KEPT_BYTES) {
        this.#last.clear();
        this.#kept = 0;
      }
      this.#kept += size;
      this.#last.set(size, { bytes: Buffer.from(body.subarray(start, end)), hash: computed });
    } else {
      body.copy(last.bytes, 0, start, end);
      this.#last.set(size, { bytes: last.bytes, hash: computed });
    }
    return computed;
  }

  #compute(body: Buffer, start: number, end: number): string {
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
