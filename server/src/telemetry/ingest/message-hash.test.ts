import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MessageHasher } from './message-hash.ts';

it('is HMAC-SHA256, whatever was hashed before', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 100 }),
      fc.array(fc.uint8Array({ maxLength: 12 }), { minLength: 1, maxLength: 40 }),
      (key, messages) => {
        const hasher = new MessageHasher(Buffer.from(key));
        for (const message of messages) {
          const body = Buffer.concat([Buffer.from('[['), message, Buffer.from(']]')]);
          const expected = createHmac('sha256', key).update(message).digest('base64url');
          expect(hasher.hash(body, 2, 2 + message.length)).toBe(expected);
        }
      },
    ),
  );
});

it('stays right when long messages of many lengths come, more than it keeps', () => {
  const key = Buffer.alloc(32, 7);
  const hasher = new MessageHasher(key);
  for (let i = 0; i < 400; i++) {
    const message = Buffer.alloc(100_000 + (i % 100), i);
    const expected = createHmac('sha256', key).update(message).digest('base64url');
    expect(hasher.hash(message, 0, message.length)).toBe(expected);
    expect(hasher.hash(message, 0, message.length)).toBe(expected);
  }
});
