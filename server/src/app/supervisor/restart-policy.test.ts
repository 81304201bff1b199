import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countDeath, DEFAULT_POLICY, restartDelay } from './restart-policy.ts';

it('starts again at once after a first death, then waits longer each time, up to a bound', () => {
  const delays = [1, 2, 3, 4, 5, 6, 7, 8].map((deaths) => restartDelay(deaths));
  expect(delays).toEqual([0, 200, 400, 800, 1600, 3200, 5000, 5000]);
});

it('begins anew after a stable life', () => {
  expect(countDeath(7, DEFAULT_POLICY.stableMs)).toBe(1);
  expect(countDeath(7, DEFAULT_POLICY.stableMs - 1)).toBe(8);
});

it('never waits less than before, nor past its bound, however often something died', () => {
  fc.assert(
    fc.property(fc.nat({ max: 1_000_000 }), (deaths) => {
      const delay = restartDelay(deaths);
      expect(delay).toBeLessThanOrEqual(restartDelay(deaths + 1));
      expect(delay).toBeLessThanOrEqual(DEFAULT_POLICY.maxDelayMs);
    }),
  );
});
