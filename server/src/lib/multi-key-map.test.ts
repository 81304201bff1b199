import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MultiKeyMap } from './multi-key-map.ts';

it('holds what a map by the joined keys would', () => {
  const key = fc.constantFrom('a', 'b', '', null, 7);
  const entry = fc.tuple(fc.array(key, { maxLength: 3 }), fc.nat());
  fc.assert(
    fc.property(fc.array(entry), fc.array(key, { maxLength: 4 }), (entries, asked) => {
      const map = new MultiKeyMap<number>();
      const joined = new Map<string, number>();
      for (const [keys, value] of entries) {
        map.set(keys, value);
        joined.set(JSON.stringify(keys), value);
      }
      expect(map.size).toBe(joined.size);
      expect(map.get(...asked)).toBe(joined.get(JSON.stringify(asked)));
      for (const [keys] of entries) {
        expect(map.get(...keys)).toBe(joined.get(JSON.stringify(keys)));
      }
      map.clear();
      expect(map.size).toBe(0);
      for (const [keys] of entries) expect(map.get(...keys)).toBeUndefined();
    }),
  );
});
