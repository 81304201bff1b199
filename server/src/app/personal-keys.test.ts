import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Management, startManagement } from './testing/management.ts';
import { type Browser, invited, PASSWORD, tokenOf } from './testing/people.ts';
import { opsOf } from './testing/stored.ts';

/** What somebody left open for themselves before their rights were cut: keys, invitations, owner links. */
let management: Management;
let owner: Browser;
let other: string;
const call: Management['call'] = (...args) => management.call(...args);
const here = () => management.defaults.projectId;

beforeAll(async () => {
  management = await startManagement();
  owner = await invited(management, { role: 'owner' });
  other = (await owner.call('POST', '/api/v1/projects', { body: { name: 'other' } })).body.id;
});
afterAll(() => management[Symbol.asyncDispose]());

const change = async (person: Browser, body: object) => {
  const answer = await owner.call('PATCH', `/api/v1/users/${person.userId}`, { body });
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};
const ownKey = async (person: Browser, body: object = {}, project = here()) => {
  const answer = await person.call('POST', '/api/v1/keys', {
    body: { name: 'own', owner: { kind: 'user', id: person.userId }, ...body },
    headers: { 'x-signalbox-project': project },
  });
  expect(answer.status, answer.text).toBe(201);
  return answer.body as { id: string; key: string };
};
const MANAGES = {
  kind: 'management',
  scopes: ['people:write', 'people:read', 'traces:read', 'traces:content', 'inference'],
};
const keyOf = async (id: string, project = here()) =>
  (await owner.call('GET', `/api/v1/keys/${id}`, { headers: { 'x-signalbox-project': project } }))
    .body;
const lastAuditOf = async (target: string, project = here()) =>
  (
    await owner.call('GET', `/api/v1/audit?target=${target}`, {
      headers: { 'x-signalbox-project': project },
    })
  ).body.data[0];

