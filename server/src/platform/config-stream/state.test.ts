import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digested, EntityState } from './state.ts';

test('the hash of a state depends on what is in it, not on how it came about', () => {
  const op = fc.record({
    kind: fc.constantFrom('a', 'b'),
    id: fc.constantFrom('1', '2', '3'),
    value: fc.option(fc.record({ x: fc.integer({ min: 0, max: 2 }) })),
  });
  fc.assert(
    fc.property(fc.array(fc.array(op)), (changes) => {
      const state = new EntityState();
      changes.forEach((ops, i) => {
        state.apply(ops.map(digested), i);
      });
      const again = new EntityState();
      again.replace(state.entities().reverse(), 0);
      expect(again.hash).toBe(state.hash);
      const empty = new EntityState();
      state.replace([], 0);
      expect(state.hash).toBe(empty.hash);
    }),
  );
});
