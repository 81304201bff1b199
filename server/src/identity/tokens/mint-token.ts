import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../../platform/postgres/index.ts';
import type { Secrets } from '../../platform/secrets/index.ts';
import { TOKEN_SECONDS, type TokenPayload, tokenBody } from './token.ts';
import { tokenKeyCell } from './token-keys.ts';

/** What a token says about who calls; times and key are the minter's. */
export type TokenHolder = Omit<TokenPayload, 'v' | 'kid' | 'iat' | 'exp'>;

/** Writes and signs a token for `holder`, good for 60 s from now. */
export type MintToken = (holder: TokenHolder) => Promise<string>;

interface Signer {
  readonly kid: string;
  readonly key: KeyObject;
}

/** A fresh key waits until every gateway has surely heard of it; the one before signs meanwhile. */
const HEARD_AFTER = '1 minute';
/** How long a read key signs on: a small part of the hour for which a replaced one stays valid. */
const KEPT_MS = 60_000;

/** Control's alone: it opens the private keys, which only the master key can. */
export function createTokenMint(options: {
  readonly db: Database;
  readonly secrets: Secrets;
  readonly now?: () => number;
}): MintToken {
  const { db, secrets, now = Date.now } = options;
  let signer: Promise<Signer> | null = null;
  let readAtMs = 0;
  return async (holder) => {
    const nowMs = now();
    if (signer === null || nowMs - readAtMs > KEPT_MS) {
      readAtMs = nowMs;
      const reading = readSigner(db, secrets);
      signer = reading;
      // A failure is this call's; the next one reads again.
      reading.catch(() => {
        if (signer === reading) signer = null;
      });
    }
    const { kid, key } = await signer;
    const iat = Math.floor(nowMs / 1000);
    const body = tokenBody({ v: 1, kid, ...holder, iat, exp: iat + TOKEN_SECONDS });
    return `${body}.${sign(null, Buffer.from(body), key).toString('base64url')}`;
  };
}

async function readSigner(db: Database, secrets: Secrets): Promise<Signer> {
  const row = await db
    .selectFrom('token_keys')
    .selectAll()
    .orderBy(sql`created_at < now() - ${HEARD_AFTER}::interval`, 'desc')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  const d = secrets.decrypt(row.private_key, tokenKeyCell(row.id));
  const jwk = { kty: 'OKP', crv: 'Ed25519', d, x: row.public_key };
  return { kid: row.id, key: createPrivateKey({ key: jwk, format: 'jwk' }) };
}
