import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BOOTSTRAP_KEY, System, until } from './harness/system.ts';

const ROOT = new URL('..', import.meta.url).pathname;
let system: System;

beforeAll(async () => {
  system = await System.start({ args: ['--no-local-model', '--gateways', '2'] });
});
afterAll(async () => system?.[Symbol.asyncDispose]());

function cli(...args: string[]): { status: number | null; out: string; err: string } {
  const done = spawnSync(process.execPath, ['server/dist/app/main.js', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      SIGNALBOX_URL: system.console,
      SIGNALBOX_API_KEY: BOOTSTRAP_KEY,
    },
  });
  return { status: done.status, out: done.stdout, err: done.stderr };
}

const ask = (key: string, path = '/v1/chat/completions', base = system.gateway) =>
  fetch(`${base}${path}`, {
    method: 'POST',
    headers: { 'x-api-key': key, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'sandbox/echo', messages: [{ role: 'user', content: 'hi' }] }),
  });

describe('a key', () => {
  it('is made by the CLI, works at once, and its revocation bites on every gateway that is named', async () => {
    const made = cli('keys', 'create', '--name', 'e2e', '--json');
    expect(made.err).toBe('');
    const { id, key } = JSON.parse(made.out) as { id: string; key: string };
    expect(key).toMatch(/^sbx_/);
    expect((await ask(key)).status).toBe(200);

    const revoked = JSON.parse(cli('keys', 'revoke', id, '--json').out) as {
      acknowledged: unknown[];
      missing: unknown[];
    };
    expect(revoked.acknowledged.length).toBeGreaterThanOrEqual(2);
    expect(revoked.missing).toEqual([]);
    for (let n = 0; n < 20; n++) expect((await ask(key)).status).toBe(401);
    expect(cli('keys', 'list', '--json').out).not.toContain(key);
  });

  it('of the gateway opens no management endpoint', async () => {
    const { key } = JSON.parse(cli('keys', 'create', '--name', 'gateway only', '--json').out) as {
      key: string;
    };
    const response = await fetch(`${system.console}/api/v1/keys`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect([401, 403]).toContain(response.status);
  });

  it('leaves an audit row for each change', async () => {
    const { data } = await system.management<{ data: { action: string }[] }>(
      '/api/v1/audit?limit=50',
    );
    expect(data.map((row) => row.action)).toEqual(
      expect.arrayContaining(['key.create', 'key.revoke']),
    );
  });

  it('shows metadata without content where its scopes say so', async () => {
    const response = await ask(BOOTSTRAP_KEY);
    const id = response.headers.get('x-request-id') ?? '';
    await system.trace(id);
    const made = await system.management<{ key: string }>('/api/v1/keys', {
      method: 'POST',
      body: JSON.stringify({ name: 'metadata', kind: 'management', scopes: ['traces:read'] }),
    });
    const seen = await fetch(`${system.console}/api/v1/requests/${id}`, {
      headers: { authorization: `Bearer ${made.key}` },
    });
    expect(seen.status).toBe(200);
    const text = await seen.text();
    expect(text).toContain(id);
    expect(text).not.toContain('"hi"');
    const range = `from=${new Date(Date.now() - 60_000).toISOString()}&to=${new Date().toISOString()}`;
    const filtered = await fetch(`${system.console}/api/v1/requests?${range}&text=hi`, {
      headers: { authorization: `Bearer ${made.key}` },
    });
    expect(filtered.status).toBe(403);
  });
});

describe('usage', () => {
  it('adds up what was asked', async () => {
    const response = await ask(BOOTSTRAP_KEY);
    await system.trace(response.headers.get('x-request-id') ?? '');
    const range = `from=${new Date(Date.now() - 3_600_000).toISOString()}&to=${new Date(Date.now() + 60_000).toISOString()}`;
    let requests = 0;
    await until(10, 'the usage to count the requests', async () => {
      const usage = await system.management<{ data: { requests: number; model: string }[] }>(
        `/api/v1/usage?${range}&group_by=model`,
      );
      requests = usage.data.reduce((sum, row) => sum + Number(row.requests), 0);
      return requests === (await system.traces()).length;
    });
    expect(requests).toBeGreaterThan(0);
  });
});
