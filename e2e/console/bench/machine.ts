import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';

const TICK_MS = 10;

/** Measures from now on how many cores everything had that is neither this process nor a descendant of it. */
export function watchOthers(): () => number {
  const began = performance.now();
  const machine = machineMs();
  const own = ownMs();
  return () => {
    const others = machineMs() - machine - (ownMs() - own);
    return Math.max(0, others / (performance.now() - began));
  };
}

const machineMs = (): number =>
  cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);

/** CPU of this process and of all that it started, those that ended and were waited for included. Linux only; else 0. */
function ownMs(): number {
  const times = new Map<number, { readonly parent: number; readonly ms: number }>();
  for (const name of entries()) {
    const stat = read(`/proc/${name}/stat`);
    if (stat === null) continue;
    // The command may hold spaces and parentheses; what follows the last of them is numbers.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0);
    times.set(Number(name), { parent: Number(fields[1]), ms: ticks * TICK_MS });
  }
  let sum = 0;
  for (const [pid, { ms }] of times) if (descends(pid, times)) sum += ms;
  return sum;
}

function descends(pid: number, times: ReadonlyMap<number, { readonly parent: number }>): boolean {
  for (let at: number | undefined = pid; at !== undefined && at > 1; at = times.get(at)?.parent) {
    if (at === process.pid) return true;
  }
  return false;
}

function entries(): readonly string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
