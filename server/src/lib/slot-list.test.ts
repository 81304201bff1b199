import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SlotList } from './slot-list.ts';

describe('SlotList', () => {
  it('holds what a Set would hold', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat(9))), (steps) => {
        const items = Array.from({ length: 10 }, (_, name) => ({ name, slot: -1 }));
        const list = new SlotList<{ name: number; slot: number }>();
        const model = new Set<number>();
        for (const [add, name] of steps) {
          const item = items[name]!;
          if (!add) {
            list.remove(item);
            model.delete(name);
          } else if (!model.has(name)) {
            list.add(item);
            model.add(name);
          }
          expect(list.size).toBe(model.size);
        }
        expect([...list].map((item) => item.name).sort()).toEqual([...model].sort());
      }),
    );
  });

  it('lets items leave while it is gone through', () => {
    const list = new SlotList<{ slot: number }>();
    for (let n = 0; n < 5; n++) list.add({ slot: -1 });
    let seen = 0;
    for (const item of list) {
      list.remove(item);
      seen++;
    }
    expect([seen, list.size]).toEqual([5, 0]);
  });
});
