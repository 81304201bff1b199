import { expect, it } from 'vitest';
import { latest } from './latest.ts';

it('makes anew only what was asked for with something else', () => {
  let made = 0;
  const sum = latest((a: number, b: number) => {
    made++;
    return a + b;
  });
  expect([sum(1, 2), sum(1, 2), sum(2, 2), sum(1, 2)]).toEqual([3, 3, 4, 3]);
  expect(made).toBe(3);
});