describe('a key of one’s own', () => {
  it('loses what its person may no longer do, for gateways too, and cannot bring it back', async () => {
    const ada = await invited(management, { role: 'admin' });
    const { id, key } = await ownKey(ada, MANAGES);
    const answer = await change(ada, { role: 'member', content: false });
    expect(answer.changed_keys).toMatchObject([
      { id, project: 'default', scopes: ['traces:read', 'inference'], revoked_at: null },
    ]);
    const back = await call('PATCH', `/api/v1/users/${ada.userId}`, {
      key,
      body: { role: 'admin' },
    });
    expect([back.status, back.body.error.code]).toEqual([403, 'scope_missing']);
    expect((await call('GET', '/api/v1/users', { key })).status).toBe(403);
    expect((await opsOf(management.db, id)).at(-1)).toMatchObject({
      kind: 'key',
      value: { scopes: ['traces:read', 'inference'] },
    });
    expect(await lastAuditOf(id)).toMatchObject({
      action: 'key.narrow',
      actor: { kind: 'user', id: owner.userId },
      before: { scopes: MANAGES.scopes },
      after: { scopes: ['traces:read', 'inference'] },
    });
  });

  it.each([
    ['the role in the organisation', { role: 'viewer' }],
    ['being disabled', { disabled: true }],
  ])('ends with %s', async (_, body) => {
    const ada = await invited(management, { role: 'admin' });
    const made = [await ownKey(ada, MANAGES), await ownKey(ada)];
    expect((await change(ada, body)).changed_keys).toHaveLength(2);
    for (const { id } of made) {
      expect((await keyOf(id)).revoked_at).not.toBeNull();
      expect((await opsOf(management.db, id)).at(-1)).toMatchObject({ value: null });
      expect(await lastAuditOf(id)).toMatchObject({ action: 'key.revoke' });
    }
  });

  it('follows the right to content alone, and a restriction in its own project only', async () => {
    const ada = await invited(management, { role: 'admin' });
    const first = await ownKey(ada, MANAGES);
    const second = await ownKey(ada, MANAGES, other);
    const restricted = { project_id: other, role: 'viewer', content: false };
    const one = await change(ada, { project_roles: [restricted] });
    expect(one.changed_keys).toMatchObject([{ id: second.id, project: 'other' }]);
    expect((await keyOf(first.id)).scopes).toContain('traces:content');
    expect((await keyOf(second.id, other)).scopes).not.toContain('traces:content');
    expect(await lastAuditOf(second.id, other)).toMatchObject({ project_id: other });
    await change(ada, { content: false });
    expect((await keyOf(first.id)).scopes).not.toContain('traces:content');
    // What a person gets back, their keys do not.
    await change(ada, { content: null });
    expect((await keyOf(first.id)).scopes).not.toContain('traces:content');
  });

  it('ends where its person leaves the project, and stays in another', async () => {
    const project_roles = [here(), other].map((project_id) => ({ project_id, role: 'admin' }));
    const ada = await invited(management, { project_roles });
    const first = await ownKey(ada, MANAGES);
    const second = await ownKey(ada, MANAGES, other);
    await change(ada, { project_roles: [{ project_id: here(), role: null }] });
    expect((await keyOf(first.id)).revoked_at).not.toBeNull();
    expect(await keyOf(second.id, other)).toMatchObject({
      revoked_at: null,
      scopes: MANAGES.scopes,
    });
  });

  it('is given no more than its person may do, by anybody', async () => {
    const ada = await invited(management, { role: 'member', content: false });
    const mine = { owner: { kind: 'user', id: ada.userId } };
    const make = (body: object) =>
      owner.call('POST', '/api/v1/keys', { body: { name: 'hers', ...mine, ...body } });
    expect((await make({ kind: 'management', scopes: ['traces:content'] })).status).toBe(403);
    const made = await make({ kind: 'management', scopes: ['traces:read'] });
    expect(made.status).toBe(201);
    const path = `/api/v1/keys/${made.body.id}`;
    const body = { scopes: ['traces:read', 'keys:write'] };
    expect((await owner.call('PATCH', path, { body })).status).toBe(403);
    const service = await owner.call('POST', '/api/v1/keys', {
      body: { name: 's', kind: 'management', scopes: ['keys:write'] },
    });
    const give = await owner.call('PATCH', `/api/v1/keys/${service.body.id}`, { body: mine });
    expect(give.status).toBe(403);
    const viewer = await invited(management, { role: 'viewer' });
    expect((await make({ owner: { kind: 'user', id: viewer.userId } })).status).toBe(403);
    await change(ada, { disabled: true });
    expect((await make({})).status).toBe(403);
  });
});

describe('keys that belong to others', () => {
  it('are made and given by owners of the organisation only', async () => {
    const admins = [
      await invited(management, { role: 'admin' }),
      await invited(management, { project_roles: [{ project_id: here(), role: 'admin' }] }),
    ];
    const scopes = ['keys:write', 'keys:read', 'inference'];
    const service = await owner.call('POST', '/api/v1/keys', {
      body: { name: 'automation', kind: 'management', scopes },
    });
    const bob = await invited(management, { role: 'member' });
    const belongs = { owner: { kind: 'user', id: bob.userId } };
    const callers = [
      ...admins.map((admin) => admin.call),
      (method: string, path: string, options: object) =>
        call(method, path, { ...options, key: service.body.key }),
    ];
    for (const as of callers) {
      const made = await as('POST', '/api/v1/keys', { body: { name: 'his', ...belongs } });
      expect([made.status, made.body.error?.code]).toEqual([403, 'scope_missing']);
      const plain = await as('POST', '/api/v1/keys', { body: { name: 'plain' } });
      expect(plain.body.owner).toEqual({ kind: 'service', id: 'plain' });
      const given = await as('PATCH', `/api/v1/keys/${plain.body.id}`, { body: belongs });
      expect(given.status).toBe(403);
    }
    const made = await owner.call('POST', '/api/v1/keys', { body: { name: 'his', ...belongs } });
    expect(made.status).toBe(201);
    // To leave it to whom it belongs is no gift.
    const renamed = { ...belongs, name: 'still his' };
    const path = `/api/v1/keys/${made.body.id}`;
    expect((await admins[0]!.call('PATCH', path, { body: renamed })).status).toBe(200);
  });
});

