import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Management, startManagement } from './testing/management.ts';
import { type Browser, invited, PASSWORD, signIn } from './testing/people.ts';

let management: Management;
let ada: Browser;
beforeAll(async () => {
  management = await startManagement();
  ada = await invited(management, { role: 'viewer' });
  // Nobody has signed in from here yet.
  await forget();
});
afterAll(() => management[Symbol.asyncDispose]());

const forget = async () => {
  await sql`DELETE FROM sign_in_attempts`.execute(management.db);
  await sql`UPDATE sign_ins SET ip = '192.0.2.1'`.execute(management.db);
};
const tries = async (count: number, email: (n: number) => string, password = 'wrong') => {
  const statuses: number[] = [];
  for (let n = 0; n < count; n++)
    statuses.push((await signIn(management, email(n), password)).status);
  return statuses;
};

it('an account takes ten attempts in a quarter of an hour, whether it is there or not', async () => {
  for (const email of [ada.email, 'nobody@example.com']) {
    await forget();
    expect(await tries(10, () => email)).toEqual(Array(10).fill(401));
    const blocked = await signIn(management, email, PASSWORD);
    expect([blocked.status, blocked.body.error.code]).toEqual([429, 'too_many_attempts']);
    const wait = Number(blocked.headers['retry-after']);
    expect(wait).toBeGreaterThan(800);
    expect(wait).toBeLessThanOrEqual(900);
  }
});

it('attempts at once all count', async () => {
  await forget();
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => signIn(management, ada.email, 'wrong')),
  );
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
});

it('a success forgets the failures before it', async () => {
  await forget();
  await tries(9, () => ada.email);
  expect((await signIn(management, ada.email)).status).toBe(200);
  expect(await tries(9, () => ada.email)).toEqual(Array(9).fill(401));
});

it('strangers do not lock out whoever signs in from where they always do', async () => {
  await forget();
  await sql`
    INSERT INTO sign_in_attempts (kind, subject_hash, attempts, window_ends_at)
    VALUES ('account', encode(sha256(${ada.email}::bytea), 'hex'), 11, now() + interval '10 minutes')
  `.execute(management.db);
  expect((await signIn(management, ada.email)).status).toBe(429);
  await sql`UPDATE sign_ins SET ip = '127.0.0.1'`.execute(management.db);
  expect((await signIn(management, ada.email)).status).toBe(200);
});

it('an address takes fifty, for whatever accounts, until its window ends', async () => {
  await forget();
  const statuses = await tries(51, (n) => `nobody${n}@example.com`);
  expect(statuses).toEqual([...Array(50).fill(401), 429]);
  // Known to the database: another process, or the same after a restart, counts on.
  await sql`UPDATE sign_in_attempts SET window_ends_at = now()`.execute(management.db);
  expect((await signIn(management, ada.email)).status).toBe(200);
});

it('a password change is no way around it', async () => {
  await forget();
  const guess = () =>
    ada.call('POST', '/api/v1/auth/password', {
      body: { current: 'wrong', new: 'a new long phrase' },
    });
  for (let n = 0; n < 10; n++) expect((await guess()).status).toBe(400);
  expect((await guess()).status).toBe(429);
});
