import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BOOTSTRAP_KEY, freePort, System, until } from './harness/system.ts';

const ROOT = new URL('..', import.meta.url).pathname;

function serve(...args: string[]): { status: number | null; lines: string[] } {
  const done = spawnSync(
    process.execPath,
    ['server/dist/app/main.js', 'serve', '--no-local-model', ...args],
    {
      cwd: ROOT,
      encoding: 'utf8',
      timeout: 60_000,
      env: { ...process.env, SIGNALBOX_LOG_LEVEL: 'silent' },
    },
  );
  return { status: done.status, lines: done.stderr.trim().split('\n') };
}

describe('what cannot start says so in one line', () => {
  it('a wrong option', () => {
    const { status, lines } = serve('--prot', '1');
    expect(status).not.toBe(0);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('--prot');
  });

  it('a port that another process holds', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    const data = mkdtempSync(join(tmpdir(), 'signalbox-port-'));
    try {
      const { status, lines } = serve(
        '--port',
        String(port),
        '--console-port',
        String(await freePort()),
        '--data',
        data,
      );
      expect(status).not.toBe(0);
      expect(lines.at(-1)).toContain(String(port));
      expect(lines.join('\n')).not.toContain('    at ');
    } finally {
      other.close();
      rmSync(data, { recursive: true, force: true });
    }
  });

  it('a data directory that cannot be written', () => {
    const { status, lines } = serve('--data', '/proc/signalbox');
    expect(status).not.toBe(0);
    expect(lines.at(-1)).toContain('/proc/signalbox');
  });

  it('a data directory in use', async () => {
    await using system = await System.start();
    const { status, lines } = serve(
      '--port',
      String(await freePort()),
      '--console-port',
      String(await freePort()),
      '--data',
      system.data,
    );
    expect(status).not.toBe(0);
    expect(lines.at(-1)).toContain(system.data);
  });
});

describe('Ctrl-C', () => {
  it('lets a stream in flight end, then leaves no process behind', async () => {
    const system = await System.start();
    const pids = (['gateway', 'control', 'telemetry'] as const).flatMap((role) =>
      system.pids(role),
    );
    expect(pids.length).toBe(3);
    const response = await fetch(`${system.gateway}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${BOOTSTRAP_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        model: 'sandbox/lorem?tps=20&tokens=40',
        stream: true,
        messages: [{ role: 'user', content: 'hello' }],
      }),
    });
    const text = response.text();
    await new Promise((resolve) => setTimeout(resolve, 300));
    system.signal('SIGINT');
    expect(await text).toContain('[DONE]');
    expect(await system.exited).toBe(0);
    await until(2, 'every process to be gone', () => pids.every((pid) => !alive(pid)));
    await system[Symbol.asyncDispose]();
  });
});

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

it('serves on when nobody reads its output any more', async () => {
  await using system = await System.start({ args: ['--no-local-model', '--log-level', 'info'] });
  system.closeOutput();
  const [gateway] = system.pids('gateway');
  process.kill(gateway!, 'SIGKILL');
  // The supervisor has something to say of that, and starts it again none the less.
  await until(20, 'the gateway to be started again', () => {
    const [now] = system.pids('gateway');
    return now !== undefined && now !== gateway;
  });
  expect(await system.stop()).toBe(0);
});

/** Another user can only run what it can reach: a checkout below /root it cannot. */
function isOpenToAll(path: string): boolean {
  const open = (statSync(path).mode & 0o005) === 0o005;
  return open && (path === '/' || isOpenToAll(dirname(path)));
}

const asOthers =
  process.getuid?.() === 0 && isOpenToAll(ROOT) && isOpenToAll(dirname(process.execPath));
describe.skipIf(!asOthers)('a user without an entry in /etc/passwd', () => {
  const asNobodyKnown = (env: Record<string, string>, ...args: string[]) => {
    const done = spawnSync(
      process.execPath,
      ['server/dist/app/main.js', 'serve', '--no-local-model', ...args],
      { cwd: ROOT, encoding: 'utf8', timeout: 60_000, uid: 23_456, gid: 23_456, env },
    );
    return {
      status: done.status,
      last: done.stderr.trim().split('\n').at(-1) ?? '',
      all: done.stderr,
    };
  };
  const quiet = { PATH: process.env['PATH'] ?? '', SIGNALBOX_LOG_LEVEL: 'silent' };

  it('and without HOME is asked for a data directory', () => {
    const { status, last, all } = asNobodyKnown(quiet);
    expect(status).toBe(2);
    expect(last).toContain('--data');
    expect(all).not.toContain('    at ');
  });

  it('is told before anything is made that the embedded PostgreSQL needs one', async () => {
    const data = mkdtempSync(join(tmpdir(), 'signalbox-unknown-'));
    chownSync(data, 23_456, 23_456);
    try {
      const ports = [
        '--port',
        String(await freePort()),
        '--console-port',
        String(await freePort()),
      ];
      const { status, last } = asNobodyKnown(quiet, '--data', data, ...ports);
      expect(status).toBe(1);
      expect(last).toContain('user 23456 has no entry in /etc/passwd');
      expect(existsSync(join(data, 'postgres'))).toBe(false);
    } finally {
      rmSync(data, { recursive: true, force: true });
    }
  });
});
