import { createHmac, randomBytes } from 'node:crypto';

const KEY = randomBytes(32);

/**
 * What a host hands out and wants back as it was: signatures of reasoning, encrypted reasoning. Bound to what it is about,
 * so that a changed text or another's seal is found out.
 */
export function seal(about: string): string {
  const nonce = randomBytes(12);
  return Buffer.concat([nonce, mac(nonce, about)]).toString('base64');
}

export function isSealOf(about: string, value: string): boolean {
  const bytes = Buffer.from(value, 'base64');
  return bytes.length === 44 && mac(bytes.subarray(0, 12), about).equals(bytes.subarray(12));
}

function mac(nonce: Buffer, about: string): Buffer {
  return createHmac('sha256', KEY).update(nonce).update(about).digest();
}
