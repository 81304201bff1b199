import { describe, expect, it } from 'vitest';
import { draftOf, newRule, newTarget, stated } from './route-draft.ts';
import type { Route } from './types.ts';

const SAID = {
  name: 'chat',
  strategy: 'weighted' as const,
  targets: [
    { model: 'acme/a', weight: 2.5, order: 1, timeouts: {} },
    { model: 'other/b', weight: 0, order: 3, timeouts: { idle_ms: 5 } },
  ],
  rules: [
    {
      name: 'eu',
      when: { tags: ['eu'], users: ['a*'], metadata: { q: 'a=b' }, input_tokens: { min: 7 } },
      targets: [{ model: 'acme/eu', weight: 1, order: 1, timeouts: {} }],
    },
  ],
  retries: 0,
  fallback_on: ['error' as const],
  hedge_after_ms: 700,
  timeouts: { total_ms: 9000 },
};
const route = {
  ...SAID,
  targets: SAID.targets.map((target) => ({ ...target, problem: null })),
  rules: SAID.rules.map((rule) => ({
    ...rule,
    targets: rule.targets.map((target) => ({ ...target, problem: null })),
  })),
} as unknown as Route;

describe('the form of a route', () => {
  it('states what the route says, while nobody changes it', () => {
    expect(stated(draftOf(route))).toEqual(SAID);
  });

  it('states what holds unless set, where a new one is left as it is', () => {
    expect(stated(draftOf(null))).toMatchObject({
      strategy: 'order',
      rules: [],
      retries: 1,
      hedge_after_ms: null,
      timeouts: {},
    });
    expect(stated(draftOf(null)).fallback_on).toHaveLength(6);
  });

  it('adds a target to the last tier, and rows that are told apart', () => {
    const { targets } = draftOf(route);
    expect(newTarget(targets)).toMatchObject({ key: 2, order: 3, weight: 1 });
    expect(newRule([])).toMatchObject({ key: 0, targets: [{ order: 1 }] });
  });
});
