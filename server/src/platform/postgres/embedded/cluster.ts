import { spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { SignalboxError } from '../../errors/index.ts';
import type { Logger } from '../../log/index.ts';
import { type Account, DEDICATED, isRoot, namedAccount, operatingUser } from './account.ts';
import type { Binaries } from './binaries.ts';
import { DATABASE_USER } from './connection.ts';

export interface Cluster {
  readonly directory: string;
  /** What `postgres` is spawned as; null: as this process. */
  readonly account: Account | null;
  readonly hbaFile: string;
  readonly identFile: string;
  /** What `postgres` says before its own log takes over. */
  readonly startLog: string;
}

/**
 * The cluster below `DATA/postgres`, made by initdb where there is none. It is made aside and renamed, so that a death
 * half-way leaves nothing that looks like one.
 */
export async function prepareCluster(
  dataDirectory: string,
  binaries: Binaries,
  log: Logger,
  sync = true,
): Promise<Cluster> {
  // Before initdb, which says it in words of its own.
  const user = operatingUser();
  const base = join(dataDirectory, 'postgres');
  mkdirSync(base, { recursive: true, mode: 0o711 });
  chmodSync(base, isRoot() ? 0o711 : 0o700);
  refuseOtherMajor(base, binaries.major);
  const directory = join(base, binaries.major);
  if (!existsSync(directory)) await initialise(directory, binaries, log, sync);
  const owner = statSync(directory);
  // These two lie outside the cluster, so that root never writes into a folder that another user owns.
  const hbaFile = join(base, 'pg_hba.conf');
  const identFile = join(base, 'pg_ident.conf');
  writeFileSync(hbaFile, 'local all all peer map=signalbox\n', { mode: 0o644 });
  writeFileSync(identFile, `signalbox ${quote(user)} ${DATABASE_USER}\n`, {
    mode: 0o644,
  });
  for (const file of [hbaFile, identFile]) chmodSync(file, 0o644);
  return {
    directory,
    account: isRoot() ? { uid: owner.uid, gid: owner.gid } : null,
    hbaFile,
    identFile,
    startLog: join(base, 'start.log'),
  };
}

function refuseOtherMajor(base: string, major: string): void {
  const other = readdirSync(base).find((name) => /^\d+$/.test(name) && name !== major);
  if (other === undefined || existsSync(join(base, major))) return;
  throw new SignalboxError(
    'store_failed',
    `${join(base, other)} is a cluster of PostgreSQL ${other}, and this Signalbox brings ${major}`,
    `Start the version of Signalbox that made it, or move the data with pg_upgrade or pg_dump of PostgreSQL ${major}.`,
  );
}

async function initialise(
  directory: string,
  binaries: Binaries,
  log: Logger,
  sync: boolean,
): Promise<void> {
  const started = performance.now();
  const draft = `${directory}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  const named = isRoot() ? namedAccount() : null;
  if (named !== null) chownSync(draft, named.uid, named.gid);
  await run(binaries.initdb, initdbArguments(draft, sync), named);
  if (named !== null) handOver(draft, named);
  renameSync(draft, directory);
  log.info(
    { ms: Math.round(performance.now() - started), directory },
    'made the cluster of the embedded PostgreSQL',
  );
}

function initdbArguments(directory: string, sync: boolean): string[] {
  return [
    `--pgdata=${directory}`,
    `--username=${DATABASE_USER}`,
    '--encoding=UTF8',
    // Built in: the same order on every operating system, whatever locales it has.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--auth=peer',
    '--no-instructions',
    ...(sync ? [] : ['--no-sync']),
  ];
}

/** Gives a cluster that a named account made to the dedicated number; where numbers are not mapped, it stays. */
function handOver(directory: string, named: Account): void {
  // First out of the reach of the account that made it, and of everything else that runs under it.
  chownSync(directory, 0, 0);
  let owner = DEDICATED;
  try {
    chownSync(join(directory, 'PG_VERSION'), owner.uid, owner.gid);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EINVAL') throw error;
    owner = named;
  }
  chownAll(directory, owner);
}

function chownAll(path: string, owner: Account): void {
  if (lstatSync(path).isDirectory())
    for (const name of readdirSync(path)) chownAll(join(path, name), owner);
  lchownSync(path, owner.uid, owner.gid);
}

async function run(command: string, args: string[], account: Account | null): Promise<void> {
  const child = spawn(command, args, {
    ...(account ?? {}),
    cwd: '/',
    env: { LC_ALL: 'C', PATH: process.env['PATH'] ?? '' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let output = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  if (status === 0) return;
  throw new SignalboxError(
    'store_failed',
    `initdb of the embedded PostgreSQL failed: ${reasonIn(output)}`,
    'Put right what it says, or set DATABASE_URL to a PostgreSQL server.',
  );
}

/** Its last lines tell that it cleans up; why it had to stands before, where it names its severity. */
function reasonIn(output: string): string {
  const lines = output.trim().split('\n');
  const severe = lines.filter((line) => /\b(?:PANIC|FATAL|ERROR|error|HINT):/.test(line));
  return (severe.length > 0 ? severe.slice(0, 2) : lines.slice(-3)).join(' ');
}

/** Double quotes keep a name's blanks and commas; a quote within is doubled. */
function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
