import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';

/**
 * Holds a directory for one owner among all processes of this machine. The kernel gives it back when the process ends,
 * however it ends, so that no stale lock is ever left. Children do not inherit it.
 */
export interface DirectoryLock extends Disposable {
  readonly directory: string;
  /** Gives the directory back; calling it again does nothing. */
  release(): void;
}

export const LOCK_FILE = 'lock';

/** The garbage collector would close a database that nobody refers to, and the lock with it. */
const held = new Set<DatabaseSync>();

const SQLITE_BUSY = 5;
const SQLITE_CANTOPEN = 14;

/**
 * Takes the lock of an existing directory, or returns null where someone (in this process or another) holds it or where
 * the directory was removed meanwhile. Never waits. Throws where the directory cannot be written.
 *
 * The lock file must never be opened by other means in the process that holds it: closing any descriptor of a file
 * gives back every POSIX lock that the process has on it.
 */
export function acquireDirectoryLock(directory: string): DirectoryLock | null {
  if (!existsSync(directory)) return null;
  const path = join(directory, LOCK_FILE);
  const database = openDatabase(path);
  if (database === null) return null;
  try {
    // Nothing is ever written, so there is nothing to keep a journal of.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (sqliteCode(error) === SQLITE_BUSY) return null;
    throw error;
  }
  // An owner that deletes its directory does so under the lock: what we hold then is a lock on a file without a name.
  if (!existsSync(path)) {
    database.close();
    return null;
  }
  held.add(database);
  const release = (): void => {
    if (held.delete(database)) database.close();
  };
  return { directory, release, [Symbol.dispose]: release };
}

function openDatabase(path: string): DatabaseSync | null {
  const { DatabaseSync: Database } = loadSqlite();
  // Another user who may read the file may also lock it, and so keep everybody out.
  const before = process.umask(0o177);
  let database: DatabaseSync | null = null;
  try {
    database = new Database(path, { timeout: 0 });
    // One that an older version made.
    chmodSync(path, 0o600);
    return database;
  } catch (error) {
    database?.close();
    // Removed under the lock of another, after it was made or opened here.
    if (!existsSync(path) && isGone(error)) return null;
    throw error;
  } finally {
    process.umask(before);
  }
}

function isGone(error: unknown): boolean {
  return (
    sqliteCode(error) === SQLITE_CANTOPEN ||
    (error as NodeJS.ErrnoException | null)?.code === 'ENOENT'
  );
}

function sqliteCode(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined;
}

/** Node 22 warns that node:sqlite is experimental when it is first loaded; a user can do nothing about it. */
function loadSqlite(): typeof import('node:sqlite') {
  const { emitWarning } = process;
  process.emitWarning = (() => undefined) as typeof process.emitWarning;
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    process.emitWarning = emitWarning;
  }
}
