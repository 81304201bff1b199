import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../../log/index.ts';

/** What `postmaster.pid` says; null where there is none. */
interface PostmasterFile {
  readonly pid: number;
  /** It takes connections (recovery after a crash is over). */
  readonly ready: boolean;
}

export function readPostmasterFile(cluster: string): PostmasterFile | null {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const pid = Number(lines[0]);
  // The eighth line is the state, as pg_ctl reads it.
  return Number.isInteger(pid) && pid > 0 ? { pid, ready: lines[7]?.trim() === 'ready' } : null;
}

/** Whether process `pid` is a postmaster of this cluster: a pid alone may long be somebody else's. */
function isPostmasterOf(pid: number, cluster: string): boolean {
  if (process.platform === 'linux') {
    try {
      // A postmaster's working directory is its cluster; a zombie has none.
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
    } catch {
      return false;
    }
  }
  const { stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.includes('postgres') && stdout.includes(cluster);
}

/**
 * Stops the PostgreSQL that a dead supervisor left running, and removes a pid file that names a process which is
 * not it (after a restart of the machine or container, its number is often another's, and PostgreSQL would refuse).
 */
export async function stopLeftover(cluster: string, log: Logger): Promise<boolean> {
  const file = readPostmasterFile(cluster);
  if (file === null) return false;
  if (!isPostmasterOf(file.pid, cluster)) {
    rmSync(join(cluster, 'postmaster.pid'), { force: true });
    return false;
  }
  log.warn({ postgres: file.pid }, 'stopping the embedded PostgreSQL of a dead supervisor');
  await stopPostmaster(file.pid, () => !isPostmasterOf(file.pid, cluster));
  return true;
}

const FAST_MS = 10_000;
const IMMEDIATE_MS = 6_000;

/**
 * SIGINT ends the sessions and writes a checkpoint. What does not end by that is stopped at once by SIGQUIT (it
 * recovers from its log at the next start), and in the end killed.
 */
export async function stopPostmaster(pid: number, gone: () => boolean): Promise<void> {
  for (const [signal, ms] of [
    ['SIGINT', FAST_MS],
    ['SIGQUIT', IMMEDIATE_MS],
    ['SIGKILL', IMMEDIATE_MS],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return;
      throw error;
    }
    for (const deadline = performance.now() + ms; performance.now() < deadline; ) {
      if (gone()) return;
      await sleep(5);
    }
  }
}
