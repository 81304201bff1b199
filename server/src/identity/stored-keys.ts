import type { Kysely } from 'kysely';
import type { DB } from '../platform/postgres/index.ts';
import { createAuthenticator } from './authenticator.ts';
import type { Door, EntityLookup } from './key-form.ts';
import { parseKey } from './keys.ts';
import type { Principal } from './principal.ts';
import { bootstrapOp, keyOp } from './rows.ts';

/** `last_used_at` of a management key is true to this. */
const USE_NOTED_MS = 60_000;

/**
 * Authenticates against the tables themselves, for control: a revocation counts from its commit on. Throws as
 * `Authenticator` does.
 */
export function createStoredAuthenticator(
  db: Kysely<DB>,
  door: Door,
): (credential: string | null, nowMs: number) => Promise<Principal> {
  const notedAt = new Map<string, number>();
  const noteUse = (keyId: string, nowMs: number): void => {
    if (nowMs - (notedAt.get(keyId) ?? Number.NEGATIVE_INFINITY) < USE_NOTED_MS) return;
    notedAt.set(keyId, nowMs);
    // Nobody waits for this, and a use that is not noted is noted with the next one.
    writeUse(db, keyId, nowMs).catch(() => notedAt.delete(keyId));
  };
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
    const principal = createAuthenticator(() => read, door)(credential, nowMs);
    noteUse(principal.keyId, nowMs);
    return principal;
  };
}

/** Uses of gateway keys are noted by telemetry, with the effects of their frames. */
async function writeUse(db: Kysely<DB>, keyId: string, nowMs: number): Promise<void> {
  const values = { key_id: keyId, last_used_at: new Date(nowMs) };
  await db
    .insertInto('api_key_last_used')
    .values(values)
    .onConflict((oc) => oc.column('key_id').doUpdateSet(values))
    .execute();
}
