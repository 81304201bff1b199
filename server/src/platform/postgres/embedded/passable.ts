import { chmodSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { SignalboxError } from '../../errors/index.ts';

const OTHERS_PASS = 0o001;
const OTHERS_READ = 0o005;

/** The nearest folder at or above `path` that other users cannot pass through; null where they can. */
export function impassable(path: string): string | null {
  for (let folder = realpathSync(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & OTHERS_PASS) === 0) return folder;
    if (folder === dirname(folder)) return null;
  }
}

/** Whether other users can list and pass a folder, or read and run a file. */
export function readableByOthers(path: string): boolean {
  return (statSync(path).mode & OTHERS_READ) === OTHERS_READ;
}

/**
 * Lets PostgreSQL's user pass through the data directory (0711: pass, not list; what lies in it is private by its own
 * mode). Refuses one below a folder that cannot be passed: opening somebody's home is not ours to do.
 */
export function makePassable(dataDirectory: string): void {
  mkdirSync(dataDirectory, { recursive: true, mode: 0o711 });
  const { mode } = statSync(dataDirectory);
  if ((mode & OTHERS_PASS) === 0) chmodSync(dataDirectory, (mode & 0o777) | 0o711);
  const closed = impassable(dataDirectory);
  if (closed !== null) {
    throw new SignalboxError(
      'data_unusable',
      `as root, the embedded PostgreSQL runs under another user, which cannot pass through ${closed} to ${dataDirectory}`,
      `Choose another --data directory (root's default is /var/lib/signalbox), or open the way: chmod o+x ${closed}`,
    );
  }
}
