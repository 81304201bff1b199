import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Management, startManagement } from './testing/management.ts';

let management: Management;
let ids: string[];
beforeAll(async () => {
  management = await startManagement();
  ids = [];
  for (const [name, shared] of [
    ['a', true],
    ['b', false],
    ['c', false],
  ]) {
    const body = { name, shared, base_url: 'https://host.example/v1' };
    ids.push((await management.call('POST', '/api/v1/providers', { body })).body.id);
  }
});
afterAll(() => management[Symbol.asyncDispose]());

const order = (wanted: readonly string[], key?: string) =>
  management.call('PUT', '/api/v1/providers/order', {
    body: { ids: wanted },
    ...(key === undefined ? {} : { key }),
  });
const listed = async () =>
  (await management.call('GET', '/api/v1/providers')).body.data.map(({ id }: { id: string }) => id);

it('is the order of the list and of bare names, told to the gateways and to the audit', async () => {
  const [a, b, c] = ids as [string, string, string];
  const answer = await order([c, a, b]);
  expect([answer.status, answer.body.data.map(({ id }: { id: string }) => id)]).toEqual([
    200,
    [c, a, b],
  ]);
  expect(await listed()).toEqual([c, a, b]);
  const positions = answer.body.data.map(({ position }: { position: number }) => position);
  expect(positions).toEqual([...positions].sort());
  const [{ action, before, after }] = (await management.call('GET', '/api/v1/audit')).body.data;
  expect([action, before.order, after.order]).toEqual([
    'provider.order',
    ['a', 'b', 'c'],
    ['c', 'a', 'b'],
  ]);
  await order([a, b, c]);
});

it('takes each provider of the list once, or nothing', async () => {
  const [a, b, c] = ids as [string, string, string];
  for (const wanted of [
    [a, b],
    [a, b, b],
    [a, b, c, c],
    [a, b, '01900000-0000-7000-8000-00000000000a'],
  ])
    expect((await order(wanted)).status).toBe(400);
  expect(await listed()).toEqual(ids);
});

it('of its own a project may change; moving one of every project is for owners', async () => {
  const [a, b, c] = ids as [string, string, string];
  const made = await management.call('POST', '/api/v1/keys', {
    body: { name: 'k', kind: 'management', scopes: ['providers:write'] },
  });
  expect((await order([a, c, b], made.body.key)).status).toBe(200);
  const moved = await order([c, a, b], made.body.key);
  expect([moved.status, moved.body.error.code]).toEqual([403, 'scope_missing']);
  expect(await listed()).toEqual([a, c, b]);
});

it('the system says who runs, and what is away', async () => {
  const { status, body } = await management.call('GET', '/api/v1/system');
  expect(status).toBe(200);
  const control = body.processes.find(({ role }: { role: string }) => role === 'control');
  expect(control).toMatchObject({ pid: process.pid, state: 'running', heard_ms_ago: null });
  const supervisor = body.processes.find(({ role }: { role: string }) => role === 'supervisor');
  expect(supervisor).toMatchObject({
    pid: process.ppid,
    started_at: management.parts.supervisorStartedAt,
  });
  expect(body.engine.state).toBe('resting');
  expect(body.stores.postgres.bytes).toBeGreaterThan(1e6);
  expect(body.stores.analytics).toBeNull();
  expect(body.disk.free_bytes).toBeGreaterThan(0);
});

it('everybody who may sign in is told what is away, and since when', async () => {
  const { status, body } = await management.call('GET', '/api/v1/health');
  expect(status).toBe(200);
  expect(body.troubles).toEqual([
    { part: 'telemetry', state: 'away', since: expect.stringMatching(/^\d{4}-/) },
  ]);
  const [first] = body.troubles;
  const again = await management.call('GET', '/api/v1/health');
  expect(again.body.troubles).toEqual([first]);
  const { status: refused, body: said } = await management.call('GET', '/api/v1/last-request');
  expect([refused, said.error.code]).toEqual([503, 'telemetry_away']);
});

it('models show what they cost by the public table and by own prices, and what is not known', async () => {
  const body = {
    name: 'openai',
    base_url: 'https://api.openai.com/v1',
    models: ['gpt-4o', 'unheard-of'],
  };
  await management.call('POST', '/api/v1/providers', { body });
  const read = async () =>
    (await management.call('GET', '/api/v1/models')).body.data.filter(
      ({ provider }: { provider: string }) => provider === 'openai',
    );
  const [known, unknown] = await read();
  expect(known).toMatchObject({
    id: 'openai/gpt-4o',
    context_tokens: 128_000,
    local_state: null,
    price: { usd_per_million: { input: '2.5', output: '10' }, tiered: false },
  });
  expect(unknown).toMatchObject({ context_tokens: null, price: null });
  await management.call('POST', '/api/v1/prices', {
    body: { provider: 'openai', model: 'gpt-4o', usd_per_million: { input: '1.25' } },
  });
  const [own] = await read();
  expect(own.price.usd_per_million).toMatchObject({ input: '1.25', output: '10' });
  expect(own.price.version).toContain('own:');
});
