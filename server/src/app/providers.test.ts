import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProviderEntity } from '../inference/index.ts';
import { settleExemptions } from '../inference/wiring.ts';
import { newId } from '../lib/ids.ts';
import { type Management, startManagement } from './testing/management.ts';

let management: Management;
let member: string;
beforeAll(async () => {
  management = await startManagement();
  const scopes = [
    ...['providers:read', 'providers:write', 'models:read', 'models:write'],
    'traces:content',
  ];
  const made = await call('POST', '/api/v1/keys', {
    body: { name: 'member', kind: 'management', scopes },
  });
  member = made.body.key;
});
afterAll(() => management[Symbol.asyncDispose]());

const call: Management['call'] = (...args) => management.call(...args);
const add = (body: object, options: object = {}) =>
  call('POST', '/api/v1/providers', {
    body: { base_url: 'https://api.example/v1/', ...body },
    ...options,
  });
const rowOf = (id: string) =>
  management.db.selectFrom('providers').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

/** One that is part of the installation, as the environment sets it. */
async function ownProvider(kind: string, name: string): Promise<string> {
  const row = { id: newId<'provider'>(), kind, name, base_url: '', position: 1000 };
  await management.db
    .insertInto('providers')
    .values({ ...row, managed_by: 'environment' })
    .execute();
  return row.id;
}

