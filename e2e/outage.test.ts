import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ledgerTotals } from './harness/ledger.ts';
import { Load, type LoadResult } from './harness/load.ts';
import { System, until } from './harness/system.ts';

/** A minute in the closing run (`SIGNALBOX_OUTAGE_SECONDS=60`), less where every commit is tried. */
const SECONDS = Number(process.env['SIGNALBOX_OUTAGE_SECONDS'] ?? 6);

describe.each(['control', 'telemetry'] as const)('%s away under load', (role) => {
  it(`fails no request in ${SECONDS} s, and all rows arrive`, {
    timeout: 120_000 + SECONDS * 2_000,
  }, async () => {
    await using system = await System.start({ args: ['--no-local-model', '--gateways', '1'] });
    const load = new Load(system, 8);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const [pid] = system.pids(role);
    process.kill(pid!, 'SIGSTOP');
    try {
      await new Promise((resolve) => setTimeout(resolve, SECONDS * 1_000));
    } finally {
      process.kill(pid!, 'SIGCONT');
    }
    await expectAllOnce(system, await load.stop());
  });
});

/** The embedded PostgreSQL's main process, by what it wrote down of itself; 0 while there is none. */
function postmasterPid(data: string): number {
  try {
    const text = readFileSync(join(data, 'postgres', '18', 'postmaster.pid'), 'utf8');
    return Number(text.split('\n')[0]);
  } catch {
    return 0;
  }
}

describe('PostgreSQL killed under load', () => {
  it('is started again; no request fails, and all rows arrive', { timeout: 180_000 }, async () => {
    await using system = await System.start({ args: ['--no-local-model', '--gateways', '1'] });
    const load = new Load(system, 8);
    for (let round = 0; round < 3; round++) {
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      const victim = postmasterPid(system.data);
      expect(victim).toBeGreaterThan(1);
      process.kill(victim, 'SIGKILL');
      await until(30, 'PostgreSQL to be started again', async () => {
        const pid = postmasterPid(system.data);
        if (pid === 0 || pid === victim) return false;
        // Takes connections, behind the roles' backs and through them.
        return await system.management('/api/v1/keys').then(
          () => true,
          () => false,
        );
      });
    }
    const result = await load.stop();
    await expectAllOnce(system, result);
    await until(30, 'the ledger to hold what the traces hold', async () => {
      const { requests } = await ledgerTotals(system.data);
      return requests === result.answered.length;
    });
  });
});

/** Nothing failed, and what was answered is in the traces, each once. */
async function expectAllOnce(system: System, result: LoadResult): Promise<void> {
  expect(result.failed).toEqual([]);
  expect(result.refused).toBe(0);
  expect(result.cut).toEqual([]);
  await until(
    60,
    'all rows to arrive',
    async () => (await system.traces()).length >= result.answered.length,
  );
  const ids = (await system.traces()).map((row) => row.request_id);
  expect(ids.length).toBe(new Set(ids).size);
  expect([...ids].sort()).toEqual([...result.answered].sort());
}
