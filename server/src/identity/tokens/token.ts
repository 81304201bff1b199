import { z } from 'zod';
import { Scope } from '../entities.ts';

/**
 * A short pass to the gateways, which control signs for a call that it relays:
 * `sbxt_<payload, JSON in base64url>.<Ed25519 signature (RFC 8032) in base64url>`, signed over everything before the dot.
 */
export const TOKEN_PREFIX = 'sbxt_';
/** How long a token is good for, and no longer whatever it says. */
export const TOKEN_SECONDS = 60;
/** How far the clocks of control and a gateway may be apart. */
export const SKEW_SECONDS = 30;
const SIGNATURE_CHARACTERS = 86;
const MOST_CHARACTERS = 4_096;

export const TokenPayload = z.strictObject({
  v: z.literal(1),
  /** The key that signed it. */
  kid: z.uuid(),
  /** What kind of thing `sub` is. */
  by: z.enum(['user', 'key', 'bootstrap']),
  sub: z.uuid(),
  /** What it is revoked by: the user's sign-in, or the key itself. */
  sid: z.uuid(),
  org: z.uuid(),
  project: z.uuid(),
  environment: z.uuid(),
  scopes: z.array(Scope),
  /** Unix seconds. */
  iat: z.number().int(),
  exp: z.number().int(),
});
export type TokenPayload = z.infer<typeof TokenPayload>;

/** What of a token is signed, as text. */
export function tokenBody(payload: TokenPayload): string {
  return TOKEN_PREFIX + Buffer.from(JSON.stringify(payload)).toString('base64url');
}

export interface ParsedToken {
  readonly payload: TokenPayload;
  readonly signed: Buffer;
  readonly signature: Buffer;
}

/** What a text says; null where it is not a whole token. Proves nothing: the signature does. */
export function parseToken(text: string): ParsedToken | null {
  const dot = text.length - SIGNATURE_CHARACTERS - 1;
  if (dot <= TOKEN_PREFIX.length || text.length > MOST_CHARACTERS || text[dot] !== '.') return null;
  const body = text.slice(TOKEN_PREFIX.length, dot);
  const bytes = fromBase64Url(body);
  const signature = fromBase64Url(text.slice(dot + 1));
  if (bytes === null || signature === null) return null;
  const payload = TokenPayload.safeParse(parseJson(bytes.toString('utf8')));
  if (!payload.success) return null;
  return { payload: payload.data, signed: Buffer.from(text.slice(0, dot)), signature };
}

/** Strictly: Node reads other spellings of the same bytes too, and a token has one spelling. */
function fromBase64Url(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
