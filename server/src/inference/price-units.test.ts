import fc from 'fast-check';
import { expect, it } from 'vitest';
import { picoPerToken, usdPerMillion } from './price-units.ts';

it('converts USD per million tokens to whole pico-USD a token and back', () => {
  expect(picoPerToken('2.50')).toBe('2500000');
  expect(picoPerToken('0.000001')).toBe('1');
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), (pico) => {
      expect(picoPerToken(usdPerMillion(pico.toString()))).toBe(pico.toString());
    }),
  );
});
