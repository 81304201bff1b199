import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TagKey, tagOf } from './digest.ts';

it('tags as HMAC-SHA-256 does, with keys of any length', () => {
  const secret = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
  fc.assert(
    fc.property(secret, fc.string({ unit: 'binary' }), (key, text) => {
      const expected = createHmac('sha256', key).update(text).digest();
      expect(tagOf(new TagKey(key), text, 32)).toEqual(expected);
      expect(tagOf(new TagKey(key), text, 16)).toEqual(expected.subarray(0, 16));
    }),
  );
});
