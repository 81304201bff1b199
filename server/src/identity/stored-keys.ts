import type { Kysely } from 'kysely';
import type { DB } from '../platform/postgres/index.ts';
import { createAuthenticator, type Door, type EntityLookup } from './authenticator.ts';
import { parseKey } from './keys.ts';
import type { Principal } from './principal.ts';
import { bootstrapOp, keyOp } from './rows.ts';

/**
 * Authenticates against the tables themselves, for control: a revocation counts from its commit on. Throws as
 * `Authenticator` does.
 */
export function createStoredAuthenticator(
  db: Kysely<DB>,
  door: Door,
): (credential: string | null, nowMs: number) => Promise<Principal> {
  return async (credential, nowMs) => {
    const id = parseKey(credential ?? '')?.id;
    const [bootstrap, key] = await Promise.all([
      db.selectFrom('bootstrap_key').selectAll().executeTakeFirst(),
      id === undefined
        ? undefined
        : db.selectFrom('api_keys').selectAll().where('id', '=', id).executeTakeFirst(),
    ]);
    const read: EntityLookup = {
      get(kind) {
        const op =
          kind === 'bootstrap'
            ? bootstrap && bootstrapOp(bootstrap)
            : kind === 'key'
              ? key && keyOp(key)
              : undefined;
        return op?.value ?? undefined;
      },
    };
    return createAuthenticator(() => read, door)(credential, nowMs);
  };
}
