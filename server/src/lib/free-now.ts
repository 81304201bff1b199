/**
 * Gives the memory of a large buffer back at once instead of at the next full collection, which buffers of megabytes that come
 * and go would otherwise set the time of. Nobody may use it any more: it is empty afterwards. One that shares its memory with
 * others is left alone.
 */
export function freeNow(bytes: Buffer): void {
  const { buffer } = bytes;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength) buffer.transfer(0);
}
