import { type RawBuilder, sql, type Transaction } from 'kysely';
import { usd } from '../../platform/money/index.ts';
import type { DB } from '../../platform/postgres/index.ts';
import {
  COLUMN_KINDS,
  type ColumnKind,
  OTHER_LEDGER_KINDS,
  USAGE_COLUMNS,
} from '../fields/usage-columns.ts';
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
  'cost_usd',
  'unpriced_requests',
  ...COLUMN_KINDS.map((kind) => USAGE_COLUMNS[kind]),
];

async function addToLedger(trx: Transaction<DB>, sums: readonly LedgerSum[]): Promise<void> {
  await trx
    .insertInto('ledger')
    .values(sums.map(ledgerRow))
    .onConflict((conflict) =>
      conflict
        .columns(['project_id', 'day', 'environment_id', 'key_id', 'provider', 'model'])
        .doUpdateSet({
          ...Object.fromEntries(
            ADDED.map((column) => [
              column,
              sql`ledger.${sql.ref(column)} + excluded.${sql.ref(column)}`,
            ]),
          ),
          other_usage: OTHER_USAGE_ADDED,
        }),
    )
    .execute();
}

/** Kind by kind; most rows have none. */
const OTHER_USAGE_ADDED = sql<string>`CASE WHEN excluded.other_usage = '{}' THEN ledger.other_usage
  WHEN ledger.other_usage = '{}' THEN excluded.other_usage
  ELSE (SELECT jsonb_object_agg(key, used) FROM (
    SELECT key, sum(value::bigint) AS used FROM (
      SELECT * FROM jsonb_each_text(ledger.other_usage) UNION ALL SELECT * FROM jsonb_each_text(excluded.other_usage)
    ) AS kinds GROUP BY key) AS sums) END`;

function ledgerRow(sum: LedgerSum) {
  const { used, costPico, lastUsedUs: _, ...rest } = sum;
  return {
    ...rest,
    ...usageColumns(used),
    other_usage: otherUsage(used),
    cost_usd: usd(costPico.toString()),
  };
}

type UsageColumn = (typeof USAGE_COLUMNS)[ColumnKind];

function usageColumns(used: LedgerSum['used']): Record<UsageColumn, RawBuilder<number>> {
  const columns = COLUMN_KINDS.map((kind) => [USAGE_COLUMNS[kind], big(used[kind])]);
  return Object.fromEntries(columns) as Record<UsageColumn, RawBuilder<number>>;
}

/** As JSON, in which a number may have any digits. */
function otherUsage(used: LedgerSum['used']): string {
  const members = OTHER_LEDGER_KINDS.flatMap((kind) =>
    used[kind] === 0n ? [] : [`${JSON.stringify(kind)}:${used[kind]}`],
  );
  return `{${members.join(',')}}`;
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

/** A sum of a frame may be more than a number holds exactly: as text. */
const big = (value: bigint) => sql<number>`${value.toString()}::bigint`;
