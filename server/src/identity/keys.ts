import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { toBase62 } from '../lib/base62.ts';
import type { KeyId } from '../lib/ids.ts';
import { uuidFromText32, uuidToText32 } from '../lib/uuid-text.ts';

/**
 * A key as its owner holds it: `sbx_<id>_<secret><check>`.
 *
 * - `id`: the key's UUID in 26 characters of lower-case base32; public, shown in lists, finds the row without a scan.
 * - `secret`: 256 random bits in 43 characters of base62.
 * - `check`: CRC-32 of everything before it in 6 characters of base62, so that a typing error is told from a revoked
 *   key and a secret scanner can recognise a real key without asking anyone.
 *
 * One double-click selects the whole, since underscores join words. Stored is only SHA-256 of the whole text: with 256
 * random bits in it a slow hash would add nothing, and one hash serves every form of key that a request may carry.
 */
const FORM = /^sbx_([a-z2-7]{26})_([0-9A-Za-z]{43})([0-9A-Za-z]{6})$/;
/** `sbx_` and the id. */
export const PUBLIC_PART_CHARACTERS = 30;
const SECRET_CHARACTERS = 43;
const CHECK_CHARACTERS = 6;

export interface ParsedKey {
  readonly id: KeyId;
}

/** Writes a new key for `id`. The text is shown to its owner once and never stored. */
export function mintKey(id: KeyId, random: (bytes: number) => Buffer = randomBytes): string {
  const body = `sbx_${uuidToText32(id)}_${toBase62(random(32), SECRET_CHARACTERS)}`;
  return body + checkOf(body);
}

/** What a text says it is, or null where it is not a whole key. Proves nothing: the caller compares the hash. */
export function parseKey(text: string): ParsedKey | null {
  const match = FORM.exec(text);
  if (match === null) return null;
  const [, id = '', , check] = match;
  if (checkOf(text.slice(0, -CHECK_CHARACTERS)) !== check) return null;
  const uuid = uuidFromText32(id);
  return uuid === null ? null : { id: uuid as KeyId };
}

/** The part that may be shown and logged: `sbx_<id>`. */
export function publicPartOf(id: string): string {
  return `sbx_${uuidToText32(id)}`;
}

function checkOf(body: string): string {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return toBase62(sum, CHECK_CHARACTERS);
}
