import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../lib/ids.ts';
import { type Management, startManagement } from './testing/management.ts';

let management: Management;
let ann: string;
let bob: string;

beforeAll(async () => {
  management = await startManagement();
  ann = await newKey('ann');
  bob = await newKey('bob');
});
afterAll(() => management[Symbol.asyncDispose]());

async function newKey(name: string): Promise<string> {
  const body = { name, kind: 'management', scopes: ['traces:read'] };
  return (await management.call('POST', '/api/v1/keys', { body })).body.key;
}
const save = (key: string, body: object) =>
  management.call('POST', '/api/v1/views', { key, body: { page: 'requests', ...body } });
const names = async (key: string, page = 'requests') =>
  (await management.call('GET', `/api/v1/views?page=${page}`, { key })).body.data.map(
    (view: { name: string; own: boolean }) => [view.name, view.own],
  );

it('a view is its owner’s until it is shared, and then the project’s to see and its owner’s to change', async () => {
  const own = await save(ann, { name: 'Failed today', search: '?status=error&range=24h' });
  expect(own).toMatchObject({ status: 201, body: { shared: false, own: true } });
  await save(ann, { name: 'By cost', search: '', page: 'overview' });
  expect(await names(ann)).toEqual([['Failed today', true]]);
  expect(await names(bob)).toEqual([]);

  const path = `/api/v1/views/${own.body.id}`;
  const theirs = await management.call('PATCH', path, { key: bob, body: { name: 'Mine' } });
  expect(theirs.status).toBe(404);
  const body = { shared: true, name: 'Failures' };
  expect((await management.call('PATCH', path, { key: ann, body })).body).toMatchObject(body);
  expect(await names(bob)).toEqual([['Failures', false]]);
  for (const method of ['PATCH', 'DELETE']) {
    const answer = await management.call(method, path, { key: bob, body: {} });
    expect([method, answer.status]).toEqual([method, 409]);
  }
  expect((await management.call('DELETE', path, { key: ann })).status).toBe(200);
  expect(await names(ann)).toEqual([]);
});

it('refuses a second view of one name, and what is no search', async () => {
  expect((await save(ann, { name: 'Twice', search: '' })).status).toBe(201);
  expect((await save(ann, { name: 'Twice', search: '?a=b' })).body.error.code).toBe('conflict');
  expect((await save(bob, { name: 'Twice', search: '' })).status).toBe(201);
  const elsewhere = await save(ann, { name: 'x', search: 'https://elsewhere.example/' });
  expect(elsewhere.body.error.code).toBe('request_invalid');
});

it('that is shared is deleted by who changes the project, and its owner’s own is not', async () => {
  const scopes = ['traces:read', 'projects:write'];
  const made = await management.call('POST', '/api/v1/keys', {
    body: { name: 'admin', kind: 'management', scopes },
  });
  const admin = made.body.key as string;
  const shared = await save(ann, { name: 'Everywhere', search: '', shared: true });
  const own = await save(ann, { name: 'Private', search: '' });
  const remove = (key: string, id: string) =>
    management.call('DELETE', `/api/v1/views/${id}`, { key });
  const seen = async (key: string) =>
    (await management.call('GET', '/api/v1/views?page=requests', { key })).body.data.find(
      ({ id }: { id: string }) => id === shared.body.id,
    ).deletable;
  expect([await seen(ann), await seen(bob), await seen(admin)]).toEqual([true, false, true]);
  expect((await remove(bob, shared.body.id)).status).toBe(409);
  expect((await remove(admin, own.body.id)).status).toBe(404);
  const renamed = { key: admin, body: { name: 'Mine' } };
  const path = `/api/v1/views/${shared.body.id}`;
  expect((await management.call('PATCH', path, renamed)).status).toBe(409);
  expect((await remove(admin, shared.body.id)).status).toBe(200);
});

it('there are at most 100 of somebody, and 100 shared of a project, whoever saves at once', async () => {
  const full = { error: { code: 'conflict', message: expect.stringContaining('the most') } };
  const carl = (
    await management.call('POST', '/api/v1/keys', {
      body: { name: 'carl', kind: 'management', scopes: ['traces:read'] },
    })
  ).body.key as string;
  const rows = (owner: string, count: number, shared: boolean) =>
    management.db
      .insertInto('saved_views')
      .values(
        Array.from({ length: count }, (_, at) => ({
          id: newId<'view'>(),
          organisation_id: management.defaults.organisationId,
          project_id: management.defaults.projectId,
          owner_id: owner,
          page: 'requests',
          name: `view ${at}`,
          search: '',
          shared,
        })),
      )
      .execute();
  const id = (await save(carl, { name: 'first', search: '' })).body.id;
  const row = await management.db
    .selectFrom('saved_views')
    .select('owner_id')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  await rows(row.owner_id, 98, false);
  const last = await Promise.all(['a', 'b', 'c'].map((name) => save(carl, { name, search: '' })));
  expect(last.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  expect((await save(carl, { name: 'd', search: '' })).body).toMatchObject(full);
  expect((await save(bob, { name: 'd', search: '' })).status).toBe(201);

  await rows('somebody', 100, true);
  const shares = await save(bob, { name: 'shared', search: '', shared: true });
  expect(shares.body).toMatchObject(full);
  const body = { shared: true };
  const path = `/api/v1/views/${id}`;
  expect((await management.call('PATCH', path, { key: carl, body })).body).toMatchObject(full);
  expect((await save(bob, { name: 'not shared', search: '' })).status).toBe(201);
});

it('that was saved of the page of traces is one of the page of requests, under its name where that is free', async () => {
  const key = await newKey('dora');
  for (const [name, page] of [
    ['Slow', 'traces'],
    ['Slow', 'requests'],
    ['Failed', 'traces'],
    ['Costs', 'overview'],
  ] as const)
    await save(key, { name, page, search: `?from=${page}` });
  const file = '../../migrations/postgres/0008_views_of_requests.sql';
  await sql.raw(readFileSync(new URL(file, import.meta.url), 'utf8')).execute(management.db);
  expect(await names(key, 'traces')).toEqual([]);
  // Others' are shared here, too.
  expect((await names(key)).filter(([, own]: [string, boolean]) => own)).toEqual([
    ['Failed', true],
    ['Slow', true],
    [expect.stringMatching(/^Slow [0-9a-f]{12}$/), true],
  ]);
  expect(await names(key, 'overview')).toEqual([['Costs', true]]);
});
