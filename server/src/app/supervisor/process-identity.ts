import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * When the process with this pid was born, as text that no other life of the same pid shares (a reboot included), or
 * null where there is no such process. A zombie counts as gone: it runs nothing, and in a container without an init
 * nobody may ever collect it.
 */
export function processBirth(pid: number): string | null {
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
}

function fromProc(pid: number): string | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return null;
  }
  return birthOfStat(stat, bootId());
}

/** The second field of proc(5) stat is the name in parentheses, which may itself hold spaces and parentheses. */
export function birthOfStat(stat: string, boot: string): string | null {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  // Field 22, start time in clock ticks since boot; fields[0] is field 3.
  const startTicks = fields[19];
  return state === undefined || startTicks === undefined || 'ZX'.includes(state)
    ? null
    : `${boot}:${startTicks}`;
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return 'unknown';
  }
}

function fromPs(pid: number): string | null {
  try {
    const [state = '', ...started] = execFileSync(
      'ps',
      ['-o', 'stat=,lstart=', '-p', String(pid)],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
        env: { ...process.env, LC_ALL: 'C' },
      },
    )
      .trim()
      .split(/\s+/);
    return state === '' || state.startsWith('Z') ? null : started.join(' ');
  } catch {
    return null;
  }
}
