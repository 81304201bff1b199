import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PRICE_KINDS } from '../../observe/usage-kinds.ts';
import { fromPerMillion, priceText, toPerMillion } from './price-text.ts';

describe('a price as people say it', () => {
  it.each([
    ['input', '2.50', '2.50'],
    ['web_searches', '10', '10000'],
    ['requests', '0.5', '500'],
    ['audio_seconds', '0.006', '100'],
    ['characters', '15', '15'],
    ['input', '0.0000001', '0.0000001'],
    ['input', '-1', null],
    ['input', '1e3', null],
    ['output', '', null],
  ] as const)('of %s: %s is %s a million', (kind, usd, perMillion) => {
    expect(toPerMillion(kind, usd)).toBe(perMillion);
  });

  it('comes back as it was typed', () => {
    const amount = fc.tuple(fc.nat({ max: 9999 }), fc.nat({ max: 999 })).map(([whole, places]) =>
      // Without zeros at the end, which say nothing.
      String(Number(`${whole}.${String(places).padStart(3, '0')}`)),
    );
    fc.assert(
      fc.property(fc.constantFrom(...PRICE_KINDS), amount, (kind, usd) => {
        expect(fromPerMillion(kind, toPerMillion(kind, usd) ?? '')).toBe(usd);
      }),
    );
  });

  it('names each kind with its unit', () => {
    expect(priceText({ web_searches: '10000', input: '2.5', audio_seconds: '100' })).toBe(
      '$2.5 input, $10 web searches a thousand, $0.006 seconds of sound a minute',
    );
  });
});
