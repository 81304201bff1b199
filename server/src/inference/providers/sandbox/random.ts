import { hash } from 'node:crypto';

/** A number in [0, 1). */
export type Random = () => number;

/** The same sequence for the same text: mulberry32, seeded by its SHA-256. */
export function seededRandom(text: string): Random {
  let state = hash('sha256', text, 'buffer').readUInt32LE(0);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function randomHex(random: Random, digits: number): string {
  let hex = '';
  while (hex.length < digits) hex += Math.floor(random() * 16).toString(16);
  return hex;
}
