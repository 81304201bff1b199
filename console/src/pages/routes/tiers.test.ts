import { describe, expect, it } from 'vitest';
import { isAlias, problemsOf, tiersOf } from './tiers.ts';
import type { Route, Target } from './types.ts';

const target = (model: string, rest: Partial<Target> = {}): Target => ({
  model,
  weight: 1,
  order: 1,
  timeouts: {},
  problem: null,
  ...rest,
});

describe('the tiers of a route', () => {
  it('come in order, with the share of each weight in its tier', () => {
    const targets = [
      target('c', { order: 7 }),
      target('a', { weight: 3 }),
      target('b', { weight: 1 }),
      target('z', { weight: 0 }),
    ];
    const tiers = tiersOf(targets, 'weighted').map((tier) => [
      tier.order,
      tier.targets.map(({ model, share }) => [model, share]),
    ]);
    expect(tiers).toEqual([
      [
        1,
        [
          ['a', 0.75],
          ['b', 0.25],
          ['z', 0],
        ],
      ],
      [7, [['c', 1]]],
    ]);
  });

  it('have no shares where the strategy gives out none', () => {
    const shares = tiersOf([target('a'), target('b')], 'cost').flatMap((tier) =>
      tier.targets.map(({ share }) => share),
    );
    expect(shares).toEqual([null, null]);
  });
});

describe('a route', () => {
  const rule = { name: 'r', when: { tags: ['t'] }, targets: [target('b/x')] };

  it('is an alias while it has one target and no rule', () => {
    expect(isAlias({ targets: [target('a/x')], rules: [] })).toBe(true);
    expect(isAlias({ targets: [target('a/x')], rules: [rule] })).toBe(false);
    expect(isAlias({ targets: [target('a/x'), target('b/x')], rules: [] })).toBe(false);
  });

  it('says what stands in its way once, in rules too', () => {
    const gone = target('b/x', { problem: 'provider_missing' });
    const route = {
      targets: [target('a/x'), gone],
      rules: [{ ...rule, targets: [gone] }],
      shadowed_by: 'acme',
    } as unknown as Route;
    expect(problemsOf(route)).toEqual([
      'the provider acme answers for its name',
      'b/x: its provider is gone',
    ]);
  });
});
