import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { SignalboxError } from '../../errors/index.ts';

/** Uid and gid that a process is spawned with. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * What PostgreSQL runs as when Signalbox runs as root (PostgreSQL refuses root): a number that no account has, so
 * that nothing else on the machine can signal it or read its files. It lies in a range that systemd leaves free.
 */
export const DEDICATED: Account = { uid: 60_941, gid: 60_941 };

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** An account that has a name: `initdb` looks its own up and refuses a plain number; `postgres` does not. */
export function namedAccount(passwd: string = readFileSync('/etc/passwd', 'utf8')): Account {
  const accounts = passwd
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }))
    .filter(({ name, uid }) => name !== undefined && name !== '' && uid !== 0);
  const account = accounts.find(({ name }) => name === 'nobody') ?? accounts[0];
  if (account === undefined) {
    throw new SignalboxError(
      'store_failed',
      'the embedded PostgreSQL cannot run as root, and /etc/passwd names no other account to make its cluster with',
      'Run Signalbox as another user, or set DATABASE_URL to a PostgreSQL server.',
    );
  }
  return { uid: account.uid, gid: account.gid };
}

/** The name of the user that this process runs as: the only one that the cluster lets in. */
export function operatingUser(): string {
  try {
    return userInfo().username;
  } catch {
    throw new SignalboxError(
      'store_failed',
      `user ${process.getuid?.() ?? '?'} has no entry in /etc/passwd, and the embedded PostgreSQL knows its peers by name`,
      'Add one (in a container: run as a user of the image, or as root), or set DATABASE_URL to a PostgreSQL server.',
    );
  }
}
