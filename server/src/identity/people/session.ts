import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** A sign-in that nobody uses for so long has ended. */
export const IDLE_MS = 12 * 3_600_000;
/** The longest that one sign-in lasts, whatever is done with it. */
export const LONGEST_MS = 30 * 24 * 3_600_000;
const TOKEN_BYTES = 32;
const TOKEN = /^[\w-]{43}$/;

/** 256 random bits: a cookie, or what stands in a one-time link. Only its SHA-256 is stored. */
export function mintToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/**
 * What a page of the console sends along with its cookie, which it cannot read: given to it by `GET auth/me`. Bound to
 * the sign-in and stored nowhere.
 */
export function csrfTokenOf(sessionToken: string): string {
  return createHmac('sha256', sessionToken).update('signalbox csrf v1').digest('base64url');
}

export function isCsrfTokenOf(sessionToken: string, given: string): boolean {
  const wanted = Buffer.from(csrfTokenOf(sessionToken));
  const found = Buffer.from(given);
  return wanted.length === found.length && timingSafeEqual(wanted, found);
}
