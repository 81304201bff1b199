import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExactly } from './json-exact.ts';

describe('parseExactly', () => {
  it('keeps whole numbers of any length, wherever they stand', () => {
    const value = fc.oneof(fc.bigInt().map(String), fc.json());
    fc.assert(
      fc.property(
        fc.array(value, { maxLength: 5 }),
        fc.bigInt({ min: 10n ** 16n }),
        (others, long) => {
          const numbers = others.filter((one) => /^-?\d+$/.test(one));
          const text = `{"a":[${[...numbers, String(long)].join(',')}],"b":{"c":-${long}}}`;
          expect(JSON.stringify(parseExactly(text))).toBe(
            text.replaceAll(/(?<=[[,])-0(?=[,\]])/g, '0'),
          );
        },
      ),
    );
  });

  it('is JSON.parse for all that a double holds, and for digits in a text', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(JSON.stringify(parseExactly(text))).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
    expect(parseExactly('["12345678901234567890",0.1234567890123456,1e30]')).toEqual([
      '12345678901234567890',
      0.1234567890123456,
      1e30,
    ]);
  });

  it('throws where the text is no JSON', () => {
    expect(() => parseExactly('{"a":12345678901234567890')).toThrow(SyntaxError);
  });
});
