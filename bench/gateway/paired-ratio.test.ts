import { expect, it } from 'vitest';
import { pairedRatio } from './paired-ratio.ts';

it('takes the ranks of the published table: 6 and 15 of 20 pairs, 10 and 21 of 30', () => {
  const upTo = (n: number): number[] => Array.from({ length: n }, (_, index) => index + 1);
  expect(pairedRatio(upTo(20))).toEqual({ median: 10.5, low: 6, high: 15 });
  expect(pairedRatio(upTo(30))).toEqual({ median: 15.5, low: 10, high: 21 });
  expect(pairedRatio([6, 1, 5, 2, 4, 3])).toEqual({ median: 3.5, low: 1, high: 6 });
  expect(() => pairedRatio([1, 2, 3, 4, 5])).toThrow('too few');
});
