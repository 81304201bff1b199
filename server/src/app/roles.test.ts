import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Management, startManagement } from './testing/management.ts';
import { type Browser, invited } from './testing/people.ts';

let management: Management;
let owner: Browser;
const call: Management['call'] = (...args) => management.call(...args);

beforeAll(async () => {
  management = await startManagement();
  owner = await invited(management, { role: 'owner' });
});
afterAll(() => management[Symbol.asyncDispose]());

describe('roles', () => {
  const place = () => ({ project_id: management.defaults.projectId });

  it('are given only by those who have them, and never above their own', async () => {
    const admin = await invited(management, { role: 'admin' });
    const member = await invited(management, { role: 'member' });
    const change = (who: Browser, target: Browser, body: object) =>
      who.call('PATCH', `/api/v1/users/${target.userId}`, { body });
    expect((await change(admin, member, { role: 'owner' })).status).toBe(403);
    expect((await change(admin, owner, { role: 'member' })).status).toBe(403);
    expect((await change(admin, owner, { disabled: true })).status).toBe(403);
    expect((await change(admin, admin, { role: 'owner' })).status).toBe(403);
    expect((await change(member, member, { role: 'admin' })).status).toBe(403);
    expect((await change(admin, member, { role: 'admin' })).status).toBe(200);
    expect((await change(owner, member, { role: 'owner' })).status).toBe(200);
    expect((await change(owner, member, { role: 'member' })).status).toBe(200);
  });

  it('of a project are given by its admins, in it alone', async () => {
    const other = await owner.call('POST', '/api/v1/projects', { body: { name: 'second' } });
    const admin = await invited(management, { project_roles: [{ ...place(), role: 'admin' }] });
    const person = await invited(management, { project_roles: [{ ...place(), role: 'viewer' }] });
    const change = (body: object) =>
      admin.call('PATCH', `/api/v1/users/${person.userId}`, { body });
    const roles = (project_id: string, role: string | null) => ({
      project_roles: [{ project_id, role }],
    });
    expect((await change(roles(place().project_id, 'member'))).status).toBe(200);
    expect((await change(roles(place().project_id, 'owner'))).status).toBe(403);
    expect((await change(roles(other.body.id, 'member'))).status).toBe(404);
    expect((await change({ role: 'viewer' })).status).toBe(403);
    expect((await change({ disabled: true })).status).toBe(403);
    expect((await change(roles(place().project_id, null))).status).toBe(200);
    expect((await person.call('GET', '/api/v1/auth/me')).body.projects).toEqual([]);
    expect((await person.call('GET', '/api/v1/projects')).status).toBe(403);
    const body = { email: 'x@example.com', role: 'viewer' };
    expect((await admin.call('POST', '/api/v1/invitations', { body })).status).toBe(403);
  });

  it('of organisation and project count by the higher one, content by the nearer one', async () => {
    const ada = await invited(management, {
      role: 'viewer',
      project_roles: [{ ...place(), role: 'member', content: false }],
    });
    const bob = await invited(management, { role: 'viewer', content: true });
    const { projects } = (await ada.call('GET', '/api/v1/auth/me')).body;
    const named = (name: string) =>
      projects.find((project: { name: string }) => project.name === name);
    expect(named('default')).toMatchObject({ role: 'member' });
    expect(named('default').scopes).not.toContain('traces:content');
    expect(named('second')).toMatchObject({ role: 'viewer' });
    expect((await bob.call('GET', '/api/v1/auth/me')).body.projects[0].scopes).toContain(
      'traces:content',
    );
  });

  it('do not let anybody give a right to content that they lack', async () => {
    const admin = await invited(management, { role: 'admin', content: false });
    const invite = (body: object) =>
      admin.call('POST', '/api/v1/invitations', { body: { email: 'y@example.com', ...body } });
    expect((await invite({ role: 'member' })).status).toBe(403);
    expect((await invite({ role: 'viewer', content: true })).status).toBe(403);
    expect((await invite({ role: 'member', content: false })).status).toBe(201);
    const self = { body: { content: null } };
    const path = `/api/v1/users/${admin.userId}`;
    expect((await admin.call('PATCH', path, self)).status).toBe(403);
    expect((await owner.call('PATCH', path, self)).status).toBe(200);
  });

  it('of a project do not reach another by naming its id', async () => {
    const { data } = (await owner.call('GET', '/api/v1/projects')).body;
    const second = data.find((project: { name: string }) => project.name === 'second').id;
    const admin = await invited(management, {
      project_roles: [
        { ...place(), role: 'admin' },
        { project_id: second, role: 'viewer' },
      ],
    });
    const path = `/api/v1/projects/${second}`;
    expect((await admin.call('GET', path)).status).toBe(200);
    const body = { capture: 'off' };
    expect((await admin.call('PATCH', path, { body })).status).toBe(404);
    const headers = { 'x-signalbox-project': second };
    expect((await admin.call('PATCH', path, { body, headers })).status).toBe(403);
  });

  it('that are given by a key are none that it lacks', async () => {
    const make = async (scopes: string[]) =>
      (await call('POST', '/api/v1/keys', { body: { name: 'k', kind: 'management', scopes } })).body
        .key as string;
    const key = await make(['people:write', 'people:read']);
    const body = { email: 'z@example.com', project_roles: [{ ...place(), role: 'viewer' }] };
    const lacking = await call('POST', '/api/v1/invitations', { key, body });
    expect([lacking.status, lacking.body.error.details.scopes]).toMatchObject([
      403,
      [
        'traces:read',
        'usage:read',
        'models:read',
        'routes:read',
        'providers:read',
        'projects:read',
      ],
    ]);
    const full = await make([
      ...['people:write', 'people:read', 'traces:read', 'usage:read', 'models:read'],
      ...['routes:read', 'providers:read', 'projects:read'],
    ]);
    expect((await call('POST', '/api/v1/invitations', { key: full, body })).status).toBe(201);
    const everywhere = { email: 'z@example.com', role: 'viewer' };
    expect(
      (await call('POST', '/api/v1/invitations', { key: full, body: everywhere })).status,
    ).toBe(403);
  });
});

