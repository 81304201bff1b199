import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RouteEntity } from '../inference/index.ts';
import { inferenceSnapshot } from '../inference/wiring.ts';
import { type Management, startManagement } from './testing/management.ts';
import { type Browser, invited } from './testing/people.ts';

let management: Management;
let admin: Browser;
const call: Management['call'] = (...args) => management.call(...args);

beforeAll(async () => {
  management = await startManagement();
  const project_id = management.defaults.projectId;
  admin = await invited(management, { project_roles: [{ project_id, role: 'admin' }] });
  await addProvider({ name: 'acme' });
  await addProvider({ name: 'listed', models: ['small', 'large'] });
});
afterAll(() => management[Symbol.asyncDispose]());

const addProvider = async (body: object): Promise<string> => {
  const answer = await call('POST', '/api/v1/providers', {
    body: { base_url: 'https://api.example/v1', ...body },
  });
  expect(answer.status, answer.text).toBe(201);
  return answer.body.id;
};
const create = (body: object, options: object = {}) =>
  call('POST', '/api/v1/routes', { body: { targets: [{ model: 'acme/a' }], ...body }, ...options });
const made = async (body: object): Promise<string> => {
  const answer = await create(body);
  expect(answer.status, answer.text).toBe(201);
  return answer.body.id;
};
const patch = (id: string, body: object, headers: Record<string, string> = {}) =>
  call('PATCH', `/api/v1/routes/${id}`, { body, headers });
const restore = (id: string, body: object) =>
  call('POST', `/api/v1/routes/${id}/restore`, { body });
const versions = async (id: string, query = '') =>
  (await call('GET', `/api/v1/routes/${id}/versions${query}`)).body;
/** What gateways hear of it; null: it is gone. */
const entityOf = async (id: string): Promise<RouteEntity | null> => {
  const snapshot = await management.db.transaction().execute(inferenceSnapshot);
  const op = snapshot.find((one) => one.kind === 'route' && one.id === id);
  const changes = await management.db
    .selectFrom('config_changes')
    .select('ops')
    .orderBy('generation')
    .execute();
  const last = changes
    .flatMap(({ ops }) => ops as { kind: string; id: string; value: unknown }[])
    .findLast((one) => one.kind === 'route' && one.id === id);
  expect(last?.value ?? null).toEqual(op?.value ?? null);
  return op === undefined ? null : RouteEntity.parse(op.value);
};

