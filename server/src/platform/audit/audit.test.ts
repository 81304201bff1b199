import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testDatabase } from '../postgres/testing/index.ts';
import { type AuditEntry, recordAudit } from './audit.ts';

const entry: AuditEntry = {
  actor: { kind: 'key', id: 'k1' },
  action: 'provider.update',
  target: { kind: 'provider', id: 'p1' },
  organisationId: '01900000-0000-7000-8000-000000000001',
  projectId: null,
  environmentId: null,
  before: { name: 'a', credential: 'v1.old' },
  after: { name: 'b', credential: 'v1.new' },
  requestId: null,
  ip: '127.0.0.1',
};

test('an audit row says who changed what, never a secret', async () => {
  await using store = await testDatabase();
  await store.db.transaction().execute((trx) => recordAudit(trx, entry));
  const row = await store.db.selectFrom('audit_log').selectAll().executeTakeFirstOrThrow();
  expect(row).toMatchObject({
    actor_id: 'k1',
    before: { name: 'a', credential: '[secret]' },
    after: { name: 'b', credential: '[secret, changed]' },
  });
});

test('a change that is rolled back leaves no audit row', async () => {
  await using store = await testDatabase();
  const change = store.db.transaction().execute(async (trx) => {
    await recordAudit(trx, entry);
    throw new Error('no');
  });
  await expect(change).rejects.toThrow('no');
  expect(await store.db.selectFrom('audit_log').selectAll().execute()).toEqual([]);
});

test('audit rows cannot be changed, deleted or truncated', async () => {
  await using store = await testDatabase();
  await store.db.transaction().execute((trx) => recordAudit(trx, entry));
  for (const statement of [
    "UPDATE audit_log SET actor_id = 'someone else'",
    'DELETE FROM audit_log',
    'TRUNCATE audit_log',
  ])
    await expect(sql.raw(statement).execute(store.db)).rejects.toThrow(/append-only/);
});
