import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { SignalboxError } from '../../platform/errors/index.ts';

/** Makes the data directory where it is missing and refuses one that cannot be used, saying which folder is in the way. */
export function prepareDataDirectory(path: string): void {
  const folder = resolve(path);
  try {
    makeFolders(folder, 0o700);
  } catch (error) {
    throw unusable(folder, error);
  }
  if (!statSync(folder).isDirectory()) throw unusable(folder, { code: 'ENOTDIR' });
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw unusable(folder, error);
  }
}

/** Not `recursive: true`: with that, Node 24 never returns where a folder is there but takes no entries (/proc). */
function makeFolders(folder: string, mode: number): void {
  if (existsSync(folder)) return;
  // Those above it are nobody's secret, and a private one would be in the way of root's PostgreSQL.
  makeFolders(dirname(folder), 0o755);
  mkdirSync(folder, { mode });
}

function unusable(folder: string, error: unknown): SignalboxError {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
  const why: Readonly<Record<string, string>> = {
    EACCES: 'this user may not write there',
    EPERM: 'this user may not write there',
    EROFS: 'the file system is read-only',
    ENOENT: 'nothing can be made there',
    ENOTDIR: 'a file is in the way',
    EEXIST: 'a file is in the way',
    ENOSPC: 'the disk is full',
  };
  return new SignalboxError(
    'data_unusable',
    `The data directory ${folder} cannot be used: ${why[code] ?? code}`,
    'Choose another with --data or SIGNALBOX_DATA, or change its owner.',
    { cause: error },
  );
}
