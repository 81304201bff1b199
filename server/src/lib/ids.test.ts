import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hexOfId, isUuid, millisOfId, newId } from './ids.ts';

describe('newId', () => {
  it('makes version 7 UUIDs that carry their time', () => {
    const now = Date.now() + 5_000;
    const id = newId(now);
    expect(isUuid(id)).toBe(true);
    expect(id[14]).toBe('7');
    expect(millisOfId(id)).toBe(now);
  });

  it('sorts in the order of making, past a full counter too', () => {
    const now = Date.now() + 10_000;
    const ids = Array.from({ length: 20_000 }, () => newId(now));
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

it('gives the digits of an id without its dashes', () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      expect(hexOfId(id)).toBe(id.replaceAll('-', ''));
    }),
  );
});
