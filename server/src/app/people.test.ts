import { hash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { provisionOwnerLink } from '../identity/wiring.ts';
import { type Management, startManagement } from './testing/management.ts';
import {
  type Browser,
  browserOf,
  cookieOf,
  invited,
  PASSWORD,
  setCookieOf,
  signIn,
  tokenOf,
} from './testing/people.ts';
import { everythingStored, opsOf } from './testing/stored.ts';

let management: Management;
let owner: Browser;
const call: Management['call'] = (...args) => management.call(...args);
const becomeOwner = (token: string, person: object = {}) =>
  call('POST', '/api/v1/auth/owner', {
    key: null,
    body: { token, email: 'Ada@Example.com', name: 'Ada', password: PASSWORD, ...person },
  });
const auditOf = async (target: string): Promise<{ action: string; actor: { kind: string } }[]> =>
  (await call('GET', `/api/v1/audit?target=${target}`)).body.data;

beforeAll(async () => {
  management = await startManagement();
});
afterAll(() => management[Symbol.asyncDispose]());

describe('the first owner', () => {
  const provision = () =>
    provisionOwnerLink(management.db, management.folder, 'http://127.0.0.1:4101');
  const link = () => readFileSync(join(management.folder, 'owner-link'), 'utf8').trim();

  it('comes in by a link in a file that only the server’s user may read, made once', async () => {
    expect(await provision()).toBe(join(management.folder, 'owner-link'));
    const first = link();
    expect(first).toMatch(/^http:\/\/127\.0\.0\.1:4101\/welcome#token=[\w-]{43}$/);
    expect(statSync(join(management.folder, 'owner-link')).mode & 0o777).toBe(0o600);
    await provision();
    expect(link()).toBe(first);
  });

  it.each([
    [{ password: 'short' }, 'body/password'],
    [{ password: 'aaaaaaaaaaaaaaaa' }, 'repeats'],
    [{ password: 'ada@example.com1' }, 'name or e-mail'],
    [{ email: 'nobody' }, 'body/email'],
    [{ name: ' ' }, 'body/name'],
  ])('is not made of %j, and the link stays good', async (person, text) => {
    const answer = await becomeOwner(tokenOf(link()), person);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(text);
  });

  it('is made once, whoever comes at the same time, and is signed in', async () => {
    const token = tokenOf(link());
    const answers = await Promise.all(
      ['a@example.com', 'b@example.com', 'ada@example.com'].map((email) =>
        becomeOwner(token, { email }),
      ),
    );
    const won = answers.filter(({ status }) => status === 200);
    expect(won).toHaveLength(1);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410]);
    owner = browserOf(management, won[0]!);
    expect((await owner.call('GET', '/api/v1/auth/me')).body).toMatchObject({
      role: 'owner',
      organisation: { name: 'default' },
      projects: [{ name: 'default', role: 'owner', environments: [{}, {}, {}] }],
    });
    expect((await becomeOwner(token)).body.error.code).toBe('one_time_link_invalid');
    expect(existsSync(join(management.folder, 'owner-link'))).toBe(false);
    expect(await provision()).toBeNull();
    const [used] = await auditOf(owner.userId);
    expect(used).toMatchObject({ action: 'owner_link.use', actor: { kind: 'user' } });
  });

  it('who lost the password gets a new one by another link, and is out everywhere else', async () => {
    const other = await invited(management, { role: 'admin' });
    expect((await other.call('POST', '/api/v1/owner-links')).status).toBe(403);
    const made = await owner.call('POST', '/api/v1/owner-links');
    expect(made.status).toBe(201);
    const spare = await call('POST', '/api/v1/owner-links');
    const again = await becomeOwner(tokenOf(made.body.link), {
      email: owner.email.toUpperCase(),
      password: 'another long passphrase',
    });
    expect(again.body.user.id).toBe(owner.userId);
    expect((await owner.call('GET', '/api/v1/auth/me')).status).toBe(401);
    expect((await becomeOwner(tokenOf(spare.body.link))).status).toBe(410);
    expect((await signIn(management, owner.email)).status).toBe(401);
    owner = browserOf(management, again);
  });

  it('cannot be made with a link that has expired', async () => {
    const { body } = await call('POST', '/api/v1/owner-links');
    await sql`UPDATE owner_links SET expires_at = now()`.execute(management.db);
    expect((await becomeOwner(tokenOf(body.link))).status).toBe(410);
  });
});

