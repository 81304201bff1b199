import { mkdirSync, renameSync, rmdirSync, unlinkSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isUuid, newId } from '../../lib/ids.ts';
import { SignalboxError } from '../errors/index.ts';
import { acquireDirectoryLock, type DirectoryLock, LOCK_FILE } from '../lock/index.ts';

const SET_ASIDE = 'set-aside';

/** Makes a spool's own directory under a new id, and holds its lock. */
export function createSpoolDirectory(parent: string): {
  readonly id: string;
  readonly lock: DirectoryLock;
} {
  try {
    mkdirSync(parent, { recursive: true, mode: 0o700 });
    for (;;) {
      const id = newId<'spool'>();
      const path = join(parent, id);
      mkdirSync(path, { mode: 0o700 });
      // Null where a process that looks for spools to adopt was quicker: it deletes the empty one.
      const lock = acquireDirectoryLock(path);
      if (lock !== null) return { id, lock };
    }
  } catch (error) {
    throw new SignalboxError(
      'data_unusable',
      `No spool can be made in ${parent} (${error instanceof Error ? error.message : error})`,
      'Make the directory writable for this user and see that its disk has room.',
      { cause: error },
    );
  }
}

/** Deletes a spool's emptied directory and gives back its lock. */
export function removeSpoolDirectory(lock: DirectoryLock): void {
  try {
    unlinkSync(join(lock.directory, LOCK_FILE));
    rmdirSync(lock.directory);
  } catch (error) {
    // Someone opened the lock file anew in between, or another process's file is there: adopted, and deleted, later.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOTEMPTY' && code !== 'ENOENT') throw error;
  } finally {
    lock.release();
  }
}

/** Moves a file of a spool to where nothing is deleted. */
export function setAside(path: string): void {
  const spool = dirname(path);
  const directory = join(dirname(spool), SET_ASIDE, basename(spool));
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  renameSync(path, join(directory, basename(path)));
}

/** The ids of all spools in a directory, oldest first. */
export async function listSpools(parent: string): Promise<string[]> {
  return (await readdir(parent)).filter(isUuid).sort();
}

/** How many files stand aside. */
export async function countSetAside(parent: string): Promise<number> {
  const entries = await readdir(join(parent, SET_ASIDE), {
    recursive: true,
    withFileTypes: true,
  }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).length;
}

/** Bytes of a spool's files; 0 where it was deleted meanwhile. */
export async function spoolBytes(path: string): Promise<number> {
  const files = await readdir(path).catch(() => []);
  const sizes = await Promise.all(
    files.map((file) =>
      stat(join(path, file)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
