import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scaleDecimal } from './decimal.ts';

describe('scaleDecimal', () => {
  it.each([
    ['0.15', 12, 150_000_000_000n],
    ['2.5e-7', 12, 250_000n],
    ['1e3', 2, 100_000n],
    ['0.0000005', 6, 1n],
    ['0.00000049', 6, 0n],
    ['1.', 1, null],
    ['-1', 1, null],
    ['', 1, null],
  ])('reads %j at 10^%i', (text, scale, expected) => {
    expect(scaleDecimal(text, scale)).toBe(expected);
  });

  it('is exact where the scale holds every digit', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 30n }),
        fc.nat({ max: 18 }),
        (digits, places) => {
          const text = digits.toString().padStart(places + 1, '0');
          const decimal = places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
          expect(scaleDecimal(decimal, 18)).toBe(digits * 10n ** BigInt(18 - places));
        },
      ),
    );
  });
});
