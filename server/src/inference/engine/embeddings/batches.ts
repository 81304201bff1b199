/**
 * Puts items of like length together, so that a batch has little padding: each batch is `[index, …]`, and its longest length
 * times its size is at most `maxPadded` (or it is one item).
 */
export function batchesByLength(lengths: readonly number[], maxPadded: number): number[][] {
  const order = lengths.map((_, index) => index);
  order.sort((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0));
  const batches: number[][] = [];
  let batch: number[] = [];
  for (const index of order) {
    if (batch.length > 0 && (batch.length + 1) * (lengths[index] ?? 0) > maxPadded) {
      batches.push(batch);
      batch = [];
    }
    batch.push(index);
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}
