/** A vector as a list of numbers; null where it is none. */
export function numbersIn(value: unknown): readonly number[] | null {
  if (!Array.isArray(value)) return null;
  return value.every((one) => typeof one === 'number') ? value : null;
}

const FLOAT_BYTES = 4;

/** A vector of 32-bit floats, little-endian, in Base64; null where the bytes are not whole floats. */
export function vectorOfBase64(text: string): readonly number[] | null {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length === 0 || bytes.length % FLOAT_BYTES !== 0) return null;
  return Array.from({ length: bytes.length / FLOAT_BYTES }, (_, i) =>
    bytes.readFloatLE(i * FLOAT_BYTES),
  );
}

export function base64OfVector(vector: readonly number[]): string {
  const bytes = Buffer.allocUnsafe(vector.length * FLOAT_BYTES);
  for (const [i, value] of vector.entries()) bytes.writeFloatLE(value, i * FLOAT_BYTES);
  return bytes.toString('base64');
}
