import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Management, startManagement } from './testing/management.ts';
import { type Browser, invited } from './testing/people.ts';

/** What changes nothing does nothing: no audit row, nothing that the roles hear of, no other version, nobody cut off. */
let management: Management;
let owner: Browser;
const call: Management['call'] = (...args) => management.call(...args);

beforeAll(async () => {
  management = await startManagement();
  owner = await invited(management, { role: 'owner' });
});
afterAll(() => management[Symbol.asyncDispose]());

const make = async (path: string, body: object): Promise<string> => {
  const answer = await owner.call('POST', path, { body });
  expect(answer.status, answer.text).toBe(201);
  return answer.body.id;
};

/** By operation: the address of a thing, and every member that may be changed, as it is already. */
const SAME: Readonly<Record<string, () => Promise<readonly [path: string, body: object]>>> = {
  updateKey: async () => {
    const body = {
      name: 'same',
      scopes: ['traces:read', 'usage:read'],
      owner: { kind: 'service', id: 'one' },
      expires_at: '2100-01-01T00:00:00.000Z',
    };
    const id = await make('/api/v1/keys', { ...body, kind: 'management' });
    return [`/api/v1/keys/${id}`, { ...body, scopes: ['usage:read', 'traces:read'] }];
  },
  updateMe: async () => [
    '/api/v1/auth/me',
    { name: (await owner.call('GET', '/api/v1/auth/me')).body.user.name },
  ],
  updateOrganisation: async () => ['/api/v1/organisation', { name: 'default' }],
  updatePrice: async () => {
    const body = {
      effective_from: '2026-01-01T00:00:00.000Z',
      usd_per_million: { output: '2', input: '1' },
    };
    const id = await make('/api/v1/prices', { provider: 'acme', model: 'same', ...body });
    const usd_per_million = { input: '1.0', output: '2' };
    return [`/api/v1/prices/${id}`, { ...body, usd_per_million }];
  },
  updateProject: async () => {
    const body = { name: 'same', capture: 'metadata', retention_days: 7 };
    return [`/api/v1/projects/${await make('/api/v1/projects', body)}`, body];
  },
  updateProvider: async () => {
    const body = {
      base_url: 'https://same.example/v1/',
      credential: 'the same',
      models: ['a', 'b'],
      enabled: true,
    };
    return [
      `/api/v1/providers/${await make('/api/v1/providers', { name: 'same', ...body })}`,
      body,
    ];
  },
  updateRoute: async () => {
    await owner.call('POST', '/api/v1/providers', {
      body: { name: 'routed', base_url: 'https://same.example/v1/' },
    });
    const target = { model: 'routed/a', weight: 2, order: 1, timeouts: { total_ms: 1000 } };
    const body = {
      name: 'same',
      enabled: true,
      strategy: 'weighted',
      targets: [target],
      rules: [{ name: 'one', when: { tags: ['a'] }, targets: [target] }],
      timeouts: {},
      retries: 2,
      fallback_on: ['error', 'rate_limit'],
      hedge_after_ms: 500,
      message: 'a word on it is no change',
    };
    const id = await make('/api/v1/routes', body);
    return [`/api/v1/routes/${id}`, { ...body, fallback_on: ['rate_limit', 'error', 'error'] }];
  },
  updateUser: async () => {
    const project_roles = [
      { project_id: management.defaults.projectId, role: 'member', content: false },
    ];
    const given = { role: 'viewer', content: true };
    const person = await invited(management, { ...given, project_roles });
    return [`/api/v1/users/${person.userId}`, { ...given, disabled: false, project_roles }];
  },
  updateView: async () => {
    const body = { name: 'same', search: '?a=b', shared: true };
    return [`/api/v1/views/${await make('/api/v1/views', { page: 'requests', ...body })}`, body];
  },
  orderProviders: async () => {
    const { data } = (await owner.call('GET', '/api/v1/providers')).body;
    const ids = data.map(({ id }: { id: string }) => id);
    return ['/api/v1/providers/order', { ids }];
  },
};

/** Every audit row, version and generation: what a change would leave. */
async function traces(): Promise<unknown> {
  const { db } = management;
  const versions = await Promise.all(
    (
      [
        'api_keys',
        'organisations',
        'prices',
        'projects',
        'providers',
        'routes',
        'saved_views',
        'users',
      ] as const
    ).map((table) => db.selectFrom(table).select(['id', 'version']).orderBy('id').execute()),
  );
  return {
    audit: await db.selectFrom('audit_log').select('id').orderBy('id').execute(),
    generation: await db.selectFrom('config_head').select('generation').execute(),
    revoked: await db.selectFrom('revoked_sessions').select(['id', 'revoked_at']).execute(),
    versions,
  };
}

const changing = () =>
  management.endpoints.filter(({ method }) => method === 'PATCH' || method === 'PUT');

describe('what changes nothing', () => {
  it('is tried of every endpoint that changes something', () => {
    expect(
      changing()
        .map(({ operationId }) => operationId)
        .sort(),
    ).toEqual(Object.keys(SAME).sort());
  });

  it.each(Object.keys(SAME))('does nothing: %s', async (operation) => {
    const { method, body: schema } = changing().find(
      ({ operationId }) => operationId === operation,
    )!;
    const [path, same] = await SAME[operation]!();
    const bodies = schema?.safeParse({}).success ? [{}, same] : [same];
    const before = await traces();
    for (const body of bodies) {
      const answer = await owner.call(method, path, { body });
      expect([body, answer.status]).toEqual([body, 200]);
    }
    expect(await traces()).toEqual(before);
  });

  it('is so for what was revoked or taken back already', async () => {
    const key = await make('/api/v1/keys', { name: 'twice' });
    const invitation = await make('/api/v1/invitations', { email: 'a@b.example', role: 'viewer' });
    const paths = [`/api/v1/keys/${key}`, `/api/v1/invitations/${invitation}`];
    for (const path of paths) expect((await owner.call('DELETE', path)).status).toBe(200);
    const before = await traces();
    for (const path of paths) expect((await owner.call('DELETE', path)).status).toBe(200);
    expect(await traces()).toEqual(before);
  });

  it('is so for an owner whom an admin of a project does not change, and whose tokens go on', async () => {
    const project_id = management.defaults.projectId;
    const admin = await invited(management, { project_roles: [{ project_id, role: 'admin' }] });
    const before = await traces();
    const answer = await admin.call('PATCH', `/api/v1/users/${owner.userId}`, { body: {} });
    expect(answer.status).toBe(200);
    expect(await traces()).toEqual(before);
  });

  it('still asks for the version that was read', async () => {
    const key = await make('/api/v1/keys', { name: 'versioned' });
    const answer = await call('PATCH', `/api/v1/keys/${key}`, {
      body: {},
      headers: { 'if-match': '"7"' },
    });
    expect(answer.status).toBe(412);
  });
});
