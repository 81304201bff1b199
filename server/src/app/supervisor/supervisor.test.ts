import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Config, loadConfig, toArguments } from '../../platform/config/index.ts';
import { processBirth } from './process-identity.ts';
import { liveProcesses } from './run-files.ts';
import { Supervisor } from './supervisor.ts';
import { fakeCommand } from './testing/fake-main.ts';

let config: Config;
let warnings: string[];
let running: Supervisor | null;

beforeEach(async () => {
  const data = mkdtempSync(join(tmpdir(), 'sbx-supervisor-'));
  config = { ...loadConfig([], {}), data, port: await freePort(), consolePort: await freePort() };
  config = { ...config, gateways: 2, logLevel: 'silent' };
  warnings = [];
  running = null;
});
afterEach(async () => {
  await running?.stop();
  for (const { pid } of liveProcesses(config.data)) {
    if (pid !== process.pid) process.kill(pid, 'SIGKILL');
  }
  rmSync(config.data, { recursive: true, force: true });
});

function supervise(env: Record<string, string> = {}): Supervisor {
  running = new Supervisor({
    config,
    env: { PATH: process.env['PATH'], ...env },
    command: fakeCommand(config),
    launchPostgres: null,
    terminal: { say: () => undefined, warn: (line) => warnings.push(line) },
    restarts: { firstDelayMs: 20, maxDelayMs: 100, stableMs: 10_000 },
  });
  return running;
}

const events = (): string[] => readFileSync(join(config.data, 'events'), 'utf8').trim().split('\n');
/** The events of one kind, in order, as names of roles. */
const rolesOf = (event: string): string[] =>
  events().flatMap((line) => (line.startsWith(`${event} `) ? [line.split(' ')[1]!] : []));
const pidsOf = (role: string): number[] =>
  liveProcesses(config.data).flatMap((entry) => (entry.role === role ? [entry.pid] : []));
const until = (check: () => void): Promise<void> =>
  vi.waitFor(check, { timeout: 20_000, interval: 50 });
const gateway = async (path = '/'): Promise<number> =>
  Number(await (await fetch(`http://127.0.0.1:${config.port}${path}`)).text());

describe('a start', () => {
  it('brings up control, which the others need, and then every role', async () => {
    await supervise().start();
    expect(rolesOf('start').slice(0, 1)).toEqual(['control']);
    expect(events().indexOf(`ready control ${pidsOf('control')[0]}`)).toBe(1);
    expect(rolesOf('ready').sort()).toEqual(['control', 'gateway', 'gateway', 'telemetry']);
    expect(pidsOf('gateway')).toContain(await gateway());
  });

  it('fails with the line of a role that cannot start', async () => {
    const supervisor = supervise({ FAKE_FAIL: 'telemetry:fatal' });
    await expect(supervisor.start()).rejects.toThrow('the fake telemetry fails. Do nothing.');
    await supervisor.stop();
    expect(liveProcesses(config.data)).toEqual([]);
  });

  it('tries a role again that may come up later, but not for ever', async () => {
    await expect(supervise({ FAKE_FAIL: 'control:retry' }).start()).rejects.toThrow(
      'the fake control fails',
    );
    expect(rolesOf('start')).toEqual(Array.from({ length: 5 }, () => 'control'));
    expect(warnings.length).toBe(4);
  });

  it('refuses a data directory that another one holds', async () => {
    await supervise().start();
    const other = new Supervisor({
      config: { ...config, port: await freePort(), consolePort: await freePort() },
      env: {},
      command: fakeCommand(config),
      launchPostgres: null,
      terminal: { say: () => undefined, warn: () => undefined },
    });
    await expect(other.start()).rejects.toMatchObject({
      code: 'data_in_use',
      message: expect.stringContaining(config.data),
    });
    await other.stop();
    expect(pidsOf('gateway')).toContain(await gateway());
  });

  it.each(['port', 'consolePort'] as const)('refuses a %s that a stranger holds', async (which) => {
    const stranger = createServer().listen(config[which], '127.0.0.1');
    await once(stranger, 'listening');
    await expect(supervise().start()).rejects.toMatchObject({
      code: 'port_in_use',
      message: expect.stringContaining(String(config[which])),
    });
    stranger.close();
    expect(() => events()).toThrow('ENOENT');
  });
});

describe('a death', () => {
  it.each(['control', 'telemetry', 'gateway'])('of %s is followed by a new one', async (role) => {
    await supervise().start();
    const [victim] = pidsOf(role);
    const before = rolesOf('ready').length;
    process.kill(victim!, 'SIGKILL');
    await until(() => expect(rolesOf('ready').length).toBe(before + 1));
    expect(rolesOf('ready').at(-1)).toBe(role);
    expect(pidsOf(role)).not.toContain(victim);
    expect(warnings).toEqual([`${role} was killed by SIGKILL; starting it again now`]);
  });

  it('by a bug is one, too', async () => {
    await supervise().start();
    await gateway('/crash').catch(() => undefined);
    await until(() => expect(rolesOf('ready').length).toBe(5));
    expect(warnings).toEqual(['gateway ended with code 1; starting it again now']);
  });
});

