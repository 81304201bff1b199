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
      const rows = sums.ordered().map(ledgerRow);
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
  const { tokens, costPico, ...rest } = sum;
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

const big = (value: bigint) => sql<number>`${value.toString()}::bigint`;
