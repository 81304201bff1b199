import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthenticator } from '../../identity/index.ts';
import { type Config, loadConfig } from '../../platform/config/index.ts';
import { ConfigFollower } from '../../platform/config-stream/index.ts';
import {
  LinkClient,
  loadLinkKey,
  prepareSocketDirectory,
  roleSocket,
  socketDirectory,
  startLinkServer,
} from '../../platform/link/index.ts';
import { type TestDatabase, testDatabase } from '../../platform/postgres/testing/index.ts';
import { start } from './control.ts';
import type { RunningRole } from './role.ts';

const log = pino({ level: 'silent' });
const stack = new AsyncDisposableStack();
let config: Config;
let store: TestDatabase;
let role: RunningRole;
let owner: string;
let follower: ConfigFollower;

const context = () => ({
  config,
  log,
  need: () => false,
  supervisorStartedAt: null,
  stopping: new AbortController().signal,
});
const call = async (method: string, path: string, body?: unknown) => {
  const response = await fetch(`http://127.0.0.1:${config.consolePort}${path}`, {
    method,
    headers: { authorization: `Bearer ${owner}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, text, body: text.startsWith('{') ? JSON.parse(text) : null };
};

beforeAll(async () => {
  const data = mkdtempSync(join(tmpdir(), 'signalbox-control-'));
  stack.defer(() => rmSync(data, { recursive: true, force: true }));
  store = stack.use(await testDatabase());
  config = {
    ...loadConfig(['--data', data], {}),
    databaseUrl: store.databaseUrl,
    openaiApiKey: 'sk-upstream',
    consolePort: await freePort(),
    validateResponses: true,
  };
  prepareSocketDirectory(data);
  stack.defer(() => rmSync(socketDirectory(data), { recursive: true, force: true }));
  role = await start(context());
  owner = readFileSync(join(data, 'bootstrap.key'), 'utf8').trim();
  const client = stack.use(
    new LinkClient({
      socket: roleSocket(data, 'control'),
      key: loadLinkKey(data),
      role: 'gateway',
    }),
  );
  follower = stack.use(
    new ConfigFollower({
      client,
      process: 'gateway-1',
      role: 'gateway',
      cache: null,
      log,
      onApply: () => {},
    }),
  );
  await follower.start();
});
afterAll(async () => {
  await role?.drain();
  await stack.disposeAsync();
});

describe('the control role', () => {
  it('tells its configuration to a gateway: keys as hashes, credentials opened for it', async () => {
    const authenticate = createAuthenticator(() => follower.state, 'gateway');
    expect(authenticate(owner, Date.now()).kind).toBe('bootstrap');
    const providers = [...follower.state.all('provider')].map(([, value]) => value);
    expect(providers.map((provider) => provider['name'])).toEqual(
      expect.arrayContaining(['local', 'sandbox', 'openai']),
    );
    const openai = providers.find((provider) => provider['name'] === 'openai');
    expect(openai?.['credential']).toBe('sk-upstream');
    // Only telemetry stores messages.
    for (const [, project] of follower.state.all('project'))
      expect(project).not.toHaveProperty('payload_key');
  });

  it('names the gateway that takes a key, and that no longer does', async () => {
    const authenticate = createAuthenticator(() => follower.state, 'gateway');
    const made = await call('POST', '/api/v1/keys', { name: 'app' });
    expect(made.body.acknowledged).toEqual([{ process: 'gateway-1', role: 'gateway' }]);
    expect(authenticate(made.body.key, Date.now()).keyId).toBe(made.body.id);
    const revoked = await call('DELETE', `/api/v1/keys/${made.body.id}`);
    expect(revoked.body).toMatchObject({
      acknowledged: [{ process: 'gateway-1', role: 'gateway' }],
      missing: [],
    });
    expect(() => authenticate(made.body.key, Date.now())).toThrow('revoked');
  });

  it('is not ready while telemetry is away, and shows who follows', async () => {
    const away = await call('GET', '/readyz');
    expect([away.status, away.body.ready]).toEqual([503, false]);
    expect(away.body.parts).toMatchObject({
      database: { ready: true },
      telemetry: { ready: false },
      config: { followers: [{ process: 'gateway-1', connected: true, behind: 0 }] },
    });
    expect((await call('GET', '/metrics')).text).toContain('signalbox_telemetry_up 0');
    const key = loadLinkKey(config.data);
    await using _telemetry = await startLinkServer({
      socket: roleSocket(config.data, 'telemetry'),
      key,
      log,
      routes: {
        'GET /status': ({ response }) =>
          void response.setHeader('content-type', 'application/json').end('{"backlog":0}'),
        'GET /metrics': ({ response }) => void response.end('signalbox_ingested_total 5\n'),
      },
    });
    const ready = await call('GET', '/readyz');
    expect([ready.status, ready.body.parts.telemetry]).toEqual([200, { ready: true, backlog: 0 }]);
    const metrics = (await call('GET', '/metrics')).text;
    expect(metrics).toContain('signalbox_telemetry_up 1');
    expect(metrics).toContain('signalbox_ingested_total 5');
    expect(metrics).toContain('operation="createKey"');
  });

  it('answers health and its API to anybody', async () => {
    expect((await call('GET', '/healthz')).body).toEqual({ status: 'ok' });
    expect((await call('GET', '/api/openapi.json')).body.info.version).toMatch(/^\d/);
  });

  it('says in one line that its port is taken', async () => {
    await expect(start(context())).rejects.toMatchObject({ code: 'port_in_use' });
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
