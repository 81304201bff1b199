import { expect, it } from 'vitest';
import { PeakEwma } from './peak-ewma.ts';

const ended = (ewma: PeakEwma, nowMs: number, latencyMs: number | null): void => {
  ewma.begin();
  ewma.end(nowMs, latencyMs);
};

it('goes up at once with a slow answer and comes down over its time constant', () => {
  const ewma = new PeakEwma(10_000);
  ended(ewma, 0, 100);
  ended(ewma, 10, 900);
  expect(ewma.latencyMs).toBe(900);
  // One time constant later a faster one weighs 1 - 1/e.
  ended(ewma, 10_010, 100);
  expect(ewma.latencyMs).toBeCloseTo(900 / Math.E + 100 * (1 - 1 / Math.E), 6);
});

it('is worse with each call that waits, and better the longer it was not asked', () => {
  const ewma = new PeakEwma(10_000);
  ended(ewma, 0, 200);
  const idle = ewma.score(0);
  ewma.begin();
  expect(ewma.score(0)).toBeGreaterThan(2 * idle);
  ewma.end(0, null);
  expect(ewma.score(0)).toBe(idle);
  expect(ewma.score(10_000)).toBeCloseTo(idle / Math.E, 6);
});

it('is as good as idle where nothing is known, and fills up by what waits', () => {
  const ewma = new PeakEwma();
  expect(ewma.score(0)).toBe(0);
  ewma.begin();
  expect(ewma.score(0)).toBe(1);
});
