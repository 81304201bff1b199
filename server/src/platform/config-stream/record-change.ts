import { sql, type Transaction } from 'kysely';
import type { DB } from '../postgres/index.ts';
import type { ConfigOp } from './types.ts';

export const CHANNEL = 'signalbox_config';

/**
 * Records a change of the configuration in the transaction of the mutation, and returns its generation. From here to
 * the commit other changes wait, so that generations are committed in order: call it last. Members that hold a secret
 * carry their ciphertext, as the table does.
 */
export async function recordConfigChange(
  trx: Transaction<DB>,
  ops: readonly ConfigOp[],
): Promise<number> {
  const { rows } = await sql<{ generation: number }>`
    WITH head AS (
      UPDATE config_head SET generation = generation + 1, updated_at = now() RETURNING generation
    ), change AS (
      INSERT INTO config_changes (generation, ops) SELECT generation, ${JSON.stringify(ops)}::jsonb FROM head
    )
    SELECT generation, pg_notify(${CHANNEL}, generation::text) FROM head
  `.execute(trx);
  const [head] = rows;
  if (head === undefined) throw new Error('config_head has lost its row');
  return head.generation;
}
