import { describe, expect, it } from 'vitest';
import { returnAddress } from './return-address.ts';

const origin = 'https://signalbox.example';

describe('the return address', () => {
  it('keeps a path of this origin with all that follows', () => {
    expect(returnAddress('/requests?model=a%2Fb&range=1h#x', origin)).toBe(
      '/requests?model=a%2Fb&range=1h#x',
    );
  });

  it.each([
    undefined,
    '',
    'traces',
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '/\t/evil.example/',
    '/\n/evil.example',
    '/.//evil.example',
    '/x/..//evil.example',
    'javascript:alert(1)',
    '\\\\evil.example',
  ])('is the start page for %j', (asked) => {
    expect(returnAddress(asked, origin)).toBe('/');
  });
});