describe('the engine', () => {
  it('starts when a gateway needs it, rests when idle, and starts again', async () => {
    await supervise().start();
    expect(rolesOf('start')).not.toContain('engine');
    for (const times of [1, 2]) {
      await gateway('/need');
      await until(() =>
        expect(rolesOf('end').filter((role) => role === 'engine').length).toBe(times),
      );
      await until(() => expect(pidsOf('engine')).toEqual([]));
    }
    expect(warnings).toEqual([]);
  });

  it('that fails leaves everything else as it is, and is tried again when needed', async () => {
    await supervise({ FAKE_FAIL: 'engine:fatal' }).start();
    for (const times of [1, 2]) {
      await gateway('/need');
      await until(() => expect(warnings.length).toBe(times));
    }
    expect(warnings[0]).toContain('the fake engine fails');
    expect(pidsOf('gateway')).toContain(await gateway());
  });
});

describe('a stop', () => {
  it('drains gateways, then control, then telemetry, and leaves no process', async () => {
    const supervisor = supervise();
    await supervisor.start();
    await supervisor.stop();
    expect(
      events()
        .slice(-8)
        .map((line) => line.split(' ').slice(0, 2).join(' ')),
    ).toEqual([
      'drain gateway',
      'drain gateway',
      'end gateway',
      'end gateway',
      'drain control',
      'end control',
      'drain telemetry',
      'end telemetry',
    ]);
    expect(liveProcesses(config.data)).toEqual([]);
    expect(warnings).toEqual([]);
  });

  it('can be cut short', async () => {
    const supervisor = supervise({ FAKE_DRAIN_MS: '60000' });
    await supervisor.start();
    const stopped = supervisor.stop();
    await until(() => expect(rolesOf('drain')).toEqual(['gateway', 'gateway']));
    supervisor.kill();
    await stopped;
    expect(liveProcesses(config.data)).toEqual([]);
  });

  it('in the middle of a start leaves no process either', async () => {
    const supervisor = supervise();
    const started = expect(supervisor.start()).rejects.toThrow('was stopped');
    await until(() => expect(pidsOf('control').length).toBe(1));
    await supervisor.stop();
    await started;
    expect(liveProcesses(config.data)).toEqual([]);
  });
});

describe('the death of the supervisor', () => {
  let first: ChildProcess;
  beforeEach(async () => {
    const [script = ''] = fakeCommand(config)('control');
    const args = toArguments({ ...config, logLevel: 'info' });
    first = spawn(process.execPath, [script, 'supervisor', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    await once(first.stdout!, 'data');
    // Nobody reads any more what the gateways say from now on.
    first.stderr!.destroy();
    const exited = once(first, 'exit');
    first.kill('SIGKILL');
    await exited;
  });

  it('ends control and telemetry; gateways serve on', async () => {
    await until(() => expect([...pidsOf('control'), ...pidsOf('telemetry')]).toEqual([]));
    expect(rolesOf('end').sort()).toEqual(['control', 'telemetry']);
    expect(pidsOf('gateway').length).toBe(2);
    expect(pidsOf('gateway')).toContain(await gateway());
  });

  it('is made good by a new one, which drains the old gateways before its own serve', async () => {
    const old = pidsOf('gateway');
    await supervise().start();
    expect(old.map((pid) => processBirth(pid))).toEqual([null, null]);
    expect(rolesOf('end').filter((role) => role === 'gateway').length).toBe(2);
    expect(old).not.toContain(await gateway());
    expect(pidsOf('gateway').length).toBe(2);
  });
});

describe('a role started by hand', () => {
  it('serves without a supervisor, drains on SIGTERM, and is left alone by a later one', async () => {
    const [script = ''] = fakeCommand(config)('gateway');
    const child = spawn(process.execPath, [script, 'gateway', ...toArguments(config)]);
    const exited = once(child, 'exit');
    await until(() => expect(rolesOf('ready')).toEqual(['gateway']));
    expect(await gateway('/need')).toBe(child.pid);
    expect(liveProcesses(config.data)).toEqual([]);
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
    expect(rolesOf('end')).toEqual(['gateway']);
  });

  it('ends as told in the middle of its start', async () => {
    const [script = ''] = fakeCommand(config)('telemetry');
    const child = spawn(process.execPath, [script, 'telemetry', ...toArguments(config)], {
      env: { ...process.env, FAKE_FAIL: 'telemetry:wait' },
    });
    const exited = once(child, 'exit');
    await until(() => expect(rolesOf('start')).toEqual(['telemetry']));
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
  });

  it('fails with its reason', async () => {
    const [script = ''] = fakeCommand(config)('telemetry');
    const child = spawn(process.execPath, [script, 'telemetry', ...toArguments(config)], {
      env: { ...process.env, FAKE_FAIL: 'telemetry:fatal' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr!.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(said).toContain('the fake telemetry fails');
  });
});

const given = new Set<number>();

/** None twice: the system may give the one that was just closed again. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  if (given.has(port)) return freePort();
  given.add(port);
  return port;
}
