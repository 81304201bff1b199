import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { nodeFlags } from '../../server/src/app/supervisor/launch-role.ts';
import { descendants, end, freePort, start, titleOf } from './processes.ts';

/** Something that stands between the load and the upstream. */
export interface Target extends AsyncDisposable {
  readonly name: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** How it names the model. */
  readonly model: string;
  /** Its processes by the name that the table shows, looked up anew each time. */
  processes(): ReadonlyMap<string, readonly number[]>;
  /** Resolves when nothing that was answered waits for being stored any more, with the seconds that took. */
  settled(): Promise<number>;
}

const KEY = 'bench-bootstrap-key-of-forty-characters-00';
const JSON_HEADERS = { 'content-type': 'application/json' };
const ROOT = new URL('../..', import.meta.url).pathname;

export async function bareProxy(upstream: string): Promise<Target> {
  const port = await freePort();
  const child = await start('./bare-proxy.ts', { PORT: String(port), UPSTREAM: upstream });
  return simple('bare proxy', 'proxy', port, 'gpt-4o', JSON_HEADERS, child);
}

/** `root`: the checkout that it is taken from, with its dependencies installed. */
export async function gatewayAlone(
  upstream: string,
  execArgv: readonly string[],
  root = ROOT,
): Promise<Target> {
  const port = await freePort();
  const env = {
    PORT: String(port),
    UPSTREAM: upstream,
    KEY,
    CAPTURE: process.env['CAPTURE'] ?? '',
  };
  if (env.CAPTURE === '') env.CAPTURE = 'full';
  const child = await start(join(root, 'bench/gateway/gateway-alone.ts'), env, [
    ...nodeFlags('gateway'),
    ...execArgv,
  ]);
  const headers = { ...JSON_HEADERS, authorization: `Bearer ${KEY}` };
  return simple('gateway alone', 'gateway', port, 'openai/gpt-4o', headers, child);
}

export async function portkey(upstream: string): Promise<Target> {
  const port = await freePort();
  const main = createRequire(import.meta.url).resolve('@portkey-ai/gateway/package.json');
  const script = join(dirname(main), 'build', 'start-server.js');
  const child = spawn(process.execPath, [script, `--port=${port}`, '--headless'], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production' },
    stdio: 'ignore',
  });
  await answers(`http://127.0.0.1:${port}/`);
  const headers = {
    ...JSON_HEADERS,
    authorization: 'Bearer sk-upstream',
    'x-portkey-provider': 'openai',
    'x-portkey-custom-host': `${upstream}/v1`,
  };
  return simple('portkey', 'portkey', port, 'gpt-4o', headers, child);
}

/** The whole system as `npm start` runs it: supervisor, control, telemetry, PostgreSQL, gateway. */
export async function signalbox(upstream: string, root = ROOT): Promise<Target> {
  const port = await freePort();
  const consolePort = await freePort();
  const data = mkdtempSync(join(tmpdir(), 'signalbox-bench-'));
  const child = spawn(
    process.execPath,
    [
      join(root, 'server/dist/app/main.js'),
      'serve',
      '--port',
      String(port),
      '--console-port',
      String(consolePort),
      '--data',
      data,
      '--no-local-model',
      '--log-level',
      'warn',
    ],
    {
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        SIGNALBOX_BOOTSTRAP_KEY: KEY,
        OPENAI_API_KEY: 'sk-upstream',
        OPENAI_BASE_URL: `${upstream}/v1`,
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  await answers(`http://127.0.0.1:${port}/readyz`);
  await answers(`http://127.0.0.1:${consolePort}/readyz`);
  const key = await createKey(consolePort);
  return {
    name: 'signalbox',
    url: `http://127.0.0.1:${port}/v1/chat/completions`,
    headers: { ...JSON_HEADERS, authorization: `Bearer ${key}` },
    model: 'openai/gpt-4o',
    processes: () => rolesBelow(child.pid ?? 0),
    settled: () => spoolIsEmpty(port),
    async [Symbol.asyncDispose]() {
      await end(child);
      rmSync(data, { recursive: true, force: true });
    },
  };
}

function simple(
  name: string,
  process: string,
  port: number,
  model: string,
  headers: Readonly<Record<string, string>>,
  child: Parameters<typeof end>[0],
): Target {
  return {
    name,
    url: `http://127.0.0.1:${port}/v1/chat/completions`,
    headers,
    model,
    processes: () => new Map([[process, [child.pid ?? 0]]]),
    settled: async () => 0,
    [Symbol.asyncDispose]: () => end(child),
  };
}

function rolesBelow(root: number): ReadonlyMap<string, readonly number[]> {
  const roles = new Map<string, number[]>();
  for (const pid of descendants(root)) {
    const title = titleOf(pid);
    const role = /^signalbox (\w+)/.exec(title)?.[1] ?? (/postgres/.test(title) ? 'postgres' : '');
    const name = pid === root ? 'supervisor' : role === '' ? 'other' : role;
    roles.set(name, [...(roles.get(name) ?? []), pid]);
  }
  return roles;
}

/** An ordinary gateway key, as an application has one. */
async function createKey(consolePort: number): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${consolePort}/api/v1/keys`, {
    method: 'POST',
    headers: { ...JSON_HEADERS, authorization: `Bearer ${KEY}` },
    body: JSON.stringify({ name: 'bench', kind: 'gateway', scopes: ['inference'] }),
  });
  if (!response.ok) throw new Error(`no key: ${response.status} ${await response.text()}`);
  const { key } = (await response.json()) as { key: string };
  await new Promise((resolve) => setTimeout(resolve, 500));
  return key;
}

async function spoolIsEmpty(port: number): Promise<number> {
  const began = performance.now();
  const deadline = began + 120_000;
  let quiet = 0;
  let pendingAt = began;
  while (performance.now() < deadline) {
    const response = await fetch(`http://127.0.0.1:${port}/readyz`);
    const { spool } = (await response.json()) as { spool: { frames_pending: number } };
    // Ends are cut into frames each second, so that one empty look may come before the last cut.
    quiet = spool.frames_pending === 0 ? quiet + 1 : 0;
    if (quiet === 0) pendingAt = performance.now();
    if (quiet > 12) return (pendingAt - began) / 1000;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the spool was not delivered within two minutes');
}

async function answers(url: string): Promise<void> {
  const deadline = performance.now() + 120_000;
  while (performance.now() < deadline) {
    const ok = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} does not answer`);
}
