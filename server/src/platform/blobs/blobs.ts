import type { Readable } from 'node:stream';

/**
 * Files of the product's own making (exports, archives), by keys such as `exports/<id>/00001`. A blob never changes: it is there
 * whole or not at all, and `put` resolves when it is on the disk. A second `put` under a key replaces it with what must be the
 * same bytes.
 */
export interface Blobs {
  put(key: string, bytes: Buffer): Promise<void>;
  /** Throws `not_found` at once, never in the middle, where there is none. */
  read(key: string): Promise<Readable>;
  /** Deletes every blob whose key begins with `prefix/`; none is no error. */
  removeAll(prefix: string): Promise<void>;
}
