import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TagKey } from '../lib/digest.ts';
import { WrappedIds } from './wrapped-ids.ts';

const key = new TagKey(Buffer.alloc(32, 1));
const origins = (of: typeof key) => (name: string) => ({ name, key: of });
const named = origins(key);
const ids = new WrappedIds('project-a', named);
const elsewhere = origins(new TagKey(Buffer.alloc(32, 2)));
const origin = fc.stringMatching(/^[a-z0-9]{1,64}$/);
const id = fc.oneof(
  fc.stringMatching(/^(?:resp|msg|rs|file)[_-][0-9a-f]{1,60}$/),
  fc.base64String({ minLength: 4 }),
  fc.string({ unit: 'binary', minLength: 1 }),
);

describe('an id', () => {
  it('is itself again, with its origin', () => {
    fc.assert(
      fc.property(id, origin, (one, from) => {
        const wrapped = ids.prefix(one, named(from)) + one;
        expect(ids.unwrap(wrapped)).toEqual({ id: one, origin: from });
        expect(ids.mayBeIn(Buffer.from(wrapped))).toBe(true);
      }),
    );
  });

  it('may have been wrapped before, by another one of us', () => {
    const other = new WrappedIds('x', elsewhere);
    const inner = `${other.prefix('resp_1', elsewhere('theirs'))}resp_1`;
    const outer = ids.prefix(inner, named('ours')) + inner;
    expect(ids.unwrap(outer)).toEqual({ id: inner, origin: 'ours' });
    expect(outer).toMatch(/^resp_sb1-ours-[0-9a-f]{32}-resp_sb1-theirs-/);
  });

  it('keeps its kind, and can stand in an address', () => {
    expect(ids.prefix('resp_1', named('a1'))).toMatch(/^resp_sb1-a1-[0-9a-f]{32}-$/);
    expect(ids.prefix('file-1', named('a1'))).toMatch(/^file-sb1-a1-[0-9a-f]{32}-$/);
    expect(ids.prefix('gAAAA', named('a1'))).toMatch(/^sb1-a1-[0-9a-f]{32}-$/);
  });

  it('is nobody else’s, and of no other origin', () => {
    const others = [
      new WrappedIds('project-b', named),
      new WrappedIds('project-a', elsewhere),
      new WrappedIds('project-a', () => null),
    ];
    fc.assert(
      fc.property(id, origin, origin, fc.nat(), (one, from, another, at) => {
        const wrapped = ids.prefix(one, named(from)) + one;
        for (const other of others) expect(other.unwrap(wrapped)).toBeNull();
        if (from !== another) {
          expect(ids.unwrap(wrapped.replace(`sb1-${from}-`, `sb1-${another}-`))).toBeNull();
        }
        const place = at % wrapped.length;
        const changed = `${wrapped.slice(0, place)}${wrapped[place] === 'f' ? '0' : 'f'}${wrapped.slice(place + 1)}`;
        expect(ids.unwrap(changed)).toBeNull();
      }),
    );
  });

  it('is left alone where it was not wrapped', () => {
    fc.assert(
      fc.property(id, (one) => {
        expect(ids.unwrap(one)).toBeNull();
      }),
    );
    expect(ids.mayBeIn(Buffer.from('{"input":"hi"}'))).toBe(false);
  });

  it('has an origin of letters and digits', () => {
    expect(() => ids.prefix('resp_1', named('a-b'))).toThrow(/no origin/);
    expect(() => ids.prefix('resp_1', named(''))).toThrow(/no origin/);
  });
});