describe('a route', () => {
  it('says which models answer for a name, and its answer who has it in force', async () => {
    const answer = await create({ name: 'chat', strategy: 'weighted' });
    expect(answer.status).toBe(201);
    expect(answer.headers['etag']).toBe('"1"');
    expect(answer.body).toMatchObject({
      name: 'chat',
      enabled: true,
      version: 1,
      targets: [{ model: 'acme/a', weight: 1, order: 1, timeouts: {}, problem: null }],
      rules: [],
      retries: 1,
      hedge_after_ms: null,
      shadowed_by: null,
      changed_by: { kind: 'bootstrap' },
      managed_by: 'api',
      acknowledged: [],
      missing: [],
      generation: expect.any(Number),
    });
    expect(await entityOf(answer.body.id)).toMatchObject({
      project_id: management.defaults.projectId,
      name: 'chat',
      version: 1,
      enabled: true,
      definition: { strategy: 'weighted', targets: [{ model: 'acme/a' }] },
    });
    const audit = await call('GET', `/api/v1/audit?target=${answer.body.id}`);
    expect(audit.body.data).toMatchObject([
      { action: 'route.create', before: null, after: { name: 'chat', strategy: 'weighted' } },
    ]);
  });

  it('has a new version by each change, which tells its author and why', async () => {
    const id = await made({ name: 'changing' });
    const changed = await admin.call('PATCH', `/api/v1/routes/${id}`, {
      body: { strategy: 'cost', message: 'Cheaper at night' },
    });
    expect(changed.body).toMatchObject({
      version: 2,
      strategy: 'cost',
      targets: [{ model: 'acme/a' }],
      message: 'Cheaper at night',
      changed_by: { kind: 'user', id: admin.userId },
    });
    expect((await patch(id, { enabled: false })).body).toMatchObject({ version: 3, message: null });
    const { data } = await versions(id);
    expect(data).toMatchObject([
      { version: 3, enabled: false, strategy: 'cost' },
      {
        version: 2,
        enabled: true,
        message: 'Cheaper at night',
        author: { kind: 'user', id: admin.userId, name: expect.stringMatching(/./) },
      },
      { version: 1, strategy: 'order', author: { kind: 'bootstrap', name: null } },
    ]);
    expect(await entityOf(id)).toMatchObject({ version: 3, enabled: false });
  });

  it('shows its versions in pages', async () => {
    const id = await made({ name: 'paged' });
    for (const retries of [2, 3, 4]) await patch(id, { retries });
    const first = await versions(id, '?limit=3');
    expect(first.data.map((one: { version: number }) => one.version)).toEqual([4, 3, 2]);
    const rest = await versions(id, `?limit=3&cursor=${first.next_cursor}`);
    expect(rest).toMatchObject({ data: [{ version: 1, retries: 1 }], next_cursor: null });
  });

  it('is as it was again by one call, whatever was changed', async () => {
    const target = { model: 'listed/small', weight: 3 };
    const id = await made({ name: 'undone', targets: [target], retries: 4 });
    const before = await entityOf(id);
    await patch(id, {
      name: 'renamed',
      enabled: false,
      targets: [{ model: 'acme/b' }],
      retries: 0,
    });
    const undone = await restore(id, { version: 1 });
    expect(undone.status).toBe(200);
    expect(undone.body).toMatchObject({
      version: 3,
      name: 'undone',
      enabled: true,
      retries: 4,
      targets: [target],
      message: 'Version 1 again',
    });
    expect(await entityOf(id)).toEqual({ ...before, version: 3 });
    const audit = await call('GET', `/api/v1/audit?target=${id}`);
    expect(audit.body.data[0]).toMatchObject({
      action: 'route.restore',
      before: { version: 2, name: 'renamed' },
      after: { version: 3, name: 'undone' },
    });
    expect((await restore(id, { version: 1 })).body.version).toBe(3);
    expect((await restore(id, { version: 9 })).status).toBe(404);
  });

  it('is not made as it was where its name was taken meanwhile', async () => {
    const id = await made({ name: 'first-name' });
    await patch(id, { name: 'second-name' });
    await made({ name: 'first-name' });
    const answer = await restore(id, { version: 1 });
    expect([answer.status, answer.body.error.code]).toEqual([409, 'conflict']);
    expect((await versions(id)).data).toHaveLength(2);
  });

  it('has versions that nobody can change', async () => {
    const id = await made({ name: 'kept' });
    const change = management.db
      .updateTable('route_versions')
      .set({ message: 'other' })
      .where('route_id', '=', id)
      .execute();
    await expect(change).rejects.toThrow(/append-only/);
  });

  it('is gone when it is deleted, and its name is free', async () => {
    const id = await made({ name: 'short-lived' });
    const path = `/api/v1/routes/${id}`;
    const stale = await call('DELETE', path, { headers: { 'if-match': '"7"' } });
    expect(stale.status).toBe(412);
    const gone = await call('DELETE', path);
    expect(gone.body).toMatchObject({ id, removed: true, acknowledged: [], missing: [] });
    for (const address of [path, `${path}/versions`])
      expect((await call('GET', address)).status).toBe(404);
    expect((await restore(id, { version: 1 })).status).toBe(404);
    expect(await entityOf(id)).toBeNull();
    await made({ name: 'short-lived' });
  });

  it('has a name that no other has', async () => {
    const id = await made({ name: 'taken' });
    const again = await create({ name: 'taken' });
    expect([again.status, again.body.error.code]).toEqual([409, 'conflict']);
    expect(again.body.error.message).toContain('taken');
    const other = await made({ name: 'other' });
    expect((await patch(other, { name: 'taken' })).status).toBe(409);
    const found = await call('GET', '/api/v1/routes?name=taken');
    expect(found.body).toMatchObject({ data: [{ id }], next_cursor: null });
  });

  it('is changed only as it was read', async () => {
    const id = await made({ name: 'raced' });
    expect((await patch(id, { retries: 3 }, { 'if-match': '"1"' })).status).toBe(200);
    const late = await patch(id, { retries: 5 }, { 'if-match': '"1"' });
    expect([late.status, late.body.error.code]).toEqual([412, 'precondition_failed']);
  });

  it('is made once by one Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'make it once' };
    const [first, again] = [
      await create({ name: 'once' }, { headers }),
      await create({ name: 'once' }, { headers }),
    ];
    expect([again.status, again.body.id]).toEqual([201, first.body.id]);
  });

  it('is of its project only', async () => {
    const id = await made({ name: 'ours' });
    const other = await call('POST', '/api/v1/projects', { body: { name: 'theirs' } });
    const headers = { 'x-signalbox-project': other.body.id };
    for (const path of [`/api/v1/routes/${id}`, `/api/v1/routes/${id}/versions`])
      expect((await call('GET', path, { headers })).status).toBe(404);
    expect((await call('GET', '/api/v1/routes', { headers })).body.data).toEqual([]);
    const theirs = await create({ name: 'ours' }, { headers });
    expect(theirs.body.error.message).toContain('no provider named "acme"');
  });
});

