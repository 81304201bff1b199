import { chmodSync, chownSync, lstatSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SignalboxError } from '../../errors/index.ts';
import { socketDirectory } from '../../link/paths.ts';
import { type Account, isRoot } from './account.ts';

export const DATABASE_USER = 'signalbox';
export const DATABASE_NAME = 'signalbox';

/** How every role reaches the embedded PostgreSQL: the data directory alone says it. */
interface EmbeddedConnection {
  /** The folder of the unix socket. */
  readonly host: string;
  readonly user: string;
  readonly database: string;
}

/**
 * Beside the folder of the links, not in it: that one is closed to all but the supervisor's user, and PostgreSQL may
 * run under another.
 */
export function postgresSocketDirectory(dataDirectory: string): string {
  return `${socketDirectory(dataDirectory)}-pg`;
}

/** Settings for node-postgres. Throws `data_unusable` where the socket's folder is not what this installation made. */
export function embeddedConnection(dataDirectory: string): EmbeddedConnection {
  const host = postgresSocketDirectory(dataDirectory);
  checkOwner(host, isRoot() ? clusterOwners(dataDirectory) : []);
  return { host, user: DATABASE_USER, database: DATABASE_NAME };
}

/** Makes the socket's folder, closed to all but `account` (and root, who may enter anyway). */
export function prepareSocketFolder(dataDirectory: string, account: Account | null): string {
  const folder = postgresSocketDirectory(dataDirectory);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  checkOwner(folder, account === null ? [] : [account.uid]);
  chmodSync(folder, 0o700);
  if (account !== null) chownSync(folder, account.uid, account.gid);
  return folder;
}

/** The users that own clusters here; the folder that says so is the supervisor's. */
function clusterOwners(dataDirectory: string): number[] {
  const base = join(dataDirectory, 'postgres');
  return readdirSync(base)
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statSync(join(base, name)).uid);
}

/** A name under /tmp is anybody's to take first: connect to nothing that another user made. */
function checkOwner(folder: string, others: readonly number[]): void {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (stat === undefined) return;
  const owners = [process.getuid?.() ?? 0, ...others];
  if (stat.isDirectory() && owners.includes(stat.uid)) return;
  throw new SignalboxError(
    'data_unusable',
    `${folder} was not made by this installation`,
    'Remove it, or set TMPDIR to a folder of your own.',
  );
}
