import { spawnSync } from 'node:child_process';
import OpenAI from 'openai';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BOOTSTRAP_KEY, System } from './harness/system.ts';

const ROOT = new URL('..', import.meta.url).pathname;
let system: System;
let client: OpenAI;

beforeAll(async () => {
  system = await System.start({ args: ['--no-local-model', '--gateways', '2'] });
  client = new OpenAI({ baseURL: `${system.gateway}/v1`, apiKey: BOOTSTRAP_KEY, maxRetries: 0 });
});
afterAll(async () => system?.[Symbol.asyncDispose]());

interface Changed {
  readonly version: number;
  readonly acknowledged: readonly unknown[];
  readonly missing: readonly unknown[];
}

function routes(...args: string[]): Changed {
  const done = spawnSync(
    process.execPath,
    ['server/dist/app/main.js', 'routes', ...args, '--json'],
    {
      cwd: ROOT,
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        SIGNALBOX_URL: system.console,
        SIGNALBOX_API_KEY: BOOTSTRAP_KEY,
      },
    },
  );
  expect(done.stderr).toBe('');
  return JSON.parse(done.stdout) as Changed;
}

const ask = () =>
  client.chat.completions
    .create({ model: 'chat', messages: [{ role: 'user', content: 'hi' }] })
    .withResponse();

it('is made, falls back, is changed and undone, each at once on every gateway', async () => {
  const made = routes(
    'create',
    'chat',
    '--target',
    'sandbox/lorem?error_status=503',
    '--target',
    'sandbox/echo',
  );
  expect(made).toMatchObject({ version: 1, missing: [] });
  expect(made.acknowledged.length).toBeGreaterThanOrEqual(2);
  for (let n = 0; n < 8; n += 1) {
    const { response, request_id } = await ask();
    expect(response.headers.get('x-signalbox-model')).toBe('echo');
    if (n > 0) continue;
    // The target that failed was called twice, as a route does unless it says otherwise.
    expect(response.headers.get('x-signalbox-attempts')).toBe('3');
    const { attempts, ...row } = await system.trace(request_id ?? '');
    expect(row).toMatchObject({
      requested_model: 'chat',
      route: 'chat',
      route_version: 1,
      status: 'ok',
    });
    expect(attempts).toMatchObject([
      { reason: 'first', status: 'error', http_status: 503 },
      { reason: 'retry', status: 'error', http_status: 503 },
      { reason: 'fallback', status: 'ok', model: 'echo' },
    ]);
  }

  expect(
    routes('update', 'chat', '--target', 'sandbox/lorem?error_status=503', '--retries', '0')
      .missing,
  ).toEqual([]);
  for (let n = 0; n < 4; n += 1) await expect(ask()).rejects.toThrow();
  expect(routes('restore', 'chat', '--version', '1')).toMatchObject({ version: 3, missing: [] });
  for (let n = 0; n < 8; n += 1) {
    expect((await ask()).response.headers.get('x-signalbox-model')).toBe('echo');
  }
});
