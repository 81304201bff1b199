import { sql } from 'kysely';
import { recordConfigChange } from '../../platform/config-stream/index.ts';
import { prune, type ScheduledJob } from '../../platform/jobs/index.ts';
import type { Database } from '../../platform/postgres/index.ts';

/** What people leave behind: sign-ins that ended, counters and links that expired, revocations that nothing needs. */
export function peopleJobs(db: Database): ScheduledJob[] {
  return [
    {
      name: 'prune-sign-ins',
      cron: '47 * * * *',
      async run(signal) {
        await prune(db, signal, 'sign_ins', [
          sql`(ended_at < now() - interval '30 days' OR expires_at < now() - interval '30 days')`,
        ]);
        await prune(db, signal, 'sign_in_attempts', [sql`window_ends_at < now()`]);
        await prune(db, signal, 'owner_links', [sql`expires_at < now() - interval '30 days'`]);
      },
    },
    { name: 'forget-revoked-sessions', cron: '*/10 * * * *', run: () => forgetRevoked(db) },
  ];
}

/** Tokens that were issued before a revocation have all expired: the gateways need not remember it. */
export async function forgetRevoked(db: Database): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const gone = await trx
      .deleteFrom('revoked_sessions')
      .where('kept_until', '<', sql<Date>`now()`)
      .returning('id')
      .execute();
    if (gone.length === 0) return;
    await recordConfigChange(
      trx,
      gone.map(({ id }) => ({ kind: 'revoked_session', id, value: null })),
    );
  });
}
