import { createHash } from 'node:crypto';

/** A vector that is the same for the same text, of values that a 32-bit float holds exactly. */
export function embedding(text: string, dimensions: number): number[] {
  const bytes = createHash('sha256').update(text).digest();
  return Array.from({ length: dimensions }, (_, n) => ((bytes[n % bytes.length] ?? 0) - 128) / 128);
}
