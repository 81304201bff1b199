import { type RawBuilder, sql } from 'kysely';
import type { Database, DB } from '../postgres/index.ts';
import type { ScheduledJob } from './jobs.ts';

/** Rows deleted in one statement: locks stay short on a live system. */
const BATCH = 5_000;

/**
 * The tables that grow by use and are of no use later:
 * - config_changes: a control that was away for longer loads a snapshot instead;
 * - idempotency_keys: a client repeats a call within a day or not at all;
 * - frame_cursors: a spool that was not delivered for so long is looked at by a person before it is replayed. The last
 *   one of each spool stays.
 */
export function pruningJobs(db: Database): ScheduledJob[] {
  return [
    {
      name: 'prune-config-changes',
      cron: '17 * * * *',
      run: (signal) =>
        prune(db, signal, 'config_changes', [
          sql`created_at < now() - interval '7 days'`,
          sql`generation < (SELECT generation - 1000 FROM config_head)`,
        ]),
    },
    {
      name: 'prune-idempotency-keys',
      cron: '27 * * * *',
      run: (signal) =>
        prune(db, signal, 'idempotency_keys', [sql`created_at < now() - interval '24 hours'`]),
    },
    {
      name: 'prune-frame-cursors',
      cron: '37 3 * * *',
      run: (signal) =>
        prune(db, signal, 'frame_cursors', [
          sql`applied_at < now() - interval '90 days'`,
          sql`EXISTS (SELECT FROM frame_cursors later WHERE later.spool_id = frame_cursors.spool_id
                AND later.frame_number > frame_cursors.frame_number)`,
        ]),
    },
  ];
}

/** Deletes the rows that satisfy all conditions, some thousands at a time. */
export async function prune(
  db: Database,
  signal: AbortSignal,
  table: keyof DB,
  conditions: readonly RawBuilder<unknown>[],
): Promise<void> {
  while (!signal.aborted) {
    const { numAffectedRows = 0n } = await sql`
      DELETE FROM ${sql.table(table)} WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM ${sql.table(table)} WHERE ${sql.join([...conditions], sql` AND `)} LIMIT ${sql.lit(BATCH)}
      ))`.execute(db);
    if (numAffectedRows < BATCH) return;
  }
}
