import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS, runCli } from './index.ts';

/** What reached the API, and the answers that it gives by `METHOD /path`. */
const seen: { method: string; path: string; authorization: string; body: unknown }[] = [];
const answers = new Map<string, { status: number; body: unknown }>();
let api: Server;
let url = '';
const data = mkdtempSync(join(tmpdir(), 'signalbox-cli-'));

beforeAll(async () => {
  api = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const path = request.url ?? '';
    seen.push({
      method: request.method ?? '',
      path,
      authorization: request.headers.authorization ?? '',
      body: text === '' ? null : JSON.parse(text),
    });
    const answer = answers.get(`${request.method} ${path.split('?')[0]}`);
    response.writeHead(answer?.status ?? 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer?.body ?? 'nothing'));
  });
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
});
afterAll(() => {
  api.close();
  rmSync(data, { recursive: true });
});

async function cli(args: readonly string[], env: Record<string, string> = {}) {
  let out = '';
  let err = '';
  seen.length = 0;
  const status = await runCli(args, {
    env: { SIGNALBOX_URL: url, SIGNALBOX_API_KEY: 'the key', ...env },
    out: (text) => (out += text),
    err: (text) => (err += text),
    now: () => new Date('2026-11-23T12:00:00.000Z'),
  });
  return { status, out, err };
}

const KEY = {
  id: '01900000-0000-7000-8000-000000000001',
  public_id: 'sbx_abc',
  kind: 'gateway',
  name: 'ci',
  environment: 'development',
  scopes: ['inference'],
  expires_at: null,
  last_used_at: null,
  revoked_at: null,
};
const propagation = {
  generation: 4,
  acknowledged: [{ process: 'g-1', role: 'gateway' }],
  missing: [{ process: 'g-2', role: 'gateway' }],
};

