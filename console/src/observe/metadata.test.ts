import { expect, it } from 'vitest';
import { formatPair, pairOf, readPair, withMetadata } from './metadata.ts';

it.each([
  ['feature', 'search'],
  ['a:b', 'x:y,z'],
  ['plan', ''],
])('writes %s with %s so that it is read again', (key, value) => {
  expect(readPair(pairOf(key, value))).toEqual({ key, value });
});

it('narrows one key and leaves what is said of others', () => {
  expect(withMetadata('feature:search,feature:answer,plan:pro', 'feature', ['search'])).toBe(
    'plan:pro,feature:search',
  );
  expect(withMetadata(undefined, 'feature', ['a,b', ''])).toBe('feature:a\\,b,feature:');
});

it('reads as people do', () => {
  expect(['', 'plan', 'plan:', 'plan:pro'].map(formatPair)).toEqual([
    'none',
    'plan: any',
    'plan: none',
    'plan: pro',
  ]);
});
