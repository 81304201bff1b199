import { describe, expect, it } from 'vitest';
import { MUTANTS } from './testing/mutants.ts';
import { isCaught, simulate } from './testing/simulate.ts';

/*
 * Gateways and control in virtual time, on a network and machines that fail in every way that messages.ts speaks of; what holds is
 * written in testing/ledger.ts and testing/checks.ts. `npm run soak -- leases` runs 10,000 seeds; SIGNALBOX_LEASE_SEED runs
 * others, or with SIGNALBOX_LEASE_SEEDS=1 one again.
 */
const SEEDS = Number(process.env['SIGNALBOX_LEASE_SEEDS'] ?? 150);
const FIRST = Number(process.env['SIGNALBOX_LEASE_SEED'] ?? 1);

describe('the lease protocol', () => {
  it(`overspends nothing, loses nothing and starves nobody, in ${SEEDS} seeds from ${FIRST} on`, {
    timeout: 3_600_000,
  }, () => {
    const began = performance.now();
    const sum = { steps: 0, admitted: 0, refused: 0, share: 1 };
    for (let seed = FIRST; seed < FIRST + SEEDS; seed++) {
      const { steps, admitted, refused, share } = simulate(seed);
      sum.steps += steps;
      sum.admitted += admitted;
      sum.refused += refused;
      sum.share = Math.min(sum.share, share ?? 1);
    }
    const seconds = (performance.now() - began) / 1_000;
    process.stdout.write(
      `leases: ${SEEDS} seeds from ${FIRST} on, ${sum.steps} steps, ${sum.admitted} admitted, ${sum.refused} refused, ` +
        `least share of a budget ${(sum.share * 100).toFixed(2)}%; ${(SEEDS / seconds).toFixed(0)} seeds/s\n`,
    );
    expect(sum.share).toBeGreaterThanOrEqual(0.95);
    expect(sum.admitted).toBeGreaterThan(SEEDS * 20);
  });

  it.each(MUTANTS)('would be seen to be broken: %s', (_, machines) => {
    expect(isCaught(machines, 400)).not.toBeNull();
  });
});
