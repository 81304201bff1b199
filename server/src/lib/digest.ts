import { createHash, createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';

/** Hashes are functions of bytes too: those that a layer without input and output may use. */

export type TagKey = KeyObject;

/** A tag (HMAC-SHA-256, cut to `bytes`) by which whoever has the key knows that the text comes from somebody who has it. */
export function tagOf(key: TagKey, text: string, bytes: number): Buffer {
  return createHmac('sha256', key).update(text).digest().subarray(0, bytes);
}

/** In a time that does not tell where they differ. */
export function sameTag(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}

/** SHA-512 of a text. */
export function digestOf(text: string): Buffer {
  return createHash('sha512').update(text).digest();
}
