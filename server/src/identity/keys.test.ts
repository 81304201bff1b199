import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId } from '../lib/ids.ts';
import { mintKey, parseKey, publicPartOf } from './keys.ts';

describe('keys', () => {
  it('are written as sbx_<id>_<secret><check> and give back their id', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uint8Array({ minLength: 32, maxLength: 32 }), (id, secret) => {
        const key = mintKey(id as never, () => Buffer.from(secret));
        expect(key).toMatch(/^sbx_[a-z2-7]{26}_[0-9A-Za-z]{49}$/);
        expect(parseKey(key)).toEqual({ id });
        expect(key.startsWith(`${publicPartOf(id)}_`)).toBe(true);
      }),
    );
  });

  it('tell any one wrong character', () => {
    const key = mintKey(newId());
    fc.assert(
      fc.property(
        fc.nat(key.length - 1),
        fc.constantFrom(...'abcdefghijABCDEFGHIJ0123456789_-'),
        (at, character) => {
          fc.pre(key[at] !== character);
          expect(parseKey(key.slice(0, at) + character + key.slice(at + 1))).toBeNull();
        },
      ),
    );
  });

  it.each(['', 'sbx_', 'sk-123', `${mintKey(newId())}x`, mintKey(newId()).slice(0, -1)])(
    'refuse %j',
    (text) => expect(parseKey(text)).toBeNull(),
  );
});