describe('a sign-in', () => {
  it('is a cookie that scripts cannot read, other sites cannot send, and the database does not know', async () => {
    const ada = await invited(management, { role: 'viewer' });
    const answer = await signIn(management, ada.email.toUpperCase());
    const header = setCookieOf(answer);
    expect(header).toMatch(/^signalbox_session=[\w-]{43}; /);
    for (const part of ['HttpOnly', 'SameSite=Lax', 'Path=/', 'Max-Age=2592000'])
      expect(header.split('; ')).toContain(part);
    expect(header).not.toContain('Secure');
    const https = await signIn(management, ada.email, PASSWORD, { 'x-forwarded-proto': 'https' });
    expect(setCookieOf(https).split('; ')).toContain('Secure');
    const value = cookieOf(answer).split('=')[1]!;
    const stored = await everythingStored(management.db);
    expect(stored).not.toContain(value);
    expect(stored).toContain(hash('sha256', value, 'hex'));
    expect(stored).not.toContain(PASSWORD);
    expect(stored).not.toContain(answer.body.csrf_token);
  });

  it('takes the place of the one that the browser had', async () => {
    const ada = await invited(management, { role: 'viewer' });
    const again = await signIn(management, ada.email, PASSWORD, { cookie: ada.cookie });
    const next = browserOf(management, again);
    expect(next.cookie).not.toBe(ada.cookie);
    expect((await ada.call('GET', '/api/v1/auth/me')).status).toBe(401);
    expect((await next.call('GET', '/api/v1/auth/sign-ins')).body.data).toHaveLength(1);
  });

  it('answers a wrong password, an unknown and a disabled account alike', async () => {
    const ada = await invited(management, { role: 'viewer' });
    const off = await invited(management, { role: 'viewer' });
    await call('PATCH', `/api/v1/users/${off.userId}`, { body: { disabled: true } });
    const answers = await Promise.all([
      signIn(management, ada.email, 'wrong wrong wrong'),
      signIn(management, 'nobody@example.com'),
      signIn(management, off.email),
      signIn(management, 'no address', ''),
    ]);
    const said = answers.map(({ status, body }) => [status, { ...body.error, request_id: '' }]);
    expect(new Set(said.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(said[0]).toMatchObject([401, { code: 'sign_in_failed' }]);
    await vi.waitFor(async () =>
      expect((await auditOf(ada.userId))[0]?.action).toBe('user.sign_in_refused'),
    );
  });

  it('ends when it is idle for 12 hours or 30 days old', async () => {
    const ages = [
      sql`last_seen_at = now() - interval '12 hours 1 minute'`,
      sql`expires_at = now() - interval '1 second'`,
    ];
    for (const age of ages) {
      const ada = await invited(management, { role: 'viewer' });
      await sql`UPDATE sign_ins SET ${age} WHERE user_id = ${ada.userId}`.execute(management.db);
      const answer = await ada.call('GET', '/api/v1/auth/me');
      expect([answer.status, answer.body.error.code]).toEqual([401, 'session_ended']);
    }
  });

  it('is seen with where it comes from, and is ended from elsewhere at once', async () => {
    const here = await invited(management, { role: 'member' });
    const headers = { 'user-agent': 'Firefox on a train' };
    const there = browserOf(management, await signIn(management, here.email, PASSWORD, headers));
    const { data } = (await here.call('GET', '/api/v1/auth/sign-ins')).body;
    expect(data).toMatchObject([
      { current: false, user_agent: 'Firefox on a train', ip: '127.0.0.1' },
      { current: true },
    ]);
    const stranger = await invited(management, { role: 'owner' });
    const path = `/api/v1/auth/sign-ins/${data[0].id}`;
    expect((await stranger.call('DELETE', path)).status).toBe(404);
    const ended = await here.call('DELETE', path);
    expect(ended.body).toMatchObject({ id: data[0].id, generation: expect.any(Number) });
    expect((await there.call('GET', '/api/v1/auth/me')).status).toBe(401);
    expect(await opsOf(management.db, data[0].id)).toMatchObject([
      { kind: 'revoked_session', value: { subject: 'sign_in', revoked_at: ended.body.ended_at } },
    ]);
    expect((await here.call('GET', '/api/v1/auth/me')).status).toBe(200);
  });

  it('of others ends when the password changes, which asks for the old one', async () => {
    const here = await invited(management, { role: 'member' });
    const there = browserOf(management, await signIn(management, here.email));
    const change = (current: string) =>
      here.call('POST', '/api/v1/auth/password', { body: { current, new: 'a new long phrase' } });
    expect((await change('wrong')).status).toBe(400);
    expect((await there.call('GET', '/api/v1/auth/me')).status).toBe(200);
    expect((await change(PASSWORD)).status).toBe(200);
    expect((await there.call('GET', '/api/v1/auth/me')).status).toBe(401);
    expect((await here.call('GET', '/api/v1/auth/me')).status).toBe(200);
    expect((await signIn(management, here.email)).status).toBe(401);
    expect((await signIn(management, here.email, 'a new long phrase')).status).toBe(200);
  });
});

describe('a person', () => {
  it('is renamed by themselves', async () => {
    const ada = await invited(management, { role: 'viewer' });
    const renamed = await ada.call('PATCH', '/api/v1/auth/me', { body: { name: 'Ada L.' } });
    expect(renamed.body.user.name).toBe('Ada L.');
    expect((await auditOf(ada.userId))[0]).toMatchObject({
      action: 'user.update',
      actor: { kind: 'user', id: ada.userId },
      after: { name: 'Ada L.' },
    });
  });

  it('who is disabled is out at once, with their keys, invitations and tokens', async () => {
    const ada = await invited(management, { role: 'admin' });
    const key = await call('POST', '/api/v1/keys', {
      body: { name: 'hers', owner: { kind: 'user', id: ada.userId } },
    });
    const guest = { email: 'guest@example.com', role: 'viewer' };
    const { link } = (await ada.call('POST', '/api/v1/invitations', { body: guest })).body;
    const off = await owner.call('PATCH', `/api/v1/users/${ada.userId}`, {
      body: { disabled: true },
    });
    expect(off.body).toMatchObject({ disabled_at: expect.any(String), acknowledged: [] });
    expect((await ada.call('GET', '/api/v1/auth/me')).status).toBe(401);
    expect((await call('GET', `/api/v1/keys/${key.body.id}`)).body.revoked_at).not.toBeNull();
    const accepted = await call('POST', '/api/v1/auth/accept-invitation', {
      key: null,
      body: { token: tokenOf(link), name: 'G', password: PASSWORD },
    });
    expect(accepted.status).toBe(410);
    expect(await opsOf(management.db, ada.userId)).toMatchObject([{ value: { subject: 'user' } }]);
    const on = await owner.call('PATCH', `/api/v1/users/${ada.userId}`, {
      body: { disabled: false },
    });
    expect(on.body.disabled_at).toBeNull();
    expect((await ada.call('GET', '/api/v1/auth/me')).status).toBe(401);
    expect((await signIn(management, ada.email)).status).toBe(200);
  });

  it('who is the last owner stays so', async () => {
    const answer = async (body: object) => {
      const { status, body: said } = await call('PATCH', `/api/v1/users/${owner.userId}`, { body });
      return [status, said.error?.message];
    };
    await sql`UPDATE users SET role = 'admin' WHERE role = 'owner' AND id != ${owner.userId}`.execute(
      management.db,
    );
    expect(await answer({ disabled: true })).toEqual([409, 'this is the last owner']);
    expect(await answer({ role: 'member' })).toEqual([409, 'this is the last owner']);
  });
});

describe('an invitation', () => {
  const accept = (token: string) =>
    call('POST', '/api/v1/auth/accept-invitation', {
      key: null,
      body: { token, name: 'New', password: PASSWORD },
    });
  const invite = (body: object) => owner.call('POST', '/api/v1/invitations', { body });

  it('shows its link once, opens once, and makes way for a later one', async () => {
    const first = await invite({ email: 'new@example.com', role: 'viewer' });
    expect(first.body).toMatchObject({
      status: 'open',
      link: expect.stringMatching(/^\/invitation#token=/),
    });
    const second = await invite({ email: 'New@example.com', role: 'member' });
    const listed = await owner.call('GET', '/api/v1/invitations');
    expect(listed.text).not.toContain('token');
    expect(listed.body.data[0]).toMatchObject({ id: second.body.id, email: 'new@example.com' });
    expect((await accept(tokenOf(first.body.link))).status).toBe(410);
    const come = await accept(tokenOf(second.body.link));
    expect(come.body).toMatchObject({ role: 'member', user: { email: 'new@example.com' } });
    expect((await accept(tokenOf(second.body.link))).status).toBe(410);
    expect((await invite({ email: 'new@example.com', role: 'viewer' })).status).toBe(409);
    expect(await everythingStored(management.db)).not.toContain(tokenOf(second.body.link));
  });

  it('that was taken back or is old opens no longer', async () => {
    const { id, link } = (await invite({ email: 'late@example.com', role: 'viewer' })).body;
    const taken = await owner.call('DELETE', `/api/v1/invitations/${id}`);
    expect(taken.body.status).toBe('revoked');
    expect((await accept(tokenOf(link))).status).toBe(410);
    const other = (await invite({ email: 'late@example.com', role: 'viewer' })).body;
    await sql`UPDATE invitations SET expires_at = now() WHERE id = ${other.id}`.execute(
      management.db,
    );
    expect((await accept(tokenOf(other.link))).status).toBe(410);
  });

  it('that gives nothing is refused', async () => {
    expect((await invite({ email: 'nothing@example.com' })).status).toBe(400);
  });
});
