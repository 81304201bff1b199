import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { pino } from 'pino';
import { openDatabase } from '../database.ts';
import { postgresSocketDirectory } from '../embedded/connection.ts';
import { embeddedConnection, startEmbeddedPostgres } from '../embedded/index.ts';
import { stopLeftover } from '../embedded/postmaster.ts';
import { migrate } from '../migrate.ts';

const PREFIX = 'signalbox-test-pg-';
export const RUN_VARIABLE = 'SIGNALBOX_TEST_CLUSTER';
/** A server to run the tests on instead of the embedded one, by a role that may create databases. */
const SERVER_VARIABLE = 'SIGNALBOX_TEST_DATABASE_URL';
const silent = pino({ level: 'silent' });

/** A folder for the cluster of one test run; nothing is started until a test asks. */
export function makeRunFolder(): string {
  return mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
}

/** The data directory of the run's one cluster, started and migrated by whichever test comes first. */
export async function sharedCluster(): Promise<string> {
  let folder = process.env[RUN_VARIABLE];
  if (folder === undefined) {
    // Without the global set-up (another runner): a cluster of this process.
    const own = makeRunFolder();
    folder = own;
    process.env[RUN_VARIABLE] = own;
    process.once('beforeExit', () => void removeCluster(own));
  }
  const ready = join(folder, 'ready');
  for (;;) {
    if (existsSync(ready)) return folder;
    try {
      mkdirSync(join(folder, 'starting'));
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    if (existsSync(join(folder, 'failed'))) throw new Error('the shared cluster did not start');
    await sleep(20);
  }
  try {
    if (givenServer() === null) await startEmbeddedPostgres(folder, silent, { sync: false });
    await makeTemplate(folder);
  } catch (error) {
    writeFileSync(join(folder, 'failed'), String(error));
    throw error;
  }
  writeFileSync(ready, '');
  return folder;
}

async function makeTemplate(folder: string): Promise<void> {
  const template = templateOf(folder);
  await administer(folder, `CREATE DATABASE "${template}"`);
  await using db = await openDatabase({ data: folder, databaseUrl: testUrl(folder, template) });
  await migrate(db, silent);
}

/** The database that has the migrations' schema; a server may be that of several runs. */
export function templateOf(folder: string): string {
  return basename(folder);
}

export async function administer(folder: string, sql: string): Promise<void> {
  const client = new Client(testUrl(folder, 'postgres'));
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** A URL that reaches one database of the run's server, as `DATABASE_URL` would. */
export function testUrl(folder: string, database: string): string {
  const given = givenServer();
  if (given !== null) {
    given.pathname = `/${database}`;
    return given.href;
  }
  const { host, user } = embeddedConnection(folder);
  return `postgresql://${user}@localhost/${database}?host=${encodeURIComponent(host)}`;
}

function givenServer(): URL | null {
  const given = process.env[SERVER_VARIABLE] ?? '';
  return given === '' ? null : new URL(given);
}

export async function removeCluster(folder: string): Promise<void> {
  if (givenServer() !== null)
    await administer(folder, `DROP DATABASE IF EXISTS "${templateOf(folder)}" WITH (FORCE)`);
  const base = join(folder, 'postgres');
  if (existsSync(base)) {
    for (const name of readdirSync(base).filter((entry) => /^\d+$/.test(entry)))
      await stopLeftover(join(base, name), silent);
    rmSync(postgresSocketDirectory(folder), { recursive: true, force: true });
  }
  rmSync(folder, { recursive: true, force: true });
}

/** Removes what a killed test run left. */
export async function removeAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const pid = Number(name.slice(PREFIX.length).split('-')[0]);
    try {
      process.kill(pid, 0);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH')
        await removeCluster(join(tmpdir(), name));
    }
  }
}
