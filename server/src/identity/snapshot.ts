import type { Kysely } from 'kysely';
import type { ConfigOp } from '../platform/config-stream/index.ts';
import type { DB } from '../platform/postgres/index.ts';
import { bootstrapOp, environmentOp, keyOp, projectOp, revokedSignInOp } from './rows.ts';
import { tokenKeyOp } from './tokens/token-keys.ts';

/** Everything of this feature that the roles hold, as it is in the transaction `db`. */
export async function identitySnapshot(db: Kysely<DB>): Promise<ConfigOp[]> {
  const keys = await db
    .selectFrom('api_keys')
    .selectAll()
    .where('revoked_at', 'is', null)
    .execute();
  const projects = await db.selectFrom('projects').selectAll().execute();
  const environments = await db.selectFrom('environments').selectAll().execute();
  const bootstrap = await db.selectFrom('bootstrap_key').selectAll().execute();
  const revoked = await db.selectFrom('revoked_sessions').selectAll().execute();
  const tokenKeys = await db.selectFrom('token_keys').select(['id', 'public_key']).execute();
  return [
    ...projects.map(projectOp),
    ...environments.map(environmentOp),
    ...keys.map(keyOp),
    ...bootstrap.map(bootstrapOp),
    ...revoked.map(revokedSignInOp),
    ...tokenKeys.map(tokenKeyOp),
  ];
}

/** The members that are secrets: only telemetry stores messages. */
export const IDENTITY_SEALED = {
  project: [{ member: 'payload_key', table: 'projects', roles: ['telemetry'], withheld: 'absent' }],
} as const;