describe('what a route may not say', () => {
  const rule = (name: string, when: object, targets: object[] = [{ model: 'acme/a' }]) => ({
    name,
    when,
    targets,
  });
  it.each([
    [{ name: 'app:support' }, 'body/name'],
    [{ name: '-x' }, 'body/name'],
    [{ name: 'with space' }, 'body/name'],
    [{ name: 'x'.repeat(129) }, 'body/name'],
    [{ name: 'acme/gpt' }, 'the name of a model of the provider acme'],
    [{ targets: [] }, 'body/targets'],
    [{ targets: [{ model: 'bare' }] }, 'body/targets/0/model'],
    [{ targets: [{ model: 'acme/a', wieght: 2 }] }, 'wieght'],
    [{ targets: [{ model: 'acme/a', weight: 0 }] }, 'the weights of tier 1 are all 0'],
    [
      { targets: [{ model: 'acme/a' }, { model: 'acme/b', order: 2, weight: 0 }] },
      'the weights of tier 2 are all 0',
    ],
    [{ targets: [{ model: 'acme/a' }, { model: 'acme/a' }] }, 'tier 1 names acme/a twice'],
    [{ targets: [{ model: 'nobody/a' }] }, 'body/targets/0/model: nobody/a: the project has no'],
    [{ targets: [{ model: 'listed/medium' }] }, 'the provider listed has a list of its models'],
    [{ rules: [rule('a', {})] }, 'body/rules/0/when'],
    [{ rules: [rule('a', { metadata: {} })] }, 'body/rules/0/when'],
    [{ rules: [rule('a', { input_tokens: { min: 5, below: 5 } })] }, 'input_tokens'],
    [{ rules: [rule('a', { tags: ['x'] }), rule('a', { tags: ['y'] })] }, 'body/rules'],
    [
      { rules: [rule('a', { tags: ['x'] }, [{ model: 'nobody/a' }])] },
      'body/rules/0/targets/0/model',
    ],
    [{ strategy: 'fastest' }, 'body/strategy'],
    [{ fallback_on: ['whatever'] }, 'body/fallback_on'],
    [{ timeouts: { first_bite_ms: 5 } }, 'first_bite_ms'],
  ])('%j', async (body, told) => {
    const answer = await create({ name: 'refused', ...body });
    expect([answer.status, answer.body.error.code]).toEqual([400, 'request_invalid']);
    expect(JSON.stringify(answer.body.error)).toContain(told);
  });

  it('names what there is in place of what there is not', async () => {
    const nobody = await create({ name: 'refused', targets: [{ model: 'nobody/a' }] });
    expect(nobody.body.error.next).toMatch(/acme, listed/);
    const model = await create({ name: 'refused', targets: [{ model: 'listed/medium' }] });
    expect(model.body.error.next).toMatch(/small, large/);
  });

  it('is refused of a change as well, and leaves it as it was', async () => {
    const id = await made({ name: 'stays' });
    for (const body of [{ name: 'listed/x' }, { targets: [{ model: 'nobody/a' }] }])
      expect((await patch(id, body)).status).toBe(400);
    expect((await call('GET', `/api/v1/routes/${id}`)).body).toMatchObject({
      name: 'stays',
      version: 1,
    });
  });
});

describe('a provider that a route names', () => {
  it('may be disabled and deleted, which the route shows, and does not stand in the way of its other changes', async () => {
    const provider = await addProvider({ name: 'leaving', models: ['m', 'n'] });
    const path = `/api/v1/providers/${provider}`;
    const id = await made({
      name: 'left-behind',
      targets: [{ model: 'acme/a' }, { model: 'leaving/m', order: 2 }],
      rules: [{ name: 'r', when: { tags: ['t'] }, targets: [{ model: 'leaving/n' }] }],
    });
    const problems = async () => {
      const { targets, rules } = (await call('GET', `/api/v1/routes/${id}`)).body;
      return [...targets, ...rules[0].targets].map(({ problem }: { problem: string }) => problem);
    };
    await call('PATCH', path, { body: { models: ['m'] } });
    expect(await problems()).toEqual([null, null, 'model_missing']);
    await call('PATCH', path, { body: { enabled: false } });
    expect(await problems()).toEqual([null, 'provider_disabled', 'model_missing']);
    expect((await call('DELETE', path)).status).toBe(200);
    expect(await problems()).toEqual([null, 'provider_missing', 'provider_missing']);
    expect((await patch(id, { retries: 5, enabled: false })).status).toBe(200);
    expect((await patch(id, { targets: [{ model: 'acme/a' }], rules: [] })).status).toBe(200);
    expect((await restore(id, { version: 1 })).body.targets).toMatchObject([
      { problem: null },
      { problem: 'provider_missing' },
    ]);
  });

  it('takes over the names that begin with its own', async () => {
    const id = await made({ name: 'later/chat' });
    await addProvider({ name: 'later' });
    expect((await call('GET', `/api/v1/routes/${id}`)).body.shadowed_by).toBe('later');
  });
});
