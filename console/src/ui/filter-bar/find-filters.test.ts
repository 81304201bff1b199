import { describe, expect, it } from 'vitest';
import type { Dimension } from './dimension.ts';
import { findFilters } from './find-filters.ts';

const none = () => Promise.resolve([]);
const dimensions: readonly Dimension[] = [
  { id: 'model', label: 'Model', suggest: none, found: 'suggested' },
  {
    id: 'key',
    label: 'Key',
    suggest: none,
    found: 'suggested',
    format: (id) => ({ k1: 'shop' })[id] ?? id,
  },
  { id: 'user', label: 'User', suggest: none, found: 'any-text' },
  { id: 'status', label: 'Status', suggest: none },
];
const suggestions = new Map([
  ['model', [{ value: 'alice-7b', count: 2 }]],
  ['key', [{ value: 'k1', count: 5 }]],
  ['user', [{ value: 'malice' }, { value: 'Alice', count: 3 }, { value: '' }]],
  ['status', [{ value: 'alice' }]],
]);
const labels = (typed: string, of: typeof suggestions | null = suggestions) =>
  findFilters(typed, dimensions, of).map(({ label }) => label);

describe('what can be filtered by', () => {
  it('is every dimension until something is typed', () => {
    expect(labels('')).toEqual(['Model', 'Key', 'User', 'Status']);
    expect(labels(' US')).toEqual(['User', 'Status', 'User is US']);
  });

  it('is found by a value, that which is the text itself before those that hold it', () => {
    expect(labels('alice')).toEqual(['User is Alice', 'Model is alice-7b', 'User is malice']);
    const [first] = findFilters('alice', dimensions, suggestions);
    expect([first?.dimension.id, first?.value, first?.count]).toEqual(['user', 'Alice', 3]);
  });

  it('is found by a value as people read it', () => {
    expect(findFilters('shop', dimensions, suggestions)[0]?.value).toBe('k1');
    expect(labels('k1')).toEqual(['User is k1']);
  });

  it('may be a user whom nothing suggests, once all have answered', () => {
    expect(labels('bob')).toEqual(['User is bob']);
    expect(labels('bob', null)).toEqual([]);
  });
});
