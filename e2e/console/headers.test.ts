import { describe, expect, inject, it } from 'vitest';
import { PASSWORD } from './harness/people.ts';

const { console: origin, owner } = inject('shared');

describe('the answers that browsers get', () => {
  it.each(['/', '/requests?x=1', '/sign-in'])(
    '%s cannot be framed, and runs nothing inline',
    async (path) => {
      const { headers } = await fetch(`${origin}${path}`);
      const policy = headers.get('content-security-policy') ?? '';
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("connect-src 'self'");
      expect(policy).not.toContain('unsafe-inline');
      expect(policy).not.toContain('unsafe-eval');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    },
  );

  it('are small: scripts come compressed, and are kept', async () => {
    const script = /src="([^"]+\.js)"/.exec(await (await fetch(origin)).text())?.[1] ?? '';
    for (const encoding of ['br', 'gzip']) {
      const { headers } = await fetch(`${origin}${script}`, {
        headers: { 'accept-encoding': encoding },
      });
      expect(headers.get('content-encoding')).toBe(encoding);
      expect(headers.get('content-type')).toContain('javascript');
      expect(headers.get('cache-control')).toContain('immutable');
    }
  });

  it('are whole, in part, without a body or not modified in the encoding that was asked for', async () => {
    const script = /src="([^"]+\.js)"/.exec(await (await fetch(origin)).text())?.[1] ?? '';
    const get = (headers: Record<string, string>, method = 'GET') =>
      fetch(`${origin}${script}`, { method, headers: { 'accept-encoding': 'br', ...headers } });
    const whole = await get({});
    const head = await get({}, 'HEAD');
    expect(head.headers.get('content-encoding')).toBe('br');
    expect(head.headers.get('content-length')).toBe(whole.headers.get('content-length'));
    expect(head.headers.get('vary')).toMatch(/accept-encoding/i);
    const unchanged = await get({
      'if-none-match': whole.headers.get('etag') ?? '',
      // Else fetch forbids what is kept.
      'cache-control': 'max-age=0',
    });
    expect(unchanged.status).toBe(304);
    expect(await unchanged.text()).toBe('');
    const part = await get({ 'accept-encoding': 'identity', range: 'bytes=0-9' });
    expect(part.status).toBe(206);
    expect(await part.text()).toHaveLength(10);
  });

  it('of the API come compressed where they are lists', async () => {
    const headers = { cookie: owner.cookie, 'accept-encoding': 'gzip' };
    const [from, to] = [Date.now() - 3_600_000, Date.now()].map((at) => new Date(at).toISOString());
    const list = await fetch(`${origin}/api/v1/requests?from=${from}&to=${to}`, { headers });
    expect(list.headers.get('content-encoding')).toBe('gzip');
    expect(list.headers.get('vary')).toBe('Accept-Encoding');
    expect(await list.json()).toHaveProperty('data');
  });

  it('have a nonce of their own each', async () => {
    const nonces = await Promise.all(
      [1, 2].map(async () => /nonce="([^"]+)"/.exec(await (await fetch(origin)).text())?.[1]),
    );
    expect(nonces[0]).toBeDefined();
    expect(nonces[0]).not.toBe(nonces[1]);
  });

  it('set a session cookie that no script reads and no other site sends', async () => {
    const signIn = (headers: Record<string, string>) =>
      fetch(`${origin}/api/v1/auth/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ email: owner.email, password: PASSWORD }),
      });
    const plain = (await signIn({})).headers.getSetCookie()[0] ?? '';
    expect(plain).toMatch(/^signalbox_session=/);
    expect(plain).toContain('HttpOnly');
    expect(plain).toContain('SameSite=Lax');
    expect(plain).toContain('Path=/');
    expect(plain).not.toContain('Secure');
    const secure = await signIn({ 'x-forwarded-proto': 'https' });
    expect(secure.headers.getSetCookie()[0]).toContain('Secure');
  });

  it('refuse a change that another site sends, cookie or not', async () => {
    const change = (headers: Record<string, string>) =>
      fetch(`${origin}/api/v1/auth/me`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json', cookie: owner.cookie, ...headers },
        body: JSON.stringify({ name: 'Mallory' }),
      });
    expect((await change({})).status).toBe(403);
    expect((await change({ 'x-csrf-token': 'guessed' })).status).toBe(403);
    const token = { 'x-csrf-token': owner.csrfToken };
    expect((await change({ ...token, origin: 'https://evil.example' })).status).toBe(403);
    expect((await change({ ...token, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });
});
