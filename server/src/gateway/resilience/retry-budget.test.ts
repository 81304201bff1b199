import { expect, it } from 'vitest';
import { RetryBudget } from './retry-budget.ts';

/** How many of so many requests, every so often, all of which fail, are made again. */
function again(requests: number, everyMs: number): number {
  const budget = new RetryBudget();
  let made = 0;
  for (let i = 0; i < requests; i += 1) {
    budget.deposit(i * everyMs);
    if (budget.withdraw()) made += 1;
  }
  return made;
}

it('allows a fifth of what was asked, and ten at the start, where much is asked at once', () => {
  expect(Math.abs(again(1_000, 0) - (10 + 200))).toBeLessThanOrEqual(1);
});

it('allows one a second besides, so that seldom ones may all be made again', () => {
  expect(again(100, 2_000)).toBe(100);
  // Ten a second for 100 s: a fifth of 1,000, one for each second, ten at the start.
  expect(Math.abs(again(1_000, 100) - 310)).toBeLessThanOrEqual(1);
});

it('keeps no more than a hundred for later', () => {
  const budget = new RetryBudget();
  budget.deposit(0);
  budget.deposit(3_600_000);
  let made = 0;
  while (budget.withdraw()) made += 1;
  expect(made).toBe(RetryBudget.MOST);
});
