import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { newId } from '../lib/ids.ts';
import { addressOf, expectAsRole, OWN, ROLES, type Role } from './testing/expected-access.ts';
import { type Management, startManagement } from './testing/management.ts';
import { type Browser, invited } from './testing/people.ts';

/** What needs nobody to be known. Each is named here, so that none becomes public by accident. */
const PUBLIC = ['acceptInvitation', 'becomeOwner', 'signIn'];
/** What asks only who calls: about that person's own account, and what is the same for everybody. */
const CALLER = [
  'changePassword',
  'getGateway',
  'getHealth',
  'getMe',
  'listSignIns',
  'revokeSignIn',
  'signOut',
  'updateMe',
];

/**
 * Made from the declarations: whatever endpoint is added is tried here without a key, with a key of the wrong kind or
 * scope, and from another project, with no line of test written for it.
 */
let management: Management;
/** People by their role in the first project; `none` is in no project. */
const people = new Map<Role | 'none', Browser>();
/** Of the first project: one scope only. */
let caller: string;
let auditor: string;
/** Of the first project: every scope. */
let insider: string;
/** Of a second project: every scope. */
let outsider: string;
let gatewayKey: string;

beforeAll(async () => {
  management = await startManagement();
  const create = async (body: object, headers = {}) => {
    const answer = await management.call('POST', '/api/v1/keys', { body, headers });
    expect(answer.text).toContain('sbx_');
    return answer.body.key as string;
  };
  const scopes = [
    ...new Set(management.endpoints.flatMap(({ scope }) => scope ?? [])),
    // Asked for by what an endpoint is about to do, and not by its declaration.
    'traces:content',
  ];
  const other = await management.call('POST', '/api/v1/projects', { body: { name: 'other' } });
  expect(other.status).toBe(201);
  caller = await create({ name: 'calls', kind: 'management', scopes: ['inference'] });
  auditor = await create({ name: 'audits', kind: 'management', scopes: ['audit:read'] });
  insider = await create({ name: 'all', kind: 'management', scopes });
  outsider = await create(
    { name: 'all', kind: 'management', scopes },
    { 'x-signalbox-project': other.body.id },
  );
  gatewayKey = await create({ name: 'gateway' });
  const project_id = management.defaults.projectId;
  for (const role of ROLES)
    people.set(role, await invited(management, { project_roles: [{ project_id, role }] }));
  const left = await invited(management, { project_roles: [{ project_id, role: 'member' }] });
  await management.call('PATCH', `/api/v1/users/${left.userId}`, {
    body: { project_roles: [{ project_id, role: null }] },
  });
  people.set('none', left);
});
afterAll(() => management[Symbol.asyncDispose]());

const closed = () => management.endpoints.filter(({ access }) => access !== 'public');
const scoped = () =>
  management.endpoints.flatMap((one) =>
    one.scope === undefined ? [] : [{ ...one, scope: one.scope }],
  );

