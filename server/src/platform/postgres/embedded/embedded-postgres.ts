import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { SignalboxError } from '../../errors/index.ts';
import type { Logger } from '../../log/index.ts';
import { isRoot } from './account.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import { type Cluster, prepareCluster } from './cluster.ts';
import { DATABASE_NAME, embeddedConnection, prepareSocketFolder } from './connection.ts';
import { makePassable } from './passable.ts';
import { readPostmasterFile, stopLeftover, stopPostmaster } from './postmaster.ts';

export interface EmbeddedPostgres extends AsyncDisposable {
  readonly pid: number;
  /** Settles when the process has ended, for whatever reason. */
  readonly exited: Promise<{ readonly code: number | null; readonly signal: string | null }>;
  /** Ends sessions, writes a checkpoint, stops. Idempotent. */
  readonly stop: () => Promise<void>;
}

/** Recovery after a crash replays the log, at most max_wal_size of it; a slow disk takes its time. */
const READY_MS = 300_000;
/** The children of a killed postmaster need a moment to notice. */
const PREDECESSOR_MS = 15_000;

/**
 * Starts the embedded PostgreSQL of a data directory on its unix socket: makes its cluster where there is none, stops
 * one that a dead supervisor left, recovers after a crash. The process outlives this one unless stopped: sessions of
 * the roles end cleanly that way. Throws `store_failed` or `data_unusable`.
 *
 * `sync: false` is for tests: no fsync anywhere.
 */
export async function startEmbeddedPostgres(
  dataDirectory: string,
  log: Logger,
  options: { readonly sync?: boolean } = {},
): Promise<EmbeddedPostgres> {
  const data = resolve(dataDirectory);
  const sync = options.sync ?? true;
  if (isRoot()) makePassable(data);
  else mkdirSync(data, { recursive: true, mode: 0o700 });
  const binaries = findBinaries(data);
  const cluster = await prepareCluster(data, binaries, log, sync);
  await stopLeftover(cluster.directory, log);
  const socketFolder = prepareSocketFolder(data, cluster.account);
  const child = await launch(binaries, cluster, socketFolder, sync, log);
  const running = toHandle(child);
  try {
    await createDatabase(data);
  } catch (error) {
    await running.stop();
    throw error;
  }
  return running;
}

async function launch(
  binaries: Binaries,
  cluster: Cluster,
  socketFolder: string,
  sync: boolean,
  log: Logger,
): Promise<ChildProcess & { pid: number }> {
  const started = performance.now();
  for (;;) {
    const child = spawnPostgres(binaries, cluster, socketFolder, sync);
    const ready = await untilReady(child, cluster, log);
    if (ready !== null) {
      log.info(
        { postgres: ready.pid, ms: Math.round(performance.now() - started) },
        'the embedded PostgreSQL serves',
      );
      return ready;
    }
    const said = lastWords(cluster);
    const predecessor = /shared memory block .* is still in use/s.test(said);
    if (!predecessor || performance.now() - started > PREDECESSOR_MS) {
      throw new SignalboxError(
        'store_failed',
        `the embedded PostgreSQL did not start: ${said}`,
        `Put right what it says; its log is in ${join(cluster.directory, 'log')}.`,
      );
    }
    await sleep(50);
  }
}

function spawnPostgres(
  binaries: Binaries,
  cluster: Cluster,
  socketFolder: string,
  sync: boolean,
): ChildProcess {
  const output = openSync(cluster.startLog, 'w', 0o600);
  try {
    const child = spawn(
      binaries.postgres,
      ['-D', cluster.directory, ...postgresSettings(cluster, socketFolder, sync)],
      {
        ...(cluster.account ?? {}),
        cwd: '/',
        // Nothing of ours: no secret may stand in the environment of a process of another user.
        env: { LC_ALL: 'C', PATH: process.env['PATH'] ?? '' },
        stdio: ['ignore', output, output],
        // A Ctrl-C in the terminal is the supervisor's; PostgreSQL stops last.
        detached: true,
      },
    );
    child.unref();
    return child;
  } finally {
    closeSync(output);
  }
}

function postgresSettings(cluster: Cluster, socketFolder: string, sync: boolean): string[] {
  const settings: Record<string, string> = {
    listen_addresses: '',
    unix_socket_directories: socketFolder,
    hba_file: cluster.hbaFile,
    ident_file: cluster.identFile,
    max_connections: '100',
    shared_buffers: '32MB',
    max_wal_size: '256MB',
    // One machine, small data: helper processes would cost more memory than they save time.
    io_method: 'sync',
    max_parallel_workers_per_gather: '0',
    max_logical_replication_workers: '0',
    jit: 'off',
    timezone: 'UTC',
    // A week of files, each begun anew; never the values of a row or the text of a statement.
    logging_collector: 'on',
    log_directory: 'log',
    log_filename: 'postgres-%a.log',
    log_truncate_on_rotation: 'on',
    log_rotation_age: '1d',
    log_rotation_size: '0',
    log_checkpoints: 'off',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    ...(sync ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** The child once it takes connections; null when it ended first. */
async function untilReady(
  child: ChildProcess,
  cluster: Cluster,
  log: Logger,
): Promise<(ChildProcess & { pid: number }) | null> {
  let failure: Error | null = null;
  child.once('error', (error) => {
    failure = error;
  });
  const started = performance.now();
  let reported = started;
  for (;;) {
    if (failure !== null) throw failure;
    if (child.exitCode !== null || child.signalCode !== null) return null;
    const file = readPostmasterFile(cluster.directory);
    if (file?.ready === true && file.pid === child.pid)
      return child as ChildProcess & { pid: number };
    const now = performance.now();
    if (now - reported > 10_000) {
      log.info('the embedded PostgreSQL recovers');
      reported = now;
    }
    if (now - started > READY_MS) {
      child.kill('SIGQUIT');
      return null;
    }
    await sleep(5);
  }
}

function lastWords(cluster: Cluster): string {
  const read = (path: string): string => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return '';
    }
  };
  const first = read(cluster.startLog);
  const folder = join(cluster.directory, 'log');
  // Once its own log has taken over, what it says last stands there.
  const text = first.includes('logging collector')
    ? readdirSync(folder)
        .map((name) => read(join(folder, name)))
        .join('\n')
    : first;
  const lines = text.trim().split('\n');
  const fatal = lines.filter((line) => /FATAL|PANIC|ERROR|DETAIL/.test(line)).slice(-3);
  return (fatal.length > 0 ? fatal : lines.slice(-3)).join(' ');
}

function toHandle(child: ChildProcess & { pid: number }): EmbeddedPostgres {
  const exited = new Promise<{ code: number | null; signal: string | null }>((settle) => {
    child.once('exit', (code, signal) => settle({ code, signal }));
  });
  const gone = (): boolean => child.exitCode !== null || child.signalCode !== null;
  let stopping: Promise<void> | null = null;
  const stop = (): Promise<void> => {
    stopping ??= gone() ? Promise.resolve() : stopPostmaster(child.pid, gone);
    return stopping;
  };
  return { pid: child.pid, exited, stop, [Symbol.asyncDispose]: stop };
}

async function createDatabase(dataDirectory: string): Promise<void> {
  const client = new Client({ ...embeddedConnection(dataDirectory), database: 'postgres' });
  // What breaks it fails the query that follows.
  client.on('error', () => {});
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [
      DATABASE_NAME,
    ]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE_NAME}`);
  } finally {
    await client.end();
  }
}
