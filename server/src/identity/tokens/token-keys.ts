import { generateKeyPairSync } from 'node:crypto';
import { type Kysely, type Selectable, sql } from 'kysely';
import { newId } from '../../lib/ids.ts';
import { type ConfigOp, recordConfigChange } from '../../platform/config-stream/index.ts';
import type { Database, DB } from '../../platform/postgres/index.ts';
import type { Secrets } from '../../platform/secrets/index.ts';
import { TokenKeyEntity } from '../entities.ts';

/** A key signs for so long, and then the next one does. */
const ROTATED_AFTER = '1 day';
/** The key before is good for so long beside its successor: many times the life of a token. */
const KEPT_BESIDE = '1 hour';

export const tokenKeyCell = (id: string) => ({
  table: 'token_keys',
  row: id,
  column: 'private_key',
});

export function tokenKeyOp(row: Pick<Selectable<DB['token_keys']>, 'id' | 'public_key'>): ConfigOp {
  const value: TokenKeyEntity = TokenKeyEntity.parse({ public_key: row.public_key });
  return { kind: 'token_key', id: row.id, value };
}

/**
 * Makes the next signing key where the newest is a day old or none is there, and takes away what its successor has
 * replaced for an hour. Any control may call it at any time; nothing happens twice.
 */
export async function rotateTokenKeys(db: Database, secrets: Secrets): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // Two controls that start at once make one key.
    await sql`SELECT pg_advisory_xact_lock(hashtext('signalbox token_keys'))`.execute(trx);
    const { rows } = await sql<{ id: string; due: boolean; replaced: boolean }>`
      SELECT id, created_at < now() - ${ROTATED_AFTER}::interval AS due,
        coalesce(lead(created_at) OVER (ORDER BY created_at, id) < now() - ${KEPT_BESIDE}::interval, false) AS replaced
      FROM token_keys ORDER BY created_at DESC, id DESC`.execute(trx);
    const ops: ConfigOp[] = [];
    for (const { id } of rows.filter(({ replaced }) => replaced)) {
      await trx.deleteFrom('token_keys').where('id', '=', id).execute();
      ops.push({ kind: 'token_key', id, value: null });
    }
    if (rows[0]?.due ?? true) ops.push(await insertKey(trx, secrets));
    if (ops.length > 0) await recordConfigChange(trx, ops);
  });
}

async function insertKey(db: Kysely<DB>, secrets: Secrets): Promise<ConfigOp> {
  const id = newId<'token_key'>();
  const { d = '', x = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const values = { id, public_key: x, private_key: secrets.encrypt(d, tokenKeyCell(id)) };
  await db.insertInto('token_keys').values(values).execute();
  return tokenKeyOp(values);
}
