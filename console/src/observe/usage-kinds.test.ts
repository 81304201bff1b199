import { expect, it } from 'vitest';
import { labelOf, listedAs, usedKinds } from './usage-kinds.ts';

it('lists what was used behind its whole, and what is commonly asked for also where it is not known', () => {
  const used = usedKinds({ output: 5, cache_write_1h: 0, web_searches: 2, input: 9 });
  expect(used.map(([kind, count]) => [listedAs(kind), count])).toEqual([
    ['Input', 9],
    ['of it cached', null],
    ['of that for an hour', 0],
    ['Output', 5],
    ['of it reasoning', null],
    ['Web searches', 2],
  ]);
});

it('names kinds of a cost, also those that it does not know', () => {
  expect(labelOf('cache_write_1h')).toBe('Cache writes for an hour');
  expect(labelOf('requests')).toBe('Calls');
  expect(labelOf('new_kind')).toBe('new kind');
});
