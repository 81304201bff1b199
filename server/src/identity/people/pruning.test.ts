import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { newId } from '../../lib/ids.ts';
import { testDatabase } from '../../platform/postgres/testing/index.ts';
import { peopleJobs } from './pruning.ts';

it('what people leave behind goes when nothing needs it, and the gateways hear of it', async () => {
  await using store = await testDatabase();
  const { db } = store;
  const [organisation, user, old, fresh] = [newId(), newId(), newId(), newId()];
  await sql`INSERT INTO organisations (id, name) VALUES (${organisation}, 'o')`.execute(db);
  await sql`
    INSERT INTO users (id, organisation_id, email, name) VALUES (${user}, ${organisation}, 'a@b.example', 'a')`.execute(
    db,
  );
  await sql`
    INSERT INTO sign_ins (id, organisation_id, user_id, token_hash, expires_at, ended_at)
    SELECT gen_random_uuid(), ${organisation}, ${user}, days::text, now() - (days - 30) * interval '1 day',
      CASE WHEN days = 40 THEN now() - interval '31 days' END
    FROM unnest(ARRAY[0, 40, 59, 61]) days`.execute(db);
  await sql`
    INSERT INTO sign_in_attempts VALUES ('address', 'old', 3, now() - interval '1 minute'),
      ('address', 'new', 3, now() + interval '1 minute')`.execute(db);
  await sql`
    INSERT INTO revoked_sessions VALUES (${old}, 'sign_in', now() - interval '6 minutes', now() - interval '1 minute'),
      (${fresh}, 'sign_in', now(), now() + interval '5 minutes')`.execute(db);
  for (const job of peopleJobs(db)) await job.run(new AbortController().signal);
  const { rows } = await sql`
    SELECT (SELECT array_agg(token_hash ORDER BY token_hash) FROM sign_ins) AS sign_ins,
      (SELECT array_agg(subject_hash) FROM sign_in_attempts) AS attempts,
      (SELECT array_agg(id) FROM revoked_sessions) AS revoked,
      (SELECT array_agg(ops) FROM config_changes) AS changes`.execute(db);
  expect(rows).toEqual([
    {
      sign_ins: ['0', '59'],
      attempts: ['new'],
      revoked: [fresh],
      changes: [[{ kind: 'revoked_session', id: old, value: null }]],
    },
  ]);
});
