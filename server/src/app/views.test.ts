import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Management, startManagement } from './testing/management.ts';

let management: Management;
let ann: string;
let bob: string;

beforeAll(async () => {
  management = await startManagement();
  const key = async (name: string): Promise<string> => {
    const body = { name, kind: 'management', scopes: ['traces:read'] };
    return (await management.call('POST', '/api/v1/keys', { body })).body.key;
  };
  ann = await key('ann');
  bob = await key('bob');
});
afterAll(() => management[Symbol.asyncDispose]());

const save = (key: string, body: object) =>
  management.call('POST', '/api/v1/views', { key, body: { page: 'traces', ...body } });
const names = async (key: string, page = 'traces') =>
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
