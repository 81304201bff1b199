import { describe, expect, it } from 'vitest';
import { conditionWords, differences } from './differences.ts';
import type { Saying } from './types.ts';

const target = (model: string, rest: object = {}) => ({
  model,
  weight: 1,
  order: 1,
  timeouts: {},
  ...rest,
});
const BASE: Saying = {
  name: 'chat',
  enabled: true,
  strategy: 'order',
  targets: [target('acme/a'), target('other/b', { order: 2 })],
  rules: [{ name: 'eu', when: { tags: ['eu'] }, targets: [target('acme/eu')] }],
  timeouts: {},
  retries: 1,
  fallback_on: ['error', 'rate_limit'],
  hedge_after_ms: null,
};
const words = (after: Partial<Saying>) =>
  differences(BASE, { ...BASE, ...after }).map(
    ({ what, before, after: now }) => `${what}: ${before} > ${now}`,
  );

describe('the differences of two versions', () => {
  it('are none between the same', () => {
    expect(words({})).toEqual([]);
  });

  it('tell of every member that there is', () => {
    const other: Saying = {
      name: 'talk',
      enabled: false,
      strategy: 'cost',
      targets: [target('acme/a', { weight: 4 }), target('third/c', { order: 2 })],
      rules: [{ name: 'eu', when: { users: ['a', 'b'] }, targets: [target('acme/us')] }],
      timeouts: { total_ms: 9000 },
      retries: 0,
      fallback_on: ['error'],
      hedge_after_ms: 500,
    };
    expect(words(other)).toEqual([
      'name: chat > talk',
      'enabled: yes > no',
      'strategy: order > cost',
      'target: acme/a, tier 1, weight 1 > acme/a, tier 1, weight 4',
      'target: other/b, tier 2, weight 1 > null',
      'target: null > third/c, tier 2, weight 1',
      'rule eu, when: tag eu > user a or b',
      'rule eu, target: acme/eu, tier 1, weight 1 > null',
      'rule eu, target: null > acme/us, tier 1, weight 1',
      'retries: 1 > 0',
      'falls back on: error, rate limit > error',
      'asks another after: never > 500 ms',
      'timeouts: as the gateway’s > total 9000 ms',
    ]);
    // What is compared is all that is said: a member that is added to routes has to be added above.
    for (const member of Object.keys(BASE) as (keyof Saying)[])
      expect([member, words({ [member]: other[member] }).length > 0]).toEqual([member, true]);
  });

  it('tell of another order alone', () => {
    expect(words({ targets: [...BASE.targets].reverse() })).toEqual([
      'order of the targets: acme/a, other/b > other/b, acme/a',
    ]);
  });

  it('tell of rules that came and went', () => {
    const late = { name: 'late', when: { input_tokens: { min: 10 } }, targets: [target('a/b')] };
    expect(words({ rules: [late] })).toEqual([
      'rule eu: tag eu → acme/eu > null',
      'rule late: null > at least 10 tokens → a/b',
    ]);
  });
});

it('says a condition in words', () => {
  const when = {
    metadata: { plan: 'pro' },
    tags: ['a', 'b'],
    users: ['team-*'],
    input_tokens: { min: 5, below: 9 },
  };
  expect(conditionWords(when)).toBe(
    'plan is pro, tag a or b, user team-*, at least 5 tokens, below 9 tokens',
  );
});
