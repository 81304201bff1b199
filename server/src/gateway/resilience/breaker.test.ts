import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Breaker, CREDENTIAL_BREAKER, TARGET_BREAKER } from './breaker.ts';

const HALF = (): number => 0.5;
const { coolDownMs, longestCoolDownMs } = TARGET_BREAKER;

function failing(breaker: Breaker, times: number, atMs = 0): void {
  for (let i = 0; i < times; i += 1) {
    breaker.pass(atMs);
    breaker.observe(atMs, false);
  }
}

describe('a breaker', () => {
  it('opens after five failures in a row, and lets one probe pass after its cool-down', () => {
    const breaker = new Breaker(TARGET_BREAKER, HALF);
    failing(breaker, 4);
    expect(breaker.blockedUntil(0)).toBeNull();
    failing(breaker, 1);
    expect(breaker.state(0)).toBe('open');
    expect(breaker.blockedUntil(coolDownMs - 1)).toBe(coolDownMs);
    expect(breaker.state(coolDownMs)).toBe('half_open');
    expect(breaker.blockedUntil(coolDownMs)).toBeNull();
    breaker.pass(coolDownMs);
    expect(breaker.blockedUntil(coolDownMs + 1)).not.toBeNull();
  });

  it('closes after two probes that succeed', () => {
    const breaker = new Breaker(TARGET_BREAKER, HALF);
    failing(breaker, 5);
    breaker.pass(coolDownMs);
    breaker.observe(coolDownMs, true);
    expect(breaker.state(coolDownMs)).toBe('half_open');
    breaker.pass(coolDownMs);
    breaker.observe(coolDownMs, true);
    expect(breaker.state(coolDownMs)).toBe('closed');
    // Nothing of before counts any more.
    failing(breaker, 4, coolDownMs);
    expect(breaker.state(coolDownMs)).toBe('closed');
  });

  it('opens for twice as long after a probe that fails, up to a minute', () => {
    const breaker = new Breaker(TARGET_BREAKER, HALF);
    failing(breaker, 5);
    let nowMs = 0;
    const waits: number[] = [];
    for (let i = 0; i < 6; i += 1) {
      const untilMs = breaker.blockedUntil(nowMs) ?? 0;
      waits.push(untilMs - nowMs);
      nowMs = untilMs;
      failing(breaker, 1, nowMs);
    }
    expect(waits).toEqual([5_000, 10_000, 20_000, 40_000, longestCoolDownMs, longestCoolDownMs]);
    expect(breaker.openedAtMs).toBe(0);
  });

  it('lets another probe pass where nothing is heard of one', () => {
    const breaker = new Breaker(TARGET_BREAKER, HALF);
    failing(breaker, 5);
    breaker.pass(coolDownMs);
    breaker.observe(coolDownMs, null);
    expect(breaker.blockedUntil(coolDownMs)).toBeNull();
    expect(breaker.state(coolDownMs)).toBe('half_open');
  });

  it('opens where half of the calls of ten seconds failed, and forgets older ones', () => {
    const alternating = (breaker: Breaker, everyMs: number): void => {
      for (let i = 0; i < 10; i += 1) breaker.observe(i * everyMs, i % 2 === 0);
    };
    const often = new Breaker(TARGET_BREAKER, HALF);
    alternating(often, 100);
    expect(often.state(1_000)).toBe('open');
    const seldom = new Breaker(TARGET_BREAKER, HALF);
    alternating(seldom, 5_000);
    expect(seldom.state(50_000)).toBe('closed');
  });

  it('stays closed for one that fails three calls in ten', () => {
    const breaker = new Breaker(TARGET_BREAKER, HALF);
    for (let i = 0; i < 10_000; i += 1) breaker.observe(i * 10, i % 10 >= 3);
    expect(breaker.state(100_000)).toBe('closed');
  });

  it('of a credential opens at the first refusal', () => {
    const breaker = new Breaker(CREDENTIAL_BREAKER, HALF);
    failing(breaker, 1);
    expect(breaker.state(0)).toBe('open');
    breaker.pass(30_000);
    breaker.observe(30_000, true);
    expect(breaker.state(30_000)).toBe('closed');
  });

  it('never lets two probes pass at once, and never stays shut for ever', () => {
    const step = fc.record({
      afterMs: fc.integer({ min: 0, max: 20_000 }),
      end: fc.constantFrom(true, false, null, undefined),
    });
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 200 }),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        (steps, random) => {
          const breaker = new Breaker(TARGET_BREAKER, () => random);
          let nowMs = 0;
          let probes = 0;
          for (const { afterMs, end } of steps) {
            nowMs += afterMs;
            const probing = breaker.state(nowMs) === 'half_open';
            if (breaker.blockedUntil(nowMs) === null) {
              breaker.pass(nowMs);
              if (probing) probes += 1;
              expect(probes).toBeLessThanOrEqual(1);
            }
            if (end !== undefined) {
              breaker.observe(nowMs, end);
              if (probing) probes = 0;
            }
          }
          breaker.observe(nowMs, null);
          expect(breaker.blockedUntil(nowMs + longestCoolDownMs * 1.1)).toBeNull();
        },
      ),
    );
  });
});