describe('every management endpoint', () => {
  it('is found by this test', () => {
    expect(management.endpoints.length).toBeGreaterThan(20);
    const operations = management.endpoints.map(({ operationId }) => operationId);
    expect(new Set(operations).size).toBe(operations.length);
    const named = (access: string) =>
      management.endpoints.filter((one) => one.access === access).map((one) => one.operationId);
    expect(named('public').sort()).toEqual(PUBLIC);
    expect(named('caller').sort()).toEqual(CALLER);
    const own = management.endpoints.filter(({ ownScope }) => ownScope !== undefined);
    expect(own.map(({ operationId }) => operationId).sort()).toEqual(OWN);
  });

  it('that is read and answers a secret says so, and is not compressed', () => {
    const names = /"(\w*token|link|password|\w*secret\w*)":\{/;
    // A token of a model's text, beside how likely it was.
    const ofText = /"token":\{"type":"string"\},"logprob"/g;
    const secret = management.endpoints.filter(({ method, response }) => {
      const schema = JSON.stringify(z.toJSONSchema(response, { unrepresentable: 'any' }));
      return method === 'GET' && names.test(schema.replace(ofText, ''));
    });
    expect(secret.map(({ operationId }) => operationId)).toEqual(['getMe']);
    for (const one of secret) expect(one.secret).toBe(true);
  });

  it('refuses a call without a key, with an unknown one and with a gateway key: 401', async () => {
    for (const { method, path } of closed()) {
      for (const key of [null, 'unknown', gatewayKey]) {
        const answer = await management.call(method, addressOf(path), { key });
        expect([method, path, answer.status]).toEqual([method, path, 401]);
        expect(answer.body.error.request_id).toBe(answer.headers['x-request-id']);
      }
    }
  });

  it('refuses a key that lacks its scope: 403, whatever the body says', async () => {
    for (const { method, path, scope } of scoped()) {
      const key = scope === 'inference' ? auditor : caller;
      const answer = await management.call(method, addressOf(path), { key });
      expect([path, answer.status, answer.body.error.code]).toEqual([path, 403, 'scope_missing']);
      expect(answer.body.error.message).toContain(scope);
    }
  });

  it('refuses to act in a project that is not the key’s: 404', async () => {
    const { projectId } = management.defaults;
    for (const { method, path } of scoped()) {
      for (const project of [projectId, 'default', newId()]) {
        const answer = await management.call(method, addressOf(path), {
          key: outsider,
          headers: { 'x-signalbox-project': project },
        });
        expect([path, answer.status, answer.body.error.code]).toEqual([path, 404, 'not_found']);
      }
    }
  });

  it('with an id does not find another project’s thing: 404', async () => {
    const made = await things();
    for (const { method, path } of management.endpoints) {
      if (path.startsWith('/api/v1/auth/')) continue;
      const match = /^\/api\/v1\/(\w+)\/:id$/.exec(path);
      if (match === null || path.startsWith('/api/v1/requests')) continue;
      const id = made[match[1] ?? ''];
      expect(id, `no thing was made for ${path}`).toBeDefined();
      const address = path.replace(':id', id ?? '');
      const body = method === 'PATCH' ? {} : undefined;
      const theirs = await management.call(method, address, { key: outsider, body });
      expect([method, path, theirs.status]).toEqual([method, path, 404]);
      // The same call from inside the project is not a 404: it is the project that made the difference.
      const own = await management.call(method, address, { key: insider, body });
      expect([method, path, own.status]).toEqual([method, path, 200]);
      if (method === 'DELETE') Object.assign(made, await things());
    }
  });
});

describe('every management endpoint, called from a browser', () => {
  const names = [...ROLES, 'none'] as const;
  const browser = (role: Role | 'none') => people.get(role)!;

  it.each(names)('lets a %s of the project do what the role has, and no more', async (role) => {
    for (const { method, path, scope, operationId } of scoped()) {
      const answer = await browser(role).call(method, addressOf(path));
      expectAsRole(role, { scope, operationId }, answer);
    }
  });

  it.each(names)('does not let a %s into another project: 404', async (role) => {
    for (const { method, path, operationId } of scoped()) {
      for (const project of ['other', newId()]) {
        const answer = await browser(role).call(method, addressOf(path), {
          headers: { 'x-signalbox-project': project },
        });
        expect([operationId, answer.status]).toEqual([operationId, 404]);
        expect(answer.body.error.message).toContain('no such project');
      }
    }
  });

  it('does not let anybody into an environment that their project lacks', async () => {
    const headers = { 'x-signalbox-environment': 'moon' };
    for (const role of ROLES)
      expect((await browser(role).call('GET', '/api/v1/projects', { headers })).status).toBe(404);
  });

  it('refuses a change without the token of the sign-in, or from another site: 403', async () => {
    const { cookie, call } = browser('owner');
    const other = browser('admin').csrf;
    for (const { method, path, operationId } of closed()) {
      if (method === 'GET') continue;
      for (const headers of [{}, { 'x-csrf-token': '' }, { 'x-csrf-token': other }]) {
        const answer = await management.call(method, addressOf(path), {
          key: null,
          headers: { cookie, ...headers },
        });
        expect([operationId, answer.status, answer.body.error.code]).toEqual([
          operationId,
          403,
          'csrf_refused',
        ]);
      }
      for (const headers of [
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
        { origin: 'https://evil.example' },
        { origin: 'null' },
      ]) {
        const answer = await call(method, addressOf(path), { headers });
        expect([operationId, answer.body.error?.code]).toEqual([operationId, 'csrf_refused']);
      }
    }
  });

  it('refuses what is public to pages of another site', async () => {
    for (const { method, path, access, operationId } of management.endpoints) {
      if (access !== 'public' || method === 'GET') continue;
      const answer = await management.call(method, path, {
        key: null,
        headers: { origin: 'https://evil.example' },
      });
      expect([operationId, answer.body.error.code]).toEqual([operationId, 'csrf_refused']);
    }
  });

  it('knows nobody by an ended or invented cookie: 401', async () => {
    const gone = await invited(management, { role: 'viewer' });
    await gone.call('POST', '/api/v1/auth/sign-out');
    for (const cookie of [
      gone.cookie,
      'signalbox_session=x',
      `signalbox_session=${'A'.repeat(43)}`,
    ]) {
      for (const { method, path, operationId } of closed()) {
        const answer = await management.call(method, addressOf(path), {
          key: null,
          headers: { cookie, 'x-csrf-token': gone.csrf },
        });
        expect([operationId, answer.status, answer.body.error.code]).toEqual([
          operationId,
          401,
          'session_ended',
        ]);
      }
    }
  });

  it('takes the key where a request has both', async () => {
    const { cookie } = browser('viewer');
    const answer = await management.call('GET', '/api/v1/auth/me', { headers: { cookie } });
    expect(answer.body.user).toBeNull();
  });
});

let count = 0;

/** A thing of each kind in the first project, by the name of its collection. */
async function things(): Promise<Record<string, string>> {
  count += 1;
  const make = async (path: string, body: object) => {
    const answer = await management.call('POST', path, { key: insider, body });
    expect([201, 202]).toContain(answer.status);
    return answer.body.id as string;
  };
  // One that is in work is not deleted.
  const cancelled = async (id: string) => {
    const path = `/api/v1/exports/${id}/cancel`;
    expect((await management.call('POST', path, { key: insider })).body.state).toBe('cancelled');
    return id;
  };
  return {
    keys: await make('/api/v1/keys', { name: 'one', kind: 'management', scopes: ['keys:read'] }),
    providers: await make('/api/v1/providers', {
      name: `acme${count}`,
      base_url: 'https://acme.example/v1',
    }),
    routes: await make('/api/v1/routes', {
      name: `route${count}`,
      targets: [{ model: `acme${count}/a` }],
    }),
    prices: await make('/api/v1/prices', {
      provider: 'acme',
      model: `m${count}`,
      usd_per_million: { input: '1' },
    }),
    views: await make('/api/v1/views', { name: `view ${count}`, page: 'requests', search: '' }),
    exports: await cancelled(
      await make('/api/v1/exports', {
        format: 'csv',
        from: '2026-02-03T00:00:00Z',
        to: '2026-02-04T00:00:00Z',
      }),
    ),
    projects: management.defaults.projectId,
    invitations: await make('/api/v1/invitations', {
      email: `guest${count}@example.com`,
      project_roles: [{ project_id: management.defaults.projectId, role: 'viewer' }],
    }),
    users: people.get('viewer')?.userId ?? '',
  };
}
