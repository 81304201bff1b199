import { setTimeout as sleep } from 'node:timers/promises';
import { processBirth } from './process-identity.ts';
import { liveProcesses, type RunEntry } from './run-files.ts';

/** What a dead supervisor left running. */
export interface Leftovers {
  readonly entries: readonly RunEntry[];
  /** Everything but gateways: resolves when it is gone. */
  readonly storesGone: Promise<void>;
  /** Resolves when the old gateways have ended what they had in flight and are gone. */
  readonly gatewaysGone: Promise<void>;
}

/** Longer than a role's own bound on draining, so that a kill is for what hangs. */
const LEFTOVER_GRACE_MS = 15_000;

/**
 * Asks what is left of an earlier start to finish, and kills what has not within the grace. There is no message channel
 * to it any more, so the request is a SIGTERM, on which every role drains.
 */
export function stopLeftovers(dataDirectory: string, graceMs = LEFTOVER_GRACE_MS): Leftovers {
  const entries = liveProcesses(dataDirectory).filter(
    (entry) => entry.role !== 'supervisor' && entry.pid !== process.pid,
  );
  const stopAll = async (chosen: readonly RunEntry[]): Promise<void> => {
    await Promise.all(chosen.map((entry) => stopEntry(entry, graceMs)));
    // Their files go with them, also those of the killed.
    liveProcesses(dataDirectory);
  };
  return {
    entries,
    storesGone: stopAll(entries.filter((entry) => entry.role !== 'gateway')),
    gatewaysGone: stopAll(entries.filter((entry) => entry.role === 'gateway')),
  };
}

async function stopEntry(entry: RunEntry, graceMs: number): Promise<void> {
  signal(entry, 'SIGTERM');
  if (await gone(entry, graceMs)) return;
  signal(entry, 'SIGKILL');
  await gone(entry, graceMs);
}

function signal(entry: RunEntry, name: NodeJS.Signals): void {
  if (processBirth(entry.pid) !== entry.birth) return;
  try {
    process.kill(entry.pid, name);
  } catch {
    // It went in between.
  }
}

async function gone(entry: RunEntry, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (processBirth(entry.pid) === entry.birth) {
    if (performance.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}
