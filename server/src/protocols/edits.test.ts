import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits, type Edit } from './edits.ts';

const body = Buffer.from('0123456789');
const edit = (start: number, end: number, insert: string): Edit => ({
  start,
  end,
  insert: Buffer.from(insert),
});
const edited = (...edits: Edit[]): string => applyEdits(body, edits).toString();

describe('edits of a body', () => {
  it('are applied wherever they stand, in any order', () => {
    expect(edited(edit(8, 10, 'y'), edit(0, 1, 'xx'), edit(4, 4, '-'))).toBe('xx123-4567y');
  });

  it('leave the very bytes where there are none', () => {
    expect(applyEdits(body, [])).toBe(body);
  });

  it('of one range: the later one holds', () => {
    expect(edited(edit(2, 4, 'a'), edit(6, 7, '-'), edit(2, 4, 'b'))).toBe('01b45-789');
  });

  it('within a range that is replaced go with it, whoever came first', () => {
    const outer = edit(2, 8, 'new');
    for (const inner of [edit(3, 5, 'x'), edit(2, 3, 'x'), edit(7, 8, 'x'), edit(5, 5, 'x')]) {
      expect(edited(outer, inner)).toBe('01new89');
      expect(edited(inner, outer)).toBe('01new89');
    }
  });

  it('insert before a value that is replaced, and behind it, in their order', () => {
    expect(edited(edit(2, 8, 'new'), edit(2, 2, 'a'), edit(8, 8, 'z'), edit(2, 2, 'b'))).toBe(
      '01abnewz89',
    );
  });

  it('throw where their ranges cross', () => {
    expect(() => edited(edit(2, 5, 'a'), edit(4, 7, 'b'))).toThrow(/cross/);
  });

  it('are what replacing one by one from behind gives', () => {
    const cuts = fc.uniqueArray(fc.nat(60), { minLength: 2, maxLength: 12 });
    const property = fc.property(
      fc.string({ minLength: 60, maxLength: 60, unit: fc.constantFrom('a', 'b', '{', '"') }),
      cuts,
      fc.array(fc.string({ maxLength: 4, unit: fc.constantFrom('x', 'y') }), { minLength: 6 }),
      fc.infiniteStream(fc.nat()),
      (text, places, inserts, order) => {
        const sorted = places.toSorted((a, b) => a - b);
        const edits: Edit[] = [];
        for (let i = 0; i + 1 < sorted.length; i += 2) {
          edits.push(edit(sorted[i]!, sorted[i + 1]!, inserts[i / 2]!));
        }
        let expected = text;
        for (const { start, end, insert } of edits.toReversed()) {
          expected = expected.slice(0, start) + insert.toString() + expected.slice(end);
        }
        const keys = new Map(edits.map((one) => [one, order.next().value]));
        const shuffled = edits.toSorted((a, b) => keys.get(a)! - keys.get(b)!);
        expect(applyEdits(Buffer.from(text), shuffled).toString()).toBe(expected);
      },
    );
    fc.assert(property);
  });
});
