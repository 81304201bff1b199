import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { pino } from 'pino';
import { afterEach, describe, expect, test } from 'vitest';
import { isRoot, namedAccount } from './account.ts';
import { postgresSocketDirectory } from './connection.ts';
import { type EmbeddedPostgres, embeddedConnection, startEmbeddedPostgres } from './index.ts';

const log = pino({ level: 'silent' });
const running: EmbeddedPostgres[] = [];
const folders: string[] = [];

function dataDirectory(): string {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-pg-'));
  folders.push(folder, postgresSocketDirectory(folder));
  return folder;
}

async function start(directory: string): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres(directory, log);
  running.push(postgres);
  return postgres;
}

async function query(directory: string, sql: string): Promise<unknown[]> {
  const client = new Client(embeddedConnection(directory));
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((postgres) => postgres.stop()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe('the embedded PostgreSQL', () => {
  test('keeps what was committed through kill -9, and starts again over its stale pid file', async () => {
    const directory = dataDirectory();
    const first = await start(directory);
    await query(directory, 'CREATE TABLE kept AS SELECT 42 AS answer');
    process.kill(first.pid, 'SIGKILL');
    expect((await first.exited).signal).toBe('SIGKILL');

    await start(directory);
    expect(await query(directory, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  test('stops the one that a dead supervisor left and takes its place', async () => {
    const directory = dataDirectory();
    const left = await start(directory);
    const next = await start(directory);
    expect((await left.exited).code).toBe(0);
    expect(await query(directory, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await next.stop();
    expect((await next.exited).code).toBe(0);
    expect(existsSync(join(directory, 'postgres', '18', 'postmaster.pid'))).toBe(false);
  });

  test('starts although its pid file names a process that is something else', async () => {
    const directory = dataDirectory();
    const first = await start(directory);
    process.kill(first.pid, 'SIGKILL');
    await first.exited;
    const file = join(directory, 'postgres', '18', 'postmaster.pid');
    // Under root PostgreSQL itself could not see this process; the file must be gone all the same.
    spawnSync('sed', ['-i', `1s/.*/${process.pid}/`, file]);
    await start(directory);
    expect(await query(directory, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('listens on no port, and lets in the user of the supervisor only', async () => {
    const directory = dataDirectory();
    const postgres = await start(directory);
    expect(await query(directory, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '' }]);
    expect(statSync(postgresSocketDirectory(directory)).mode & 0o777).toBe(0o700);
    if (!isRoot()) return;
    const { uid, gid } = statSync(join(directory, 'postgres', '18'));
    expect(uid).not.toBe(0);
    // Its own user can enter the folder, and is refused by peer authentication.
    const asPostgres = spawnSync(
      process.execPath,
      [
        '-e',
        `const { Client } = require('pg'); new Client(${JSON.stringify(embeddedConnection(directory))}).connect()
           .then(() => console.log('let in'), (error) => console.log(error.message));`,
      ],
      { uid, gid, encoding: 'utf8', cwd: import.meta.dirname },
    );
    expect(asPostgres.stdout).toMatch(/authentication failed|could not look up/i);
    expect(postgres.pid).toBeGreaterThan(0);
  });

  test.runIf(isRoot())('runs as a user that is not root', () => {
    const directory = dataDirectory();
    const { uid, gid } = namedAccount();
    chownSync(directory, uid, gid);
    chmodSync(directory, 0o700);
    const script = join(import.meta.dirname, 'testing', 'serve-as-this-user.ts');
    const result = spawnSync(process.execPath, [script, directory], {
      uid,
      gid,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] },
    });
    expect(result.stderr).toBe('');
    expect(JSON.parse(result.stdout)).toEqual({ name: 'signalbox' });
    const socket = postgresSocketDirectory(directory).replace('sbx-0-', `sbx-${uid}-`);
    rmSync(socket, { recursive: true, force: true });
  });

  test.runIf(isRoot())('refuses a data directory that its user cannot reach, by name', async () => {
    const closed = dataDirectory();
    chmodSync(closed, 0o700);
    await expect(startEmbeddedPostgres(join(closed, 'data'), log)).rejects.toMatchObject({
      code: 'data_unusable',
      message: expect.stringContaining(closed),
    });
  });

  test('refuses a socket folder that somebody else made', async () => {
    if (!isRoot()) return;
    const directory = dataDirectory();
    await (await start(directory)).stop();
    chownSync(postgresSocketDirectory(directory), 12_345, 12_345);
    expect(() => embeddedConnection(directory)).toThrow(/was not made by this installation/);
    await expect(startEmbeddedPostgres(directory, log)).rejects.toMatchObject({
      code: 'data_unusable',
    });
  });
});
