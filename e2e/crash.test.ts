import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ledgerTotals } from './harness/ledger.ts';
import { Load, type LoadResult } from './harness/load.ts';
import { System, type TraceRow, until } from './harness/system.ts';

/** Ten in the closing run (`SIGNALBOX_CRASH_ROUNDS=10`), fewer where every commit is tried. */
const ROUNDS = Number(process.env['SIGNALBOX_CRASH_ROUNDS'] ?? 2);

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-crash-'));
  folders.push(folder);
  return folder;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Every answered request is in the traces exactly once, and what the ledger counted is what the traces hold. */
async function expectExactlyOnce(system: System, result: LoadResult): Promise<readonly TraceRow[]> {
  const known = new Set<string>();
  let rows: readonly TraceRow[] = [];
  await until(60, 'every answered request to be in the traces', async () => {
    // The role that was killed last may still be coming up.
    const found = await system.traces().catch(() => null);
    if (found === null) return false;
    rows = found;
    for (const row of rows) known.add(row.request_id);
    return (
      result.answered.every((id) => known.has(id)) &&
      (await ledgerTotals(system.data)).requests === rows.length
    );
  }).catch(() => undefined);
  const missing = result.answered.filter((id) => !known.has(id));
  expect(missing).toEqual([]);
  expect(rows.length).toBe(new Set(rows.map((row) => row.request_id)).size);
  expect((await ledgerTotals(system.data)).requests).toBe(rows.length);
  expect(result.answered.length).toBeGreaterThan(50);
  return rows;
}

describe.each(['gateway', 'telemetry', 'control'] as const)('kill -9 of %s under load', (role) => {
  it(`loses and doubles nothing in ${ROUNDS} rounds`, {
    timeout: 60_000 + ROUNDS * 15_000,
  }, async () => {
    await using system = await System.start({
      args: ['--no-local-model', '--gateways', '2'],
      data: dataFolder(),
    });
    const load = new Load(system, 16);
    for (let round = 0; round < ROUNDS; round++) {
      await pause(1_000 + round * 137);
      const [victim] = system.pids(role);
      expect(victim).toBeDefined();
      process.kill(victim!, 'SIGKILL');
      await until(20, `${role} to be started again`, () => {
        const pids = system.pids(role);
        return pids.length === (role === 'gateway' ? 2 : 1) && !pids.includes(victim!);
      });
    }
    await pause(1_000);
    const result = await load.stop();
    const rows = await expectExactlyOnce(system, result);
    if (role === 'gateway') {
      const interrupted = rows.filter((row) => row.status === 'interrupted');
      expect(interrupted.length).toBeGreaterThan(0);
      const answered = new Set(result.answered);
      expect(interrupted.filter((row) => answered.has(row.request_id))).toEqual([]);
    } else {
      expect(result.failed).toEqual([]);
      expect(result.refused).toBe(0);
    }
  });
});

describe('kill -9 of the supervisor under load', () => {
  it(`loses and doubles nothing in ${ROUNDS} rounds of npm start`, {
    timeout: 60_000 + ROUNDS * 40_000,
  }, async () => {
    await using system = await System.start({
      args: ['--no-local-model', '--gateways', '2'],
      data: dataFolder(),
    });
    const load = new Load(system, 8);
    for (let round = 0; round < ROUNDS; round++) {
      await pause(1_000);
      const before = load.answered;
      process.kill(system.supervisorPid, 'SIGKILL');
      await system.exited;
      await pause(500);
      // The gateways serve on without it.
      await until(5, 'answers while there is no supervisor', () => load.answered > before);
      await system.serve();
    }
    await pause(500);
    await expectExactlyOnce(system, await load.stop());
  });
});

describe('two gateways down to one', () => {
  it('adopts the spool that nobody owns any more', { timeout: 120_000 }, async () => {
    await using system = await System.start({
      args: ['--no-local-model', '--gateways', '2'],
      data: dataFolder(),
    });
    const load = new Load(system, 16);
    await pause(1_500);
    for (const pid of [
      system.supervisorPid,
      ...system.pids('gateway'),
      ...system.pids('telemetry'),
    ]) {
      process.kill(pid, 'SIGKILL');
    }
    await system.exited;
    const result = await load.stop();
    await system.serve(['--no-local-model', '--gateways', '1']);
    expect(system.pids('gateway')).toHaveLength(1);
    await expectExactlyOnce(system, result);
  });
});