describe('keys of one’s own', () => {
  it('are made, seen and revoked by a member, and nobody else’s are', async () => {
    const ada = await invited(management, { role: 'member' });
    const bob = await invited(management, { role: 'member' });
    const made = await ada.call('POST', '/api/v1/keys', { body: { name: 'laptop' } });
    expect(made.body).toMatchObject({ kind: 'gateway', owner: { kind: 'user', id: ada.userId } });
    const path = `/api/v1/keys/${made.body.id}`;
    expect((await ada.call('GET', '/api/v1/keys')).body.data).toHaveLength(1);
    expect((await bob.call('GET', '/api/v1/keys')).body.data).toEqual([]);
    for (const method of ['GET', 'DELETE', 'PATCH'])
      expect((await bob.call(method, path, { body: {} })).status).toBe(404);
    const management_ = { name: 'm', kind: 'management', scopes: ['traces:read'] };
    expect((await ada.call('POST', '/api/v1/keys', { body: management_ })).status).toBe(403);
    const others = { name: 'o', owner: { kind: 'user', id: bob.userId } };
    expect((await ada.call('POST', '/api/v1/keys', { body: others })).status).toBe(403);
    expect((await ada.call('PATCH', path, { body: { owner: others.owner } })).status).toBe(403);
    expect((await owner.call('GET', path)).status).toBe(200);
    expect((await ada.call('DELETE', path)).status).toBe(200);
  });

  it('end where a member becomes a viewer', async () => {
    const ada = await invited(management, { role: 'member' });
    const { id } = (await ada.call('POST', '/api/v1/keys', { body: { name: 'l' } })).body;
    await owner.call('PATCH', `/api/v1/users/${ada.userId}`, { body: { role: 'viewer' } });
    expect((await owner.call('GET', `/api/v1/keys/${id}`)).body.revoked_at).not.toBeNull();
  });
});
