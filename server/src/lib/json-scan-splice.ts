/** Replaces the bytes from `start` to `end` (exclusive) by `insert`; nothing is replaced where both are equal. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly insert: Buffer;
}

/** Applies splices that are in order and do not overlap; without any, `bytes` itself is returned. */
export function applySplices(bytes: Buffer, splices: readonly Splice[]): Buffer {
  if (splices.length === 0) return bytes;
  let size = bytes.length;
  for (const splice of splices) size += splice.insert.length - (splice.end - splice.start);
  const result = Buffer.allocUnsafe(size);
  let from = 0;
  let to = 0;
  for (const splice of splices) {
    to += bytes.copy(result, to, from, splice.start);
    to += splice.insert.copy(result, to);
    from = splice.end;
  }
  bytes.copy(result, to, from);
  return result;
}
