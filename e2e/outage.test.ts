import { describe, expect, it } from 'vitest';
import { Load } from './harness/load.ts';
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
    const result = await load.stop();
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
  });
});
