import { isJsonObject, type JsonObject } from '../lib/json-object.ts';

/**
 * Of what a provider seals its answer with, a client sends back only what its own protocol has a member for, as it got it. Seals
 * of other protocols travel there and back in that member, as JSON in base64url behind this prefix, which neither the signatures
 * of Anthropic (Base64, without dots) nor the encrypted content of OpenAI have.
 */
const PREFIX = 'signalbox.1.';

export function packSeal(seal: object): string {
  return PREFIX + Buffer.from(JSON.stringify(seal)).toString('base64url');
}

/** Null where it is the provider's own, or nobody who read it made it. */
export function unpackSeal(text: string): JsonObject | null {
  if (!text.startsWith(PREFIX)) return null;
  try {
    const packed = Buffer.from(text.slice(PREFIX.length), 'base64url').toString('utf8');
    const seal: unknown = JSON.parse(packed);
    return isJsonObject(seal) ? seal : null;
  } catch {
    return null;
  }
}
