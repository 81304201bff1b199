import { describe, expect, it } from 'vitest';
import { type Arrangeable, arrange, type Measures } from './arrange.ts';

interface Named extends Arrangeable {
  readonly name: string;
}
const target = (name: string, weight = 1, order = 1): Named => ({ name, weight, order });

/** The same numbers every time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
const measures = (more: Partial<Measures<Named>> = {}): Measures<Named> => ({
  random: seeded(1),
  slowness: () => 0,
  cost: () => null,
  ...more,
});
const names = (targets: readonly Named[]): string => targets.map(({ name }) => name).join('');

describe('targets', () => {
  it('stand tier by tier, in a tier as they are listed', () => {
    const all = [target('c', 1, 2), target('a'), target('d', 1, 2), target('b')];
    expect(names(arrange(all, 'order', measures()))).toBe('abcd');
  });

  it('come first as often as their weights say', () => {
    const all = [target('a', 8), target('b', 2), target('never', 0)];
    const by = measures();
    const firsts = new Map<string, number>();
    for (let i = 0; i < 20_000; i += 1) {
      const [first, , last] = arrange(all, 'weighted', by);
      firsts.set(first!.name, (firsts.get(first!.name) ?? 0) + 1);
      expect(last!.name).toBe('never');
    }
    // Four standard deviations of a binomial with p = 0.8.
    expect(Math.abs((firsts.get('a') ?? 0) - 16_000)).toBeLessThan(4 * Math.sqrt(20_000 * 0.16));
  });

  it('of which the faster one of two comes first leave the slowest one for last', () => {
    const slow: Record<string, number> = { a: 10, b: 500, c: 20 };
    const by = measures({ slowness: ({ name }) => slow[name] ?? 0 });
    const all = [target('a'), target('b'), target('c')];
    for (let i = 0; i < 500; i += 1) {
      const [first, ...rest] = arrange(all, 'latency', by);
      expect(first!.name).not.toBe('b');
      expect(rest.at(-1)!.name).toBe('b');
    }
  });

  it('stand by their cost, those without a known price last', () => {
    const cost: Record<string, bigint | null> = { a: 5n, b: null, c: 2n };
    const by = measures({ cost: ({ name }) => cost[name] ?? null });
    expect(names(arrange([target('a'), target('b'), target('c')], 'cost', by))).toBe('cab');
  });
});
