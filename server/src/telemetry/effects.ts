import { sql } from 'kysely';
import type { Database } from '../platform/postgres/index.ts';
import type { FrameName } from '../platform/spool/frame.ts';
import { usd } from './ingest/fields.ts';
import type { LedgerSum, LedgerSums } from './ingest/ledger-sums.ts';

/** The frame's effects in PostgreSQL, and the memory of which frames have had theirs. */
export class Effects {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async applied(frame: FrameName): Promise<boolean> {
    const row = await this.#db
      .selectFrom('frame_cursors')
      .select('frame_number')
      .where('spool_id', '=', frame.spoolId)
      .where('frame_number', '=', frame.number)
      .executeTakeFirst();
    return row !== undefined;
  }

  /**
   * Adds the frame's sums and its cursor in one transaction. False, and no effect, where the frame has had its effects.
   * `beforeCommit` is for tests that break off there.
   */
  async apply(
    frame: FrameName,
    sums: LedgerSums,
    beforeCommit: () => void | Promise<void> = () => undefined,
  ): Promise<boolean> {
    return this.#db.transaction().execute(async (trx) => {
      const cursor = await trx
        .insertInto('frame_cursors')
        .values({
          spool_id: frame.spoolId,
          frame_number: frame.number,
          cut_at: sql`to_timestamp(${frame.cutAtUs / 1e6})`,
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('frame_number')
        .executeTakeFirst();
      if (cursor === undefined) return false;
      const ordered = sums.ordered();
      const rows = ordered.map(ledgerRow);
      if (rows.length > 0) {
        await trx
          .insertInto('ledger')
          .values(rows)
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
        await trx
          .insertInto('api_key_last_used')
          .values(lastUses(ordered, frame.cutAtUs))
          .onConflict((conflict) =>
            conflict.column('key_id').doUpdateSet({
              last_used_at: sql`greatest(api_key_last_used.last_used_at, excluded.last_used_at)`,
            }),
          )
          .execute();
      }
      await beforeCommit();
      return true;
    });
  }
}

const ADDED = [
  'requests',
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
