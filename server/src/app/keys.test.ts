import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newId } from '../lib/ids.ts';
import { type Management, OWNER, startManagement } from './testing/management.ts';
import { everythingStored, opsOf } from './testing/stored.ts';

let management: Management;
beforeAll(async () => {
  management = await startManagement();
});
afterAll(() => management[Symbol.asyncDispose]());

const call: Management['call'] = (...args) => management.call(...args);
const create = (body: object, options: object = {}) =>
  call('POST', '/api/v1/keys', { body: { name: 'a key', ...body }, ...options });
const idempotent = (key: string) => ({ headers: { 'idempotency-key': key } });

describe('a key', () => {
  it('is shown whole once and stored nowhere', async () => {
    const made = await create({ name: 'first' });
    expect(made.status).toBe(201);
    const { id, key, public_id } = made.body;
    expect(key.startsWith(`${public_id}_`)).toBe(true);
    expect(made.body).toMatchObject({
      kind: 'gateway',
      scopes: ['inference'],
      environment: 'development',
      owner: { kind: 'service', id: 'first' },
      version: 1,
      last_used_at: null,
    });
    expect((await call('GET', `/api/v1/keys/${id}`)).text).not.toContain(key);
    expect((await call('GET', '/api/v1/keys')).text).not.toContain(key);
    const secret = key.split('_')[2];
    expect(await everythingStored(management.db)).not.toContain(secret);
  });

  it('works on the console port until it is revoked, and never again', async () => {
    const { id, key } = (await create({ kind: 'management', scopes: ['keys:read'] })).body;
    expect((await call('GET', '/api/v1/keys', { key })).status).toBe(200);
    const revoked = await call('DELETE', `/api/v1/keys/${id}`);
    expect(revoked.body).toMatchObject({ id, acknowledged: [], missing: [] });
    expect((await call('GET', '/api/v1/keys', { key })).status).toBe(401);
    expect((await call('PATCH', `/api/v1/keys/${id}`, { body: { name: 'x' } })).status).toBe(409);
    const again = await call('DELETE', `/api/v1/keys/${id}`);
    expect(again.body.revoked_at).toBe(revoked.body.revoked_at);
  });

  it('reaches the configuration that gateways follow, and leaves it when revoked', async () => {
    const { id, generation } = (await create({})).body;
    expect(management.publisher.generation).toBeGreaterThanOrEqual(generation);
    const rows = await opsOf(management.db, id);
    expect(rows.at(-1)).toMatchObject({ kind: 'key', value: { kind: 'gateway' } });
    await call('DELETE', `/api/v1/keys/${id}`);
    expect((await opsOf(management.db, id)).at(-1)).toMatchObject({ kind: 'key', value: null });
  });

  it('shows when it was last used', async () => {
    const { id, key } = (await create({ kind: 'management', scopes: ['keys:read'] })).body;
    const before = Date.now();
    await call('GET', '/api/v1/keys', { key });
    await vi.waitFor(async () => {
      const { last_used_at } = (await call('GET', `/api/v1/keys/${id}`)).body;
      expect(Date.parse(last_used_at)).toBeGreaterThanOrEqual(before);
    });
  });

  it('gives no scope that its creator lacks', async () => {
    const { key } = (await create({ kind: 'management', scopes: ['keys:write', 'keys:read'] }))
      .body;
    const more = await create({ kind: 'management', scopes: ['keys:read', 'audit:read'] }, { key });
    expect([more.status, more.body.error.code]).toEqual([403, 'scope_missing']);
    expect(more.body.error.details).toEqual({ scopes: ['audit:read'] });
    expect((await create({}, { key })).status).toBe(403);
    const same = await create({ kind: 'management', scopes: ['keys:read'] }, { key });
    expect(same.status).toBe(201);
    const raised = await call('PATCH', `/api/v1/keys/${same.body.id}`, {
      key,
      body: { scopes: ['audit:read'] },
    });
    expect(raised.status).toBe(403);
  });

  it.each([
    [{ name: '' }, 'body/name'],
    [{ kind: 'management' }, 'body/scopes'],
    [{ scopes: ['traces:read'] }, 'body/scopes'],
    [{ scopes: ['everything'] }, 'body/scopes'],
    [{ environment: 'moon' }, 'body/environment'],
    [{ expires_at: '2020-01-01T00:00:00Z' }, 'body/expires_at'],
    [{ expires_at: 'tomorrow' }, 'body/expires_at'],
    [{ owner: { kind: 'user', id: newId() } }, 'body/owner'],
    [{ kind: 'management', scopes: ['keys:read'], allowed_models: [] }, 'body/allowed_models'],
    [{ allowed_models: ['acme/*', 'bare'] }, 'body/allowed_models/1'],
    [{ allowed_models: ['route:'] }, 'body/allowed_models/0'],
    [{ colour: 'red' }, 'colour'],
  ])('is refused as %j', async (body, text) => {
    const answer = await create(body);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body.error)).toContain(text);
  });

  it('may be for models of a provider, all of them, and what a route leads to', async () => {
    const allowed_models = ['acme/org/model', 'other/*', 'route:acme/chat:v1'];
    expect((await create({ allowed_models })).body).toMatchObject({ allowed_models });
  });

  it('is changed only in the state that was read', async () => {
    const made = await create({});
    const path = `/api/v1/keys/${made.body.id}`;
    const read = await call('GET', path);
    const etag = String(read.headers['etag']);
    const patch = (name: string) =>
      call('PATCH', path, { body: { name }, headers: { 'if-match': etag } });
    const changed = await patch('new');
    expect([changed.status, changed.body.name, changed.body.version]).toEqual([200, 'new', 2]);
    const late = await patch('late');
    expect([late.status, late.body.error.code]).toEqual([412, 'precondition_failed']);
    expect((await call('GET', path)).body.name).toBe('new');
  });

  it('is listed in pages, newest first, by state and kind', async () => {
    const names = ['p1', 'p2', 'p3'];
    for (const name of names) {
      await create({ name, kind: 'management', scopes: ['usage:read'], environment: 'staging' });
    }
    const seen: string[] = [];
    let cursor: string | null = '';
    do {
      const page: Awaited<ReturnType<typeof call>> = await call(
        'GET',
        `/api/v1/keys?environment=staging&kind=management&limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      expect(page.status).toBe(200);
      seen.push(...page.body.data.map((key: { name: string }) => key.name));
      cursor = page.body.next_cursor;
    } while (cursor !== null);
    expect(seen).toEqual(['p3', 'p2', 'p1']);
    expect((await call('GET', '/api/v1/keys?status=expired')).body.data).toEqual([]);
    expect((await call('GET', '/api/v1/keys?cursor=nonsense')).status).toBe(400);
    expect((await call('GET', '/api/v1/keys?limit=1001')).status).toBe(400);
  });
});

describe('an Idempotency-Key', () => {
  it('answers the same again, the whole key too, without a second effect', async () => {
    const first = await create({ name: 'twice' }, idempotent('6ff3ac05-c8a4-4e3b-8f7a-1'));
    const again = await create({ name: 'twice' }, idempotent('6ff3ac05-c8a4-4e3b-8f7a-1'));
    expect(again.status).toBe(201);
    expect(again.body.key).toBe(first.body.key);
    const rows = await management.db
      .selectFrom('api_keys')
      .select('id')
      .where('name', '=', 'twice')
      .execute();
    expect(rows).toHaveLength(1);
    const audit = await call('GET', `/api/v1/audit?target=${first.body.id}`);
    expect(audit.body.data).toHaveLength(1);
    expect(await everythingStored(management.db)).not.toContain(first.body.key.split('_')[2]);
  });

  it('makes one of calls that come at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => create({ name: 'at once' }, idempotent('at-once'))),
    );
    expect(new Set(answers.map(({ body }) => body.key)).size).toBe(1);
  });

  it('refuses another request, and is free again after a failure', async () => {
    await create({ name: 'one' }, idempotent('k'));
    const other = await create({ name: 'two' }, idempotent('k'));
    expect([other.status, other.body.error.code]).toEqual([409, 'conflict']);
    expect((await create({ environment: 'moon' }, idempotent('failed'))).status).toBe(400);
    expect((await create({ environment: 'staging' }, idempotent('failed'))).status).toBe(201);
  });
});

describe('the audit', () => {
  it('says who did what to which key, with which request, before and after', async () => {
    const made = await create({ name: 'audited' });
    await call('PATCH', `/api/v1/keys/${made.body.id}`, { body: { name: 'renamed' } });
    await call('DELETE', `/api/v1/keys/${made.body.id}`);
    const { data } = (await call('GET', `/api/v1/audit?target=${made.body.id}`)).body;
    expect(data.map((row: { action: string }) => row.action)).toEqual([
      'key.revoke',
      'key.update',
      'key.create',
    ]);
    expect(data[1]).toMatchObject({
      actor: { kind: 'bootstrap' },
      before: { name: 'audited' },
      after: { name: 'renamed' },
    });
    expect(data[2].request_id).toBe(made.headers['x-request-id']);
    const { key, id } = (await create({ kind: 'management', scopes: ['keys:write', 'inference'] }))
      .body;
    const child = await create({ name: 'child' }, { key });
    expect(child.body.created_by).toBe(id);
    const byKey = await call('GET', `/api/v1/audit?actor=${id}`);
    expect(byKey.body.data).toHaveLength(1);
    expect(byKey.body.data[0].actor).toEqual({ kind: 'key', id, name: 'a key' });
  });

  it('is narrowed by several values, and by leaving some out', async () => {
    const actions = async (query: string): Promise<string[]> => {
      const { data } = (await call('GET', `/api/v1/audit?limit=1000&${query}`)).body;
      return data.map((row: { action: string }) => row.action);
    };
    const two = await actions('action=key.create,key.revoke');
    expect(new Set(two)).toEqual(new Set(['key.create', 'key.revoke']));
    const rest = await actions('target_kind=key&not_action=key.create');
    expect(new Set(rest)).toEqual(new Set(['key.update', 'key.revoke']));
  });

  it('has no row of a change that failed', async () => {
    const before = (await call('GET', '/api/v1/audit?limit=1000')).body.data.length;
    await create({ environment: 'moon' });
    await call('POST', '/api/v1/projects', { body: { name: 'default' } });
    expect((await call('GET', '/api/v1/audit?limit=1000')).body.data).toHaveLength(before);
  });
});

describe('the owner key', () => {
  it('is compared before anything is parsed, and is stored as a hash', async () => {
    expect((await call('GET', '/api/v1/keys', { key: OWNER })).status).toBe(200);
    expect((await call('GET', '/api/v1/keys', { key: `${OWNER} ` })).status).toBe(200);
    expect((await call('GET', '/api/v1/keys', { key: `${OWNER}x` })).status).toBe(401);
    expect(await everythingStored(management.db)).not.toContain(OWNER);
  });
});

describe('the names of keys', () => {
  it('are there for every id that requests come with: keys, revoked ones too, people, the owner key', async () => {
    const kept = (await create({ name: 'shop' })).body;
    const gone = (await create({ name: 'old shop' })).body;
    await call('DELETE', `/api/v1/keys/${gone.id}`);
    const { data } = (await call('GET', '/api/v1/key-names')).body;
    const nameOf = (id: string) => data.find((one: { id: string }) => one.id === id);
    expect(nameOf(kept.id)).toEqual({ id: kept.id, kind: 'key', name: 'shop' });
    expect(nameOf(gone.id)).toMatchObject({ name: 'old shop' });
    const { key_id } = await management.db
      .selectFrom('bootstrap_key')
      .selectAll()
      .executeTakeFirstOrThrow();
    expect(nameOf(key_id)).toMatchObject({ kind: 'owner_key' });
  });

  it('of people are for who may see people', async () => {
    const { id } = await management.db
      .insertInto('users')
      .values({
        id: newId<'user'>(),
        organisation_id: management.defaults.organisationId,
        email: 'nina@example.com',
        name: 'Nina',
        role: 'member',
        password_hash: 'none',
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const seen = async (scopes: string[]) => {
      const { key } = (await create({ kind: 'management', scopes })).body;
      const { data } = (await call('GET', '/api/v1/key-names', { key })).body;
      return data.some((one: { id: string }) => one.id === id);
    };
    expect(await seen(['keys:read', 'people:read'])).toBe(true);
    expect(await seen(['keys:read'])).toBe(false);
  });
});