describe('keys that somebody made for services', () => {
  it('are listed where they may do less, also those that their keys made, as far as one may see', async () => {
    const project_roles = [here(), other].map((project_id) => ({ project_id, role: 'admin' }));
    const ada = await invited(management, { project_roles });
    const scopes = ['keys:write', 'inference'];
    const made = await ada.call('POST', '/api/v1/keys', {
      body: { name: 'ci', kind: 'management', scopes },
    });
    const child = await call('POST', '/api/v1/keys', {
      key: made.body.key,
      body: { name: 'child of ci' },
    });
    const elsewhere = await ada.call('POST', '/api/v1/keys', {
      body: { name: 'elsewhere' },
      headers: { 'x-signalbox-project': other },
    });
    const gone = await ada.call('POST', '/api/v1/keys', { body: { name: 'gone' } });
    await ada.call('DELETE', `/api/v1/keys/${gone.body.id}`);
    const own = await ownKey(ada);
    const more = await change(ada, { role: 'viewer' });
    expect(more.made_keys).toEqual([]);

    const path = `/api/v1/users/${ada.userId}/keys`;
    const names = async (as: Browser) =>
      (await as.call('GET', path)).body.data.map((key: { name: string }) => key.name);
    const admin = await invited(management, {
      project_roles: [{ project_id: here(), role: 'admin' }],
    });
    expect(await names(admin)).toEqual(['own', 'child of ci', 'ci']);
    expect(await names(owner)).toEqual(['own', 'elsewhere', 'child of ci', 'ci']);

    const less = await change(ada, { disabled: true });
    expect(less.changed_keys.map(({ id }: { id: string }) => id)).toEqual([own.id]);
    expect(
      less.made_keys.map(({ name, project }: { name: string; project: string }) => [name, project]),
    ).toEqual([
      ['elsewhere', 'other'],
      ['child of ci', 'default'],
      ['ci', 'default'],
    ]);
    for (const { id } of [made.body, child.body]) expect((await keyOf(id)).revoked_at).toBeNull();
    expect((await keyOf(elsewhere.body.id, other)).revoked_at).toBeNull();
  });
});

describe('a door left open for oneself', () => {
  const comesIn = async (link: string, path = 'accept-invitation', person: object = {}) => {
    const body = { token: tokenOf(link), name: 'Back', password: PASSWORD, ...person };
    return (await call('POST', `/api/v1/auth/${path}`, { key: null, body })).status;
  };

  it('an invitation opens no longer when its writer could not write it, and others do', async () => {
    const ada = await invited(management, { role: 'admin' });
    const { key } = await ownKey(ada, {
      kind: 'management',
      scopes: [
        ...['people:write', 'traces:read', 'usage:read', 'models:read', 'routes:read'],
        ...['providers:read', 'projects:read'],
      ],
    });
    const invite = async (body: object, as: Browser['call'] = ada.call) => {
      const answer = await as('POST', '/api/v1/invitations', { body });
      expect(answer.status, answer.text).toBe(201);
      return answer.body;
    };
    const above = await invite({ email: 'me-again@example.com', role: 'admin' });
    const content = await invite({ email: 'reader@example.com', role: 'member' });
    const byKey = await invite(
      {
        email: 'by-key@example.com',
        project_roles: [{ project_id: here(), role: 'viewer' }],
      },
      (method, path, options) => call(method, path, { ...options, key }),
    );
    const plain = await invite({ email: 'plain@example.com', role: 'viewer' });
    await change(ada, { content: false });
    expect(await comesIn(above.link)).toBe(410);
    expect(await comesIn(content.link)).toBe(410);
    expect(await comesIn(plain.link)).toBe(200);
    expect((await lastAuditOf(above.id)).action).toBe('invitation.revoke');
    await change(ada, { role: 'member' });
    expect(await comesIn(byKey.link)).toBe(410);
  });

  it.each([[{ role: 'admin' }], [{ disabled: true }], [{ content: false }]])(
    'an owner link closes with %j of its maker',
    async (body) => {
      const ada = await invited(management, { role: 'owner' });
      const { link } = (await ada.call('POST', '/api/v1/owner-links')).body;
      await change(ada, body);
      const email = `again-${Object.keys(body)}@example.com`;
      expect(await comesIn(link, 'owner', { email })).toBe(410);
    },
  );
});
