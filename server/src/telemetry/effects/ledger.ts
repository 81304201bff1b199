import { sql, type Transaction } from 'kysely';
import { usd } from '../../platform/money/index.ts';
import type { DB } from '../../platform/postgres/index.ts';
import type { FrameEffect } from './frame-effect.ts';
import { type LedgerSum, LedgerSums } from './ledger-sums.ts';

/** What requests cost, by day, key and model, and when each key was last used. */
export const ledger: FrameEffect = {
  name: 'ledger',
  of(frame) {
    const sums = new LedgerSums();
    return {
      collect: (end, day) => sums.add(end, day),
      async apply(trx) {
        const ordered = sums.ordered();
        if (ordered.length === 0) return;
        await addToLedger(trx, ordered);
        await noteLastUses(trx, ordered, frame.cutAtUs);
      },
    };
  },
};

const ADDED = [
  'requests',
  'attempts',
  'errors',
  'input_tokens',
  'cached_input_tokens',
  'cache_write_tokens',
  'output_tokens',
  'reasoning_tokens',
  'input_audio_tokens',
  'output_audio_tokens',
  'images',
  'cost_usd',
  'unpriced_requests',
] as const;

async function addToLedger(trx: Transaction<DB>, sums: readonly LedgerSum[]): Promise<void> {
  await trx
    .insertInto('ledger')
    .values(sums.map(ledgerRow))
    .onConflict((conflict) =>
      conflict
        .columns(['project_id', 'day', 'environment_id', 'key_id', 'provider', 'model'])
        .doUpdateSet(
          Object.fromEntries(
            ADDED.map((column) => [
              column,
              sql`ledger.${sql.ref(column)} + excluded.${sql.ref(column)}`,
            ]),
          ),
        ),
    )
    .execute();
}

function ledgerRow(sum: LedgerSum) {
  const { tokens, costPico, lastUsedUs: _, ...rest } = sum;
  return {
    ...rest,
    // At most a frame's requests times 10^12 each: within what a number holds exactly, except for absurd frames, so as text.
    input_tokens: big(tokens.input),
    cached_input_tokens: big(tokens.cached_input),
    cache_write_tokens: big(tokens.cache_write),
    output_tokens: big(tokens.output),
    reasoning_tokens: big(tokens.reasoning),
    input_audio_tokens: big(tokens.input_audio),
    output_audio_tokens: big(tokens.output_audio),
    images: big(tokens.images),
    cost_usd: usd(costPico.toString()),
  };
}

async function noteLastUses(
  trx: Transaction<DB>,
  sums: readonly LedgerSum[],
  cutAtUs: number,
): Promise<void> {
  await trx
    .insertInto('api_key_last_used')
    .values(lastUses(sums, cutAtUs))
    .onConflict((conflict) =>
      conflict.column('key_id').doUpdateSet({
        last_used_at: sql`greatest(api_key_last_used.last_used_at, excluded.last_used_at)`,
      }),
    )
    .execute();
}

/** One row a key, in the order of the keys; a clock that runs ahead does not move a use past the frame's cut. */
function lastUses(sums: readonly LedgerSum[], cutAtUs: number) {
  const byKey = new Map<string, number>();
  for (const { key_id, lastUsedUs } of sums) {
    byKey.set(key_id, Math.max(byKey.get(key_id) ?? 0, Math.min(lastUsedUs, cutAtUs)));
  }
  return [...byKey]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key_id, us]) => ({ key_id, last_used_at: sql<Date>`to_timestamp(${us / 1e6})` }));
}

const big = (value: bigint) => sql<number>`${value.toString()}::bigint`;
