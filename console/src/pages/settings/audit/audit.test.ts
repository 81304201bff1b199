import { describe, expect, it } from 'vitest';
import { differences } from './differences.ts';
import { actorName, targetName } from './event.ts';

describe('the differences of two states', () => {
  it('begin with what changed, and leave out what changes always', () => {
    const rows = differences(
      { name: 'a', role: 'viewer', version: 1, tags: [1] },
      { name: 'a', role: 'member', version: 2, tags: [1], extra: null },
    );
    expect(rows.map(({ member, changed }) => [member, changed])).toEqual([
      ['role', true],
      ['extra', true],
      ['name', false],
      ['tags', false],
    ]);
  });

  it('of a thing that was made or deleted are all of it', () => {
    expect(differences(null, { name: 'a' })).toEqual([
      { member: 'name', before: undefined, after: 'a', changed: true },
    ]);
    expect(differences({ name: 'a' }, null)[0]?.after).toBeUndefined();
    expect(differences(null, null)).toEqual([]);
  });
});

it('names who and what as people do', () => {
  expect(actorName({ kind: 'user', id: 'u', name: 'Ada' })).toBe('Ada');
  expect(actorName({ kind: 'bootstrap', id: 'k', name: null })).toBe('the owner key');
  const target = { kind: 'key', id: 'k1' };
  expect(targetName({ target, before: { name: 'old' }, after: null })).toBe('old');
  expect(targetName({ target, before: null, after: null })).toBe('k1');
});
