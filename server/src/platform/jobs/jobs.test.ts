import { sql } from 'kysely';
import { pino } from 'pino';
import { expect, test, vi } from 'vitest';
import { testDatabase } from '../postgres/testing/index.ts';
import { pruningJobs, startJobs } from './index.ts';

const log = pino({ level: 'silent' });

test('a job runs when it is asked for, and again when it failed', async () => {
  await using store = await testDatabase();
  let runs = 0;
  await using jobs = await startJobs({
    db: store.db,
    log,
    pollSeconds: 0.5,
    jobs: [
      {
        name: 'count',
        cron: '0 0 1 1 *',
        run: async () => {
          runs += 1;
          if (runs === 1) throw new Error('the first time fails');
        },
      },
    ],
  });
  await jobs.trigger('count');
  await vi.waitFor(() => expect(runs).toBe(2), 20_000);
});

test('two processes start the same jobs side by side', async () => {
  await using store = await testDatabase();
  const start = () => startJobs({ db: store.db, log, jobs: pruningJobs(store.db) });
  const [a, b] = await Promise.all([start(), start()]);
  await Promise.all([a[Symbol.asyncDispose](), b[Symbol.asyncDispose]()]);
});

test('pruning takes what is old and leaves what is needed', async () => {
  await using store = await testDatabase();
  const { db } = store;
  await sql`
    INSERT INTO config_changes (generation, ops, created_at)
    SELECT g, '[]', now() - interval '8 days' FROM generate_series(1, 12000) g`.execute(db);
  await sql`UPDATE config_head SET generation = 12000`.execute(db);
  await sql`
    INSERT INTO idempotency_keys (caller_key_id, idempotency_key, organisation_id, project_id, operation_id, request_hash, created_at)
    SELECT 'k', age::text, gen_random_uuid(), gen_random_uuid(), 'op', 'h', now() - age * interval '1 hour'
    FROM unnest(ARRAY[1, 23, 25]) age`.execute(db);
  await sql`
    INSERT INTO frame_cursors (spool_id, frame_number, cut_at, applied_at)
    SELECT '01900000-0000-7000-8000-000000000001', n, now(), now() - interval '91 days' FROM generate_series(1, 3) n
  `.execute(db);
  for (const job of pruningJobs(db)) await job.run(new AbortController().signal);
  const { rows } = await sql`
    SELECT (SELECT count(*) FROM config_changes) AS changes,
      (SELECT array_agg(idempotency_key ORDER BY idempotency_key::int) FROM idempotency_keys) AS keys,
      (SELECT array_agg(frame_number) FROM frame_cursors) AS frames`.execute(db);
  expect(rows).toEqual([{ changes: 1001, keys: ['1', '23'], frames: ['3'] }]);
});