describe('a provider', () => {
  it('keeps its credential to itself', async () => {
    const made = await add({ name: 'acme', credential: 'sk-very-secret' });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      name: 'acme',
      base_url: 'https://api.example/v1',
      has_credential: true,
      managed_by: 'api',
    });
    expect(made.text).not.toContain('sk-very-secret');
    const row = await rowOf(made.body.id);
    expect(row.credential).not.toContain('sk-very-secret');
    const place = { table: 'providers', row: row.id, column: 'credential' };
    expect(management.parts.secrets.decrypt(row.credential ?? '', place)).toBe('sk-very-secret');
    const audit = await call('GET', `/api/v1/audit?target=${made.body.id}`);
    expect(audit.body.data[0].after.credential).toBe('[secret]');
  });

  it('keeps the values of its headers to itself, changes them by name, and drops them with its URL', async () => {
    const headers = { 'X-Api-Key': 'hush-hush', 'x-region': 'eu' };
    const account = { openai_organization: 'org-1', openai_project: 'proj_1' };
    const made = await add({ name: 'headed', headers, ...account });
    expect(made.body).toMatchObject({
      ...account,
      header_names: ['x-api-key', 'x-region'],
      account_from_client: false,
    });
    const place = { table: 'providers', row: made.body.id, column: 'header_values' };
    const values = async () => {
      const { header_values } = await rowOf(made.body.id);
      expect(header_values).not.toContain('hush');
      return header_values && JSON.parse(management.parts.secrets.decrypt(header_values, place));
    };
    expect(await values()).toEqual({ 'x-api-key': 'hush-hush', 'x-region': 'eu' });
    const patch = (body: object) => call('PATCH', `/api/v1/providers/${made.body.id}`, { body });
    expect((await patch({ headers: { 'x-api-key': 'hush-hush' } })).body.version).toBe(1);
    const changed = await patch({ headers: { 'X-Region': null, 'x-new': 'hush 2' } });
    expect(changed.body).toMatchObject({ header_names: ['x-api-key', 'x-new'], version: 2 });
    expect(await values()).toEqual({ 'x-api-key': 'hush-hush', 'x-new': 'hush 2' });
    await patch({ openai_organization: null, account_from_client: true });
    const moved = await patch({ base_url: 'https://other.example/v1', headers: { 'x-new': '3' } });
    expect(moved.body).toMatchObject({
      header_names: ['x-new'],
      openai_organization: null,
      openai_project: 'proj_1',
      account_from_client: true,
    });
    expect(await values()).toEqual({ 'x-new': '3' });
    const audit = await call('GET', `/api/v1/audit?target=${made.body.id}`);
    expect(audit.text).not.toContain('hush');
    expect(audit.body.data[0].after.header_values).toBe('[secret, changed]');
  });

  it.each([
    { Host: 'a' },
    { 'content-length': '1' },
    { 'Proxy-Authorization': 'a' },
    { authorization: 'Basic a' },
    { 'OpenAI-Organization': 'org' },
    { 'a b': 'c' },
    { 'a:': 'c' },
    { '': 'c' },
    { a: 'b\r\nhost: c' },
    { a: 'b\u0000' },
    { a: '' },
    { a: 'ż' },
    Object.fromEntries(Array.from({ length: 33 }, (_, i) => [`x-${i}`, 'a'])),
  ])('does not take %j as its headers', async (headers) => {
    const answered = await add({ name: 'refused', headers });
    expect([answered.status, answered.body.error.code]).toEqual([400, 'request_invalid']);
  });

  it('is stored without the endpoint that was copied along', async () => {
    const made = await add({ name: 'copied', base_url: 'https://api.example/v1/chat/completions' });
    expect(made.body.base_url).toBe('https://api.example/v1');
    const path = `/api/v1/providers/${made.body.id}`;
    const same = await call('PATCH', path, {
      body: { base_url: 'https://api.example/v1/embeddings/' },
    });
    expect(same.body).toMatchObject({ base_url: 'https://api.example/v1', version: 1 });
  });

  it('is a known host by its preset, or by its base URL', async () => {
    const presets = await call('GET', '/api/v1/providers/presets');
    const offered = new Map(presets.body.data.map((one: { id: string }) => [one.id, one]));
    expect(offered.get('mistral')).toMatchObject({ name: 'Mistral', variable: 'MISTRAL_API_KEY' });
    const post = (body: object) => call('POST', '/api/v1/providers', { body });
    const mistral = await post({ name: 'my-mistral', preset: 'mistral', credential: 'sk-m' });
    expect(mistral.body).toMatchObject({
      kind: 'openai',
      preset: 'mistral',
      base_url: 'https://api.mistral.ai/v1',
      protocols: ['openai'],
    });
    const xai = await post({ name: 'my-xai', base_url: 'https://api.x.ai/v1' });
    expect(xai.body).toMatchObject({ preset: 'xai', protocols: ['openai', 'openai-responses'] });
    const azure = await post({
      name: 'my-azure',
      preset: 'azure',
      base_url: 'https://me.openai.azure.com/openai/v1/chat/completions',
      api_version: '2024-10-21',
    });
    expect(azure.body).toMatchObject({
      kind: 'azure',
      base_url: 'https://me.openai.azure.com',
      api_version: '2024-10-21',
    });
    for (const [body, param] of [
      [{ name: 'x' }, 'base_url'],
      [{ name: 'x', preset: 'azure' }, 'base_url'],
      [{ name: 'x', preset: 'mistral', kind: 'azure' }, 'preset'],
      [{ name: 'x', preset: 'mistral', api_version: '2024-10-21' }, 'api_version'],
      [
        { name: 'x', preset: 'azure', base_url: 'https://h', openai_project: 'p' },
        'openai_project',
      ],
    ] as const) {
      const refused = await post(body);
      expect([refused.status, refused.body.error.code]).toEqual([400, 'request_invalid']);
      expect(refused.body.error.message).toContain(`body/${param}`);
    }
    expect((await post({ name: 'x', preset: 'nobody' })).status).toBe(400);
    const patch = (body: object) => call('PATCH', `/api/v1/providers/${xai.body.id}`, { body });
    expect((await patch({ preset: 'ollama' })).body).toMatchObject({ preset: 'ollama' });
    expect((await patch({ preset: null })).body).toMatchObject({ preset: 'xai' });
    expect((await patch({ preset: 'azure' })).status).toBe(400);
  });

  it('keeps no credential where clients log in by themselves, until it moves', async () => {
    const made = await add({ name: 'agents', credential: 'sk-agents' });
    expect(made.body).toMatchObject({ credential_from: 'stored', has_credential: true });
    const patch = (body: object) => call('PATCH', `/api/v1/providers/${made.body.id}`, { body });
    const theirs = await patch({ credential_from: 'caller' });
    expect(theirs.body).toMatchObject({ credential_from: 'caller', has_credential: false });
    expect((await rowOf(made.body.id)).credential).toBeNull();
    expect((await patch({ credential: 'sk-2' })).status).toBe(400);
    expect((await patch({ credential_from: 'caller', credential: 'sk-2' })).status).toBe(400);
    // Nobody who logs in at one host sends that to another unasked.
    const moved = await patch({ base_url: 'https://other.example/v1' });
    expect(moved.body).toMatchObject({ credential_from: 'stored', has_credential: false });
    const own = await ownProvider('sandbox', 'sandbox-of-agents');
    const refused = await call('PATCH', `/api/v1/providers/${own}`, {
      body: { credential_from: 'caller' },
    });
    expect(refused.status).toBe(400);
    await management.db.deleteFrom('providers').where('id', '=', own).execute();
  });

  it('comes after the others in the order of bare names, and is listed in it', async () => {
    for (const name of ['one', 'two', 'three']) await add({ name });
    const names: string[] = [];
    let cursor: string | null = '';
    do {
      const page: Awaited<ReturnType<typeof call>> = await call(
        'GET',
        `/api/v1/providers?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      names.push(...page.body.data.map(({ name }: { name: string }) => name));
      cursor = page.body.next_cursor;
    } while (cursor !== null);
    expect(names.slice(-3)).toEqual(['one', 'two', 'three']);
  });

  it('loses its credential when its URL changes, so that nobody can send it elsewhere', async () => {
    const { id } = (await add({ name: 'moved', credential: 'theirs' })).body;
    const patch = (body: object) => call('PATCH', `/api/v1/providers/${id}`, { body, key: member });
    expect((await patch({ enabled: false })).body).toMatchObject({ has_credential: true });
    const moved = await patch({ base_url: 'https://elsewhere.example/v1' });
    expect(moved.body).toMatchObject({ has_credential: false });
    const again = await patch({ base_url: 'https://third.example/v1', credential: 'own' });
    expect(again.body).toMatchObject({ has_credential: true, enabled: false, version: 4 });
  });

  it.each([
    ['http://127.0.0.1:1/v1', 'an address of this machine', 'owner'],
    ['http://2130706433/v1', 'an address of this machine', 'owner'],
    ['http://[::ffff:7f00:1]/v1', 'an address of this machine', 'owner'],
    ['http://169.254.169.254/v1', 'metadata service', 'owner'],
    ['http://168.63.129.16/v1', 'metadata service', 'owner'],
    ['http://[2002:a00:1::1]/v1', 'leads to another one', 'owner'],
    ['http://10.0.0.1/v1', 'a private network', '--allow-private-providers'],
    ['https://100.64.0.1/v1', 'a private network', '--allow-private-providers'],
    ['http://[64:ff9b::a00:1]/v1', 'a private network', '--allow-private-providers'],
    ['http://[64:ff9b:1::a00:1]/v1', 'a private network', '--allow-private-providers'],
    ['http://[fd12::1]/v1', 'a private network', '--allow-private-providers'],
    ['http://intranet.test/v1', 'a private network', 'SIGNALBOX_ALLOW_PRIVATE_PROVIDERS=true'],
  ])('of a member does not point to %s: %s', async (base_url, words, next) => {
    const answered = await add({ name: 'inside', base_url }, { key: member });
    expect(answered.status).toBe(400);
    expect(answered.body.error.message).toContain('body/base_url');
    expect(answered.body.error.message).toContain(words);
    expect(answered.text).toContain(next);
    expect(answered.text).not.toContain('10.20.30.40');
    const { id } = (
      await add({ name: 'outside', base_url: 'https://public.test' }, { key: member })
    ).body;
    const path = `/api/v1/providers/${id}`;
    const moved = await call('PATCH', path, { key: member, body: { base_url } });
    expect([moved.status, moved.body.error.code]).toEqual([400, 'request_invalid']);
    expect((await call('DELETE', path)).status).toBe(200);
  });

  it('points where an owner says, until a member moves it', async () => {
    const mine = await add({ name: 'mine', base_url: 'http://127.0.0.1:1/v1' });
    expect((await rowOf(mine.body.id)).operator_managed).toBe(true);
    const patch = (base_url: string) =>
      call('PATCH', `/api/v1/providers/${mine.body.id}`, { key: member, body: { base_url } });
    expect((await patch('http://127.0.0.1:1/v1/')).status).toBe(200);
    expect((await rowOf(mine.body.id)).operator_managed).toBe(true);
    expect((await patch('https://public.test/v1')).status).toBe(200);
    expect((await rowOf(mine.body.id)).operator_managed).toBe(false);
    expect((await patch('http://127.0.0.1:1/v1')).status).toBe(400);
  });

  it('of a member goes to private networks where the operator allows it, and never to this machine’s loopback', async () => {
    await using allowing = await startManagement(1, { allowPrivateProviders: true });
    const { key } = (
      await allowing.call('POST', '/api/v1/keys', {
        body: { name: 'm', kind: 'management', scopes: ['providers:write', 'traces:content'] },
      })
    ).body;
    const status = async (name: string, base_url: string) =>
      (await allowing.call('POST', '/api/v1/providers', { key, body: { name, base_url } })).status;
    expect(await status('a', 'http://10.0.0.1/v1')).toBe(201);
    expect(await status('b', 'http://intranet.test/v1')).toBe(201);
    expect(await status('c', 'http://127.0.0.1/v1')).toBe(400);
    expect(await status('d', 'http://[64:ff9b::a9fe:a9fe]/v1')).toBe(400);
  });

  it('from before that rule goes on, is named on the System page, and loses this with its URL', async () => {
    const before = async (name: string, base_url: string) => {
      const { id } = (await add({ name, base_url: 'https://public.test/v1' }, { key: member }))
        .body;
      const old = { base_url, address_exempt: true };
      await management.db.updateTable('providers').set(old).where('id', '=', id).execute();
      return id as string;
    };
    const listed = async () =>
      (await call('GET', '/api/v1/system')).body.exempt_providers.map(
        ({ name }: { name: string }) => name,
      );
    const inside = await before('old-inside', 'http://10.0.0.7/v1');
    const named = await before('old-named', 'http://intranet.test/v1');
    const unknown = await before('old-unknown', 'http://away.test/v1');
    const outside = await before('old-outside', 'https://public.test/v2');
    expect(await listed()).toEqual(['old-inside', 'old-named', 'old-outside', 'old-unknown']);
    const { resolveHost = async () => null } = management.parts;
    await settleExemptions(management.db, resolveHost);
    expect(await listed()).toEqual(['old-inside', 'old-named', 'old-unknown']);
    expect(await rowOf(outside)).toMatchObject({ address_exempt: false });
    const patch = (id: string, body: object) =>
      call('PATCH', `/api/v1/providers/${id}`, { key: member, body });
    expect((await patch(inside, { base_url: 'http://10.0.0.7/v1', models: ['a'] })).status).toBe(
      200,
    );
    expect(await rowOf(inside)).toMatchObject({ address_exempt: true, models: ['a'] });
    expect((await patch(inside, { base_url: 'http://10.0.0.8/v1' })).status).toBe(400);
    expect((await patch(inside, { base_url: 'https://public.test/v3' })).status).toBe(200);
    expect(await rowOf(inside)).toMatchObject({ address_exempt: false });
    expect((await patch(named, { enabled: false })).status).toBe(200);
    expect(await listed()).toEqual(['old-named', 'old-unknown']);
    for (const id of [inside, named, unknown, outside])
      expect((await call('DELETE', `/api/v1/providers/${id}`)).status).toBe(200);
  });

  it('of a member is exempt by the migration if it was there before, and no change of its own', async () => {
    const theirs = await add(
      { name: 'theirs', base_url: 'https://public.test/v1' },
      { key: member },
    );
    const mine = await add({ name: 'ours', base_url: 'http://10.0.0.1/v1' });
    const file = join(import.meta.dirname, '../../migrations/postgres/0007_provider_addresses.sql');
    const upgraded = management.db.transaction().execute(async (trx) => {
      await sql`ALTER TABLE providers DROP COLUMN address_exempt`.execute(trx);
      await sql.raw(readFileSync(file, 'utf8')).execute(trx);
      const rows = await trx.selectFrom('providers').selectAll().execute();
      const seen = [theirs, mine].map(({ body }) => {
        const row = rows.find(({ id }) => id === body.id);
        return [row?.address_exempt, row?.version];
      });
      // Taken back: other tests stand on this database.
      throw seen;
    });
    await expect(upgraded).rejects.toEqual([
      [true, 1],
      [false, 1],
    ]);
  });

  it('of every project is the owner’s to add and change', async () => {
    expect((await add({ name: 'all', shared: true }, { key: member })).status).toBe(403);
    const shared = await add({ name: 'all', shared: true });
    expect(shared.body.project_id).toBeNull();
    const path = `/api/v1/providers/${shared.body.id}`;
    expect((await call('GET', path, { key: member })).status).toBe(200);
    expect((await call('PATCH', path, { key: member, body: { enabled: false } })).status).toBe(403);
    expect((await call('DELETE', path, { key: member })).status).toBe(403);
    expect((await call('DELETE', path)).body).toMatchObject({ removed: true });
    expect((await call('GET', path)).status).toBe(404);
  });

  it.each([
    [{ name: 'with/slash' }],
    [{ name: 'Upper' }],
    [{ name: 'a', base_url: 'ftp://host/v1' }],
    [{ name: 'a', base_url: 'https://user:pass@host/v1' }],
    [{ name: 'a', base_url: 'https://host/v1?key=1' }],
    [{ name: 'a', kind: 'local' }],
  ])('is refused as %j', async (body) => {
    expect((await add(body)).status).toBe(400);
  });

  it('has a name of its own in the project', async () => {
    await add({ name: 'taken' });
    const again = await add({ name: 'taken' });
    expect([again.status, again.body.error.code]).toEqual([409, 'conflict']);
  });
});

describe('a local model', () => {
  it('is a GGUF file of the server that an owner names', async () => {
    const path = join(management.folder, 'My Model.Q4_K_M.gguf');
    const post = (body: object, key?: string) =>
      call('POST', '/api/v1/models', { body, ...(key === undefined ? {} : { key }) });
    expect((await post({ path })).status).toBe(400);
    writeFileSync(path, 'not what it says');
    expect((await post({ path })).body.error.message).toContain('not a GGUF file');
    writeFileSync(path, 'GGUF\u0003');
    expect((await post({ path }, member)).status).toBe(403);
    expect((await post({ path: 'My Model.Q4_K_M.gguf' })).status).toBe(400);
    const added = await post({ path, context_tokens: 2048 });
    expect(added.body).toMatchObject({
      id: 'local/my-model.q4_k_m',
      task: 'chat',
      context_tokens: 2048,
    });
    expect((await post({ path })).status).toBe(409);
    const address = '/api/v1/models/local/my-model.q4_k_m';
    expect((await call('DELETE', address, { key: member })).status).toBe(403);
    expect((await call('DELETE', address)).status).toBe(200);
    expect((await call('DELETE', address)).status).toBe(404);
  });

  it('and what a provider lists can be asked for by name', async () => {
    await add({ name: 'listed', models: ['a', 'b'] });
    const { data } = (await call('GET', '/api/v1/models', { key: member })).body;
    expect(data.map(({ id }: { id: string }) => id)).toEqual(['listed/a', 'listed/b']);
  });
});

describe('an own price', () => {
  it('is set in USD per million tokens and kept exactly', async () => {
    const made = await call('POST', '/api/v1/prices', {
      key: member,
      body: {
        provider: 'acme',
        model: 'm',
        effective_from: '2026-01-01T00:00:00Z',
        usd_per_million: { input: '2.50', output: '10', cached_input: '0.000001' },
      },
    });
    expect(made.status).toBe(201);
    expect(made.body.usd_per_million).toEqual({
      input: '2.5',
      output: '10',
      cached_input: '0.000001',
    });
    const row = await management.db.selectFrom('prices').selectAll().executeTakeFirstOrThrow();
    expect(row.per_token).toEqual({ input: '2500000', output: '10000000', cached_input: '1' });
    const path = `/api/v1/prices/${made.body.id}`;
    const changed = await call('PATCH', path, { body: { usd_per_million: { input: '3' } } });
    expect(changed.body).toMatchObject({ usd_per_million: { input: '3' }, version: 2 });
    expect((await call('GET', '/api/v1/prices')).body.data).toHaveLength(1);
    expect((await call('DELETE', path)).status).toBe(200);
    expect((await call('GET', '/api/v1/prices')).body.data).toEqual([]);
  });

  it('of a tier stands beside the standard one', async () => {
    const price = { provider: 'acme', model: 'tiered', effective_from: '2026-01-01T00:00:00Z' };
    const set = (service_tier: string | null, input: string) =>
      call('POST', '/api/v1/prices', {
        body: { ...price, service_tier, usd_per_million: { input } },
      });
    expect((await set(null, '2')).body).toMatchObject({ service_tier: null });
    expect((await set('flex', '1')).body).toMatchObject({ service_tier: 'flex' });
    expect((await set('flex', '1')).status).toBe(409);
    expect((await set('default', '1')).status).toBe(400);
    const { data } = (await call('GET', '/api/v1/prices')).body;
    expect(data.map((one: { service_tier: string }) => one.service_tier)).toEqual(['flex', null]);
    for (const { id } of data) await call('DELETE', `/api/v1/prices/${id}`);
  });

  it.each([[{ input: '0.0000001' }], [{ input: '-1' }], [{ input: 1 }], [{}], [{ minutes: '1' }]])(
    'is refused as %j',
    async (usd_per_million) => {
      const body = { provider: 'acme', model: 'm', usd_per_million };
      expect((await call('POST', '/api/v1/prices', { body })).status).toBe(400);
    },
  );
});

describe('the kinds of providers', () => {
  it('are those that the database takes', async () => {
    const { rows } = await sql<{ said: string }>`
      SELECT pg_get_constraintdef(oid) AS said FROM pg_constraint WHERE conname = 'providers_kind_check'
    `.execute(management.db);
    const names = [...(rows[0]?.said ?? '').matchAll(/'(\w+)'/g)].map(([, name]) => name);
    expect(names.toSorted()).toEqual(ProviderEntity.shape.kind.options.toSorted());
  });

  it('say what can be set of a provider and which models it takes', async () => {
    const has = async (id: string) => {
      const { remote, takes_any_model } = (await call('GET', `/api/v1/providers/${id}`)).body;
      return { remote, takes_any_model };
    };
    const open = await add({ name: 'open' });
    expect(await has(open.body.id)).toEqual({ remote: true, takes_any_model: true });
    const listed = await add({ name: 'of-a-list', models: ['m'] });
    expect(await has(listed.body.id)).toEqual({ remote: true, takes_any_model: false });
    for (const kind of ['local', 'sandbox']) {
      const id = await ownProvider(kind, `my-${kind}`);
      expect(await has(id)).toEqual({ remote: false, takes_any_model: false });
      const moved = await call('PATCH', `/api/v1/providers/${id}`, {
        body: { base_url: 'https://x' },
      });
      expect(moved.status).toBe(400);
    }
    const { data } = (await call('GET', '/api/v1/models')).body;
    const of = (id: string) => data.find((one: { id: string }) => one.id === id);
    // By what it is, whatever its name.
    expect(of('my-sandbox/echo')).toMatchObject({ local: false, self_hosted: true, price: null });
    expect(of('of-a-list/m')).toMatchObject({ local: false, self_hosted: false, price: null });
  });
});