describe('signalbox', () => {
  it('creates a key and shows it', async () => {
    answers.set('POST /api/v1/keys', {
      status: 201,
      body: { ...KEY, key: 'sbx_secret', ...propagation },
    });
    const done = await cli(['keys', 'create', '--name', 'ci', '--scope', 'inference']);
    expect(done.status).toBe(0);
    expect(done.out).toContain('sbx_secret');
    expect(done.out).toContain('not yet acknowledged by g-2');
    expect(seen[0]).toMatchObject({
      authorization: 'Bearer the key',
      body: { name: 'ci', scopes: ['inference'] },
    });
  });

  it('lists as a table, or as JSON', async () => {
    answers.set('GET /api/v1/keys', { status: 200, body: { data: [KEY], next_cursor: null } });
    const human = await cli(['keys', 'list']);
    expect(human.out).toMatch(/^ID +NAME/);
    expect(human.out).toContain('inference');
    expect(JSON.parse((await cli(['keys', 'list', '--json'])).out).data[0].id).toBe(KEY.id);
  });

  it('names the gateways that took a revocation', async () => {
    answers.set(`DELETE /api/v1/keys/${KEY.id}`, { status: 200, body: propagation });
    const done = await cli(['keys', 'revoke', KEY.id]);
    expect(done.out).toContain('in force at g-1; not yet acknowledged by g-2');
  });

  it('makes a link to become an owner, at the address that it was given', async () => {
    answers.set('POST /api/v1/owner-links', {
      status: 201,
      body: { link: '/welcome#token=once', expires_at: '2026-11-24T12:00:00.000Z' },
    });
    const done = await cli(['owner-link']);
    expect(done.out).toContain(`${url}/welcome#token=once`);
  });

  it('sets a price of any kind, at a tier, and lists and removes it', async () => {
    const price = {
      id: '01900000-0000-7000-8000-000000000009',
      provider: 'openrouter',
      model: 'anthropic/claude-x',
      service_tier: 'priority',
      effective_from: '2026-11-23T12:00:00.000Z',
      usd_per_million: { input: '2.50', web_searches: '10000' },
    };
    answers.set('POST /api/v1/prices', { status: 201, body: price });
    answers.set('GET /api/v1/prices', { status: 200, body: { data: [price] } });
    answers.set(`DELETE /api/v1/prices/${price.id}`, { status: 200, body: {} });
    const usd = ['--usd', 'input=2.50', '--usd', 'web_searches=10000', '--tier', 'priority'];
    const done = await cli(['prices', 'set', 'openrouter/anthropic/claude-x', ...usd]);
    expect(done).toMatchObject({ status: 0, err: '' });
    expect(seen[0]?.body).toEqual({
      provider: 'openrouter',
      model: 'anthropic/claude-x',
      service_tier: 'priority',
      usd_per_million: { input: '2.50', web_searches: '10000' },
    });
    expect((await cli(['prices', 'list'])).out).toMatch(
      /openrouter\/anthropic\/claude-x +priority .*input 2.50/,
    );
    expect((await cli(['prices', 'remove', price.id])).status).toBe(0);
  });

  it.each([
    ['without a provider', ['gpt', '--usd', 'input=1']],
    ['without a price', ['openai/gpt']],
    ['with a price of nothing', ['openai/gpt', '--usd', '=1']],
  ])('refuses a price %s', async (_how, words) => {
    const done = await cli(['prices', 'set', ...words]);
    expect(done).toMatchObject({ status: 2, out: '' });
    expect(seen).toEqual([]);
  });

  it('asks for the last day of requests unless told otherwise', async () => {
    answers.set('GET /api/v1/requests', {
      status: 200,
      body: { data: [{ request_id: 'r\u001b[31m', status: 'ok' }], next_cursor: 'next' },
    });
    const done = await cli(['requests', 'list', '--model', 'm']);
    expect(seen[0]?.path).toContain('from=2026-11-22T12');
    expect(seen[0]?.path).toContain('model=m');
    expect(done.out).toContain('--cursor next');
    expect(done.out).not.toContain('\u001b');
  });

  it('asks for nothing that an endpoint does not take, whatever options are given', async () => {
    const described = readFileSync(
      new URL('../../../../sdk/openapi.json', import.meta.url),
      'utf8',
    );
    const { paths } = JSON.parse(described) as {
      paths: Record<string, Record<string, { parameters?: { name: string }[] }>>;
    };
    const asked: string[] = [];
    for (const { name, options, takesWord } of COMMANDS) {
      const given = Object.entries(options).flatMap(([option, { type }]) =>
        type === 'string' ? [`--${option}`, '2026-11-20T12:00:00Z'] : [],
      );
      await cli([...name.split(' '), ...given, ...(takesWord ? ['x'] : [])]);
      for (const { method, path } of seen.filter((call) => call.method === 'GET')) {
        const url = new URL(path, 'http://api');
        const takes = paths[url.pathname]?.[method.toLowerCase()]?.parameters ?? [];
        for (const parameter of url.searchParams.keys()) {
          asked.push(`${name}: ${parameter}`);
          expect([name, takes.map((one) => one.name)]).toEqual([
            name,
            expect.arrayContaining([parameter]),
          ]);
        }
      }
    }
    expect(asked).toContain('usage: group_by');
  });

  it('says what of a call was refused, and shows money without its zeros', async () => {
    const issues = [{ at: 'querystring/limit', message: 'at most 1000' }];
    const error = { code: 'request_invalid', message: 'no', next: 'no', request_id: 'r' };
    answers.set('GET /api/v1/requests', {
      status: 400,
      body: { error: { ...error, details: { issues } } },
    });
    expect((await cli(['requests', 'list', '--limit', '5000'])).err).toContain(
      'querystring/limit: at most 1000',
    );
    const row = { request_id: 'r', cost_usd: '0.001200000000' };
    const free = { request_id: 'f', cost_usd: '0.000000000000' };
    answers.set('GET /api/v1/requests', {
      status: 200,
      body: { data: [row, free], next_cursor: null },
    });
    expect((await cli(['requests', 'list'])).out).toMatch(/ 0\.0012\n.* 0\n/);
  });

  it('takes a credential from a variable, never from an argument', async () => {
    answers.set('POST /api/v1/providers', { status: 201, body: { name: 'acme' } });
    const args = ['providers', 'add', 'acme', '--base-url', 'https://a.example/v1'];
    await cli([...args, '--credential-env', 'ACME'], { ACME: 'secret' });
    expect(seen[0]?.body).toMatchObject({ name: 'acme', credential: 'secret' });
    expect((await cli([...args, '--credential-env', 'NONE'])).status).toBe(2);
  });

  it('adds a known host by its preset, with what else is sent to it', async () => {
    answers.set('POST /api/v1/providers', { status: 201, body: { name: 'azure' } });
    const added = await cli(
      [
        ...['providers', 'add', '--preset', 'azure', '--base-url', 'https://me.openai.azure.com'],
        ...['--api-version', '2024-10-21', '--responses', 'no', '--header-env', 'x-team=TEAM'],
        ...['--credential-from-caller', '--model', 'gpt'],
      ],
      { TEAM: 'search' },
    );
    expect(added.out).toContain('azure/MODEL');
    expect(seen[0]?.body).toEqual({
      name: 'azure',
      preset: 'azure',
      base_url: 'https://me.openai.azure.com',
      credential_from: 'caller',
      headers: { 'x-team': 'search' },
      api_version: '2024-10-21',
      speaks_responses: false,
      models: ['gpt'],
    });
    for (const wrong of [
      ['mine'],
      ['--preset', 'xai', '--responses', 'maybe'],
      ['--preset', 'xai', '--header-env', 'x-team'],
      ['--preset', 'xai', '--header-env', 'x-team=NOT_SET'],
    ])
      expect((await cli(['providers', 'add', ...wrong])).status).toBe(2);
    expect(seen).toEqual([]);
  });

  it('uses the bootstrap file of the data directory where no key is set', async () => {
    const env = { SIGNALBOX_API_KEY: '', SIGNALBOX_DATA: data };
    const missing = await cli(['models', 'list'], env);
    expect(missing.status).toBe(1);
    expect(missing.err).toContain('bootstrap.key');
    writeFileSync(join(data, 'bootstrap.key'), 'from the file\n');
    answers.set('GET /api/v1/models', { status: 200, body: { data: [] } });
    expect((await cli(['models', 'list'], env)).status).toBe(0);
    expect(seen[0]?.authorization).toBe('Bearer from the file');
  });

  it('says in one line what the API refused', async () => {
    answers.set('GET /api/v1/keys', {
      status: 403,
      body: {
        error: { code: 'scope_missing', message: 'no scope', next: 'Use another.', request_id: '' },
      },
    });
    const done = await cli(['keys', 'list']);
    expect([done.status, done.err]).toEqual([1, 'no scope. Use another.\n']);
  });

  it('says in one line that nothing answers, and that something else does', async () => {
    const away = await cli(['keys', 'list'], { SIGNALBOX_URL: 'http://127.0.0.1:1' });
    expect(away.status).toBe(1);
    expect(away.err).toMatch(/^no Signalbox answers at .*\n$/);
    answers.set('GET /api/v1/keys', { status: 200, body: 'nothing' });
    answers.delete('GET /api/v1/keys');
    expect((await cli(['keys', 'list'])).err).toContain('SIGNALBOX_URL');
  });

  it.each([
    [['keys', 'create'], 'the name of the key is missing'],
    [['keys', 'list', '--colour'], "Unknown option '--colour'\nUsage"],
    [['keys'], 'keys create'],
    [['frobnicate'], 'not a command'],
    [['traces', 'list'], 'requests list'],
    [['models', 'add', 'a', 'b'], '"b" is one word too many'],
    [['requests', 'list', 'yesterday'], '"yesterday" is one word too many'],
  ])('explains %j', async (args, text) => {
    const done = await cli(args);
    expect(done.status).toBe(2);
    expect(done.err).toContain(text);
  });

  it('prints its version and its help', async () => {
    expect((await cli(['version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect((await cli(['help'])).out).toContain('keys revoke');
    expect((await cli(['help', 'keys', 'revoke'])).out).toContain('ID');
    expect((await cli(['keys', 'revoke', '--help'])).out).toContain('Usage: signalbox keys revoke');
  });
});

describe('exports', () => {
  it('waits for the file and fetches it', async () => {
    const made = { id: 'one', state: 'succeeded', rows_done: 7, error: null };
    answers.set('POST /api/v1/exports', { status: 202, body: { ...made, state: 'queued' } });
    answers.set('GET /api/v1/exports/one', { status: 200, body: made });
    answers.set('GET /api/v1/exports/one/file', { status: 200, body: 'rows' });
    const output = join(data, 'requests.csv');
    const run = await cli([
      'exports',
      'create',
      '--format',
      'csv',
      '--user',
      'u',
      '--output',
      output,
    ]);
    expect(run).toEqual({ status: 0, out: `7 requests are in ${output}\n`, err: '' });
    expect(seen[0]?.body).toMatchObject({
      format: 'csv',
      user: 'u',
      from: '2026-11-22T12:00:00.000Z',
    });
    expect(readFileSync(output, 'utf8')).toBe('"rows"');
  });

  it('says why there is no file', async () => {
    const error = { code: 'request_invalid', message: 'too many', next: 'Ask for less.' };
    answers.set('GET /api/v1/exports/one', {
      status: 200,
      body: { id: 'one', state: 'failed', rows_done: 0, error },
    });
    const run = await cli(['exports', 'create', '--format', 'csv', '--output', join(data, 'none')]);
    expect([run.status, run.err]).toEqual([1, 'the export has failed: too many. Ask for less.\n']);
    expect((await cli(['exports', 'create'])).status).toBe(2);
  });
});

describe('metadata', () => {
  it('narrows a list and usage, and is what usage is grouped by', async () => {
    answers.set('GET /api/v1/requests', { status: 200, body: { data: [], next_cursor: null } });
    answers.set('GET /api/v1/usage', {
      status: 200,
      body: { data: [{ metadata: { feature: 'search' }, requests: 3 }] },
    });
    await cli(['requests', 'list', '--metadata', 'plan:pro']);
    expect(seen[0]?.path).toContain('metadata=plan%3Apro');
    const args = ['--group-by', 'metadata:feature', '--metadata', 'plan:pro'];
    const { out } = await cli(['usage', ...args]);
    expect(seen[0]?.path).toContain('group_by=metadata%3Afeature');
    expect(out).toContain('{"feature":"search"}');
  });
});
