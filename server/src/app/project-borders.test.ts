import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Management, startManagement } from './testing/management.ts';
import { type Browser, invited, PASSWORD, tokenOf } from './testing/people.ts';

/** An admin of one project learns and changes nothing of another, or of the organisation. */
let management: Management;
let owner: Browser;
let admin: Browser;
let other: string;
const here = () => management.defaults.projectId;
const call: Management['call'] = (...args) => management.call(...args);

beforeAll(async () => {
  management = await startManagement();
  owner = await invited(management, { role: 'owner' });
  const secret = { name: 'secret-project' };
  other = (await owner.call('POST', '/api/v1/projects', { body: secret })).body.id;
  admin = await invited(management, { project_roles: [{ project_id: here(), role: 'admin' }] });
});
afterAll(() => management[Symbol.asyncDispose]());

const both = (role: string) => [here(), other].map((project_id) => ({ project_id, role }));

describe('the audit of a project', () => {
  it('tells of roles in it, and of no other project', async () => {
    const person = await invited(management, { project_roles: both('member') });
    const path = `/api/v1/users/${person.userId}`;
    const project_roles = [{ project_id: here(), role: 'viewer' }];
    expect((await owner.call('PATCH', path, { body: { project_roles } })).status).toBe(200);
    const everything = { role: 'viewer', project_roles: both('admin') };
    expect((await owner.call('PATCH', path, { body: everything })).status).toBe(200);
    const seen = await admin.call('GET', '/api/v1/audit?limit=1000');
    expect(seen.text).not.toContain(other);
    expect(seen.text).not.toContain('secret-project');
    expect(
      seen.body.data
        .filter(({ target }: { target: { id: string } }) => target.id === person.userId)
        .map((row: { before: object; after: object }) => [row.before, row.after]),
    ).toMatchObject([
      [{ role: 'viewer' }, { project: 'default', role: 'admin' }],
      [{ role: 'member' }, { project: 'default', role: 'viewer' }],
    ]);
    const there = await owner.call('GET', `/api/v1/audit?target=${person.userId}`, {
      headers: { 'x-signalbox-project': other },
    });
    expect(
      there.body.data
        .filter(({ action }: { action: string }) => action === 'user.update')
        .map(({ project_id, after }: { project_id: string | null; after: object }) => [
          project_id,
          after,
        ]),
    ).toMatchObject([
      [other, { project: 'secret-project', role: 'admin' }],
      [null, { role: 'viewer', disabled: false }],
    ]);
  });
});

describe('an invitation', () => {
  const invite = (as: Browser, body: object) => as.call('POST', '/api/v1/invitations', { body });
  const accept = (link: string) =>
    call('POST', '/api/v1/auth/accept-invitation', {
      key: null,
      body: { token: tokenOf(link), name: 'New', password: PASSWORD },
    });

  it('to several projects shows an admin of one what it gives there', async () => {
    const body = { email: 'several@example.com', project_roles: both('viewer') };
    expect((await invite(owner, body)).status).toBe(201);
    const listed = await admin.call('GET', '/api/v1/invitations');
    expect(listed.body.data[0]).toMatchObject({
      email: 'several@example.com',
      project_roles: [{ project: 'default' }],
    });
    expect(listed.text).not.toContain('secret-project');
  });

  it.each([
    ['as an owner', { role: 'owner' }],
    ['to another project', { project_roles: 'other' }],
  ])('%s is not replaced by an admin of a project, as it is not taken back', async (_, given) => {
    const email = `first-${Object.keys(given)}@example.com`;
    const first = await invite(owner, {
      email,
      ...('role' in given ? given : { project_roles: [{ project_id: other, role: 'viewer' }] }),
    });
    expect(first.status).toBe(201);
    const body = { email, project_roles: [{ project_id: here(), role: 'viewer' }] };
    const second = await invite(admin, body);
    expect([second.status, second.body.error?.code]).toEqual([409, 'conflict']);
    expect(second.text).not.toContain('secret-project');
    expect((await accept(first.body.link)).status).toBe(200);
  });

  it('is replaced by who may take it back, which the audit says; an expired one by anybody', async () => {
    const email = 'twice@example.com';
    const body = { email, project_roles: [{ project_id: here(), role: 'viewer' }] };
    const first = await invite(owner, body);
    expect((await invite(admin, body)).status).toBe(201);
    const [row] = (await admin.call('GET', `/api/v1/audit?target=${first.body.id}`)).body.data;
    expect(row).toMatchObject({
      action: 'invitation.revoke',
      actor: { id: admin.userId },
      before: { status: 'open' },
      after: { status: 'revoked' },
    });
    const old = await invite(owner, { email: 'old@example.com', role: 'owner' });
    await sql`UPDATE invitations SET expires_at = now() WHERE id = ${old.body.id}`.execute(
      management.db,
    );
    expect((await invite(admin, { ...body, email: 'old@example.com' })).status).toBe(201);
  });
});
