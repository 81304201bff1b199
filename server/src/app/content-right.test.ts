import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Management, startManagement } from './testing/management.ts';
import { type Browser, invited } from './testing/people.ts';

/** Nobody gives or gains the right to see prompts and answers who lacks it, whatever the change is called. */
let management: Management;
let owner: Browser;
let other: string;
const here = () => management.defaults.projectId;

beforeAll(async () => {
  management = await startManagement();
  owner = await invited(management, { role: 'owner' });
  other = (await owner.call('POST', '/api/v1/projects', { body: { name: 'other' } })).body.id;
});
afterAll(() => management[Symbol.asyncDispose]());

const change = (as: Browser, person: Browser, body: object) =>
  as.call('PATCH', `/api/v1/users/${person.userId}`, { body });
const sees = async (person: Browser): Promise<Record<string, boolean>> => {
  const { projects } = (await person.call('GET', '/api/v1/auth/me')).body;
  return Object.fromEntries(
    projects.map(({ name, scopes }: { name: string; scopes: string[] }) => [
      name,
      scopes.includes('traces:content'),
    ]),
  );
};
const refusal = {
  status: 403,
  body: { error: { code: 'scope_missing', details: { scopes: ['traces:content'] } } },
};

describe('the right to content', () => {
  it('is not gained by removing one’s own restriction in a project', async () => {
    const restricted = { project_id: other, role: 'viewer', content: false };
    const admin = await invited(management, { role: 'admin', project_roles: [restricted] });
    expect(await sees(admin)).toEqual({ default: true, other: false });
    for (const change_ of [
      { project_id: other, role: null },
      { project_id: other, role: 'admin' },
      { project_id: other, role: 'viewer', content: true },
    ]) {
      expect(await change(admin, admin, { project_roles: [change_] })).toMatchObject(refusal);
      expect(await sees(admin)).toEqual({ default: true, other: false });
    }
    // Who has it gives it back.
    const given = await change(owner, admin, {
      project_roles: [{ project_id: other, role: null }],
    });
    expect(given.status).toBe(200);
    expect(await sees(admin)).toEqual({ default: true, other: true });
  });

  it('is not given by a null in the organisation that a project then fills', async () => {
    const admin = await invited(management, {
      role: 'admin',
      content: false,
      project_roles: [{ project_id: other, role: 'admin', content: true }],
    });
    const person = await invited(management, {
      role: null,
      content: false,
      project_roles: [here(), other].map((project_id) => ({ project_id, role: 'member' })),
    });
    expect(await sees(person)).toEqual({ default: false, other: false });
    for (const content of [null, true])
      expect(await change(admin, person, { content })).toMatchObject(refusal);
    expect(await sees(person)).toEqual({ default: false, other: false });
    // Only where they have it themselves.
    const one = { project_roles: [{ project_id: other, role: 'member', content: true }] };
    expect((await change(admin, person, one)).status).toBe(200);
    expect(await sees(person)).toEqual({ default: false, other: true });
  });

  it('is not given to somebody new, to everybody’s project or one’s own restricted one', async () => {
    const restricted = { project_id: other, role: 'viewer', content: false };
    const admin = await invited(management, { role: 'admin', project_roles: [restricted] });
    const invite = (body: object) =>
      admin.call('POST', '/api/v1/invitations', { body: { email: 'new@example.com', ...body } });
    expect(await invite({ role: 'member' })).toMatchObject(refusal);
    expect(
      await invite({ role: null, project_roles: [{ project_id: other, role: 'member' }] }),
    ).toMatchObject(refusal);
    const twice = [restricted, { ...restricted, content: true }];
    expect((await invite({ role: 'viewer', project_roles: twice })).status).toBe(400);
    expect((await invite({ role: 'member', project_roles: [restricted] })).status).toBe(201);
  });

  it('does not come back with letting in again somebody who had it', async () => {
    const admin = await invited(management, { role: 'admin', content: false });
    const person = await invited(management, { role: 'member' });
    expect((await change(admin, person, { disabled: true })).status).toBe(200);
    expect(await change(admin, person, { disabled: false })).toMatchObject(refusal);
    // Nor by what is written while it has no effect.
    const quiet = await invited(management, { role: 'viewer' });
    expect((await change(admin, quiet, { disabled: true })).status).toBe(200);
    expect((await change(admin, quiet, { role: 'member' })).status).toBe(200);
    expect(await change(admin, quiet, { disabled: false })).toMatchObject(refusal);
    expect((await change(owner, quiet, { disabled: false })).status).toBe(200);
  });

  it('that somebody has already is no hindrance to changing the rest', async () => {
    const admin = await invited(management, { role: 'admin', content: false });
    const person = await invited(management, { role: 'member' });
    expect((await change(admin, person, { role: 'admin' })).status).toBe(200);
    expect((await change(admin, person, { content: false })).status).toBe(200);
  });

  it.each([
    ['anywhere', { content: false }],
    ['in one project', {}],
  ])('is not gained by an owner link of an owner who lacks it %s', async (_, given) => {
    const restricted = [{ project_id: other, role: 'viewer', content: false }];
    const project_roles = 'content' in given ? [] : restricted;
    const restrictedOwner = await invited(management, { role: 'owner', ...given, project_roles });
    expect(await restrictedOwner.call('POST', '/api/v1/owner-links')).toMatchObject(refusal);
    expect((await owner.call('POST', '/api/v1/owner-links')).status).toBe(201);
  });

  it('and a role above one’s own in a project are not touched from the organisation', async () => {
    const admin = await invited(management, { role: 'admin' });
    const person = await invited(management, {
      role: 'viewer',
      project_roles: [{ project_id: other, role: 'owner' }],
    });
    for (const body of [{ content: false }, { disabled: true }])
      expect((await change(admin, person, body)).status).toBe(403);
    const local = await invited(management, {
      project_roles: [{ project_id: other, role: 'admin' }],
    });
    const lowered = { project_roles: [{ project_id: other, role: 'viewer', content: false }] };
    expect((await change(local, owner, lowered)).status).toBe(403);
    expect(await sees(owner)).toEqual({ default: true, other: true });
  });
});

