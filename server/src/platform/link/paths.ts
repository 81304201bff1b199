import { createHmac } from 'node:crypto';
import { chmodSync, existsSync, lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { SignalboxError } from '../errors/index.ts';
import { loadLinkKey } from './auth.ts';

/**
 * A socket path over about 100 bytes is cut silently by the kernel, so sockets live under a short hashed folder. Its name cannot be
 * told without the installation's secret: another user of the machine could otherwise take it first, and keep this one from starting.
 */
export function socketDirectory(dataDirectory: string): string {
  const hash = createHmac('sha256', secretOf(dataDirectory))
    .update(resolve(dataDirectory))
    .digest('hex')
    .slice(0, 12);
  return join(tmpdir().length > 60 ? '/tmp' : tmpdir(), `sbx-${process.getuid?.() ?? 0}-${hash}`);
}

/** Whoever may not read it has no way to talk over these sockets either. */
function secretOf(dataDirectory: string): Buffer | string {
  if (!existsSync(dataDirectory)) return '';
  try {
    return loadLinkKey(dataDirectory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') throw error;
    return '';
  }
}

/** Makes the folder of the sockets with mode 0700 and refuses one that someone else owns. */
export function prepareSocketDirectory(dataDirectory: string): string {
  const folder = socketDirectory(dataDirectory);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stat = lstatSync(folder);
  if (!stat.isDirectory() || (process.getuid !== undefined && stat.uid !== process.getuid())) {
    throw new SignalboxError(
      'data_unusable',
      `${folder} belongs to someone else`,
      'Remove it, or set TMPDIR to a folder of your own.',
    );
  }
  chmodSync(folder, 0o700);
  return folder;
}

/** The socket on which a role serves its link. */
export function roleSocket(
  dataDirectory: string,
  role: 'control' | 'telemetry' | 'engine',
): string {
  return join(socketDirectory(dataDirectory), `${role}.sock`);
}
