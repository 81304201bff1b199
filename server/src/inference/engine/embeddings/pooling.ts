/**
 * Mean of the hidden states over the tokens that are there, scaled to length 1: what sentence-transformers' models of this
 * kind are trained with (Reimers and Gurevych 2019). `hidden` is [rows, columns, size] of one batch.
 */
export function meanPooled(
  hidden: Float32Array,
  row: number,
  columns: number,
  size: number,
  tokens: number,
): Float32Array {
  const sum = new Float64Array(size);
  for (let token = 0; token < tokens; token++) {
    const at = (row * columns + token) * size;
    for (let i = 0; i < size; i++) sum[i] = (sum[i] ?? 0) + (hidden[at + i] ?? 0);
  }
  // The mean's divisor goes with the norm.
  const norm = Math.hypot(...sum) || 1;
  return Float32Array.from(sum, (value) => value / norm);
}