describe('where prompts are sent', () => {
  const add = (as: Browser, name: string, body: object = {}) =>
    as.call('POST', '/api/v1/providers', {
      body: { name, base_url: 'https://host.example/v1', ...body },
    });

  it('is decided by those only who may see them: host and account of a provider', async () => {
    const admin = await invited(management, { role: 'admin', content: false });
    const { id } = (await add(owner, 'acme', { credential: 'theirs' })).body;
    const path = `/api/v1/providers/${id}`;
    expect(await add(admin, 'mine')).toMatchObject(refusal);
    for (const body of [
      { base_url: 'https://mine.example/v1' },
      { base_url: 'https://mine.example/v1', credential: 'mine' },
      { credential: 'mine' },
      { headers: { 'x-api-key': 'mine' } },
      { openai_organization: 'org-mine' },
      { openai_project: 'proj_mine' },
      { account_from_client: true },
    ])
      expect(await admin.call('PATCH', path, { body })).toMatchObject(refusal);
    for (const body of [
      { enabled: false },
      { models: ['a'] },
      { base_url: 'https://host.example/v1/' },
      { credential: null },
    ])
      expect((await admin.call('PATCH', path, { body })).status).toBe(200);
    const row = await management.db
      .selectFrom('providers')
      .select('base_url')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(row.base_url).toBe('https://host.example/v1');
  });

  it('for every project, by who sees them in every project', async () => {
    const restricted = { project_id: other, role: 'viewer', content: false };
    const restrictedOwner = await invited(management, {
      role: 'owner',
      project_roles: [restricted],
    });
    expect(await add(restrictedOwner, 'everywhere', { shared: true })).toMatchObject(refusal);
    const { id } = (await add(owner, 'everywhere', { shared: true })).body;
    const body = { base_url: 'https://mine.example/v1' };
    expect(await restrictedOwner.call('PATCH', `/api/v1/providers/${id}`, { body })).toMatchObject(
      refusal,
    );
    expect((await add(restrictedOwner, 'only-here')).status).toBe(201);
  });
});
