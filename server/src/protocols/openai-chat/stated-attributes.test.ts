import { describe, expect, it } from 'vitest';
import type { StatedAttributes } from '../parsed-request.ts';
import { scanRequest } from './scan-request.ts';
import { statedAttributes } from './stated-attributes.ts';

function stated(members: object): StatedAttributes | null {
  const body = Buffer.from(JSON.stringify({ model: 'm', messages: [{ user: 'no' }], ...members }));
  return statedAttributes(scanRequest(body, 'chat'));
}

describe('what a body says of whose it is', () => {
  it.each([
    [{}, null],
    [{ user: 'u' }, { user: 'u', metadata: {} }],
    [{ safety_identifier: 's' }, { user: 's', metadata: {} }],
    [
      { user: 'u', safety_identifier: 's' },
      { user: 'u', metadata: { safety_identifier: 's' } },
    ],
    [{ prompt_cache_key: 'k' }, { user: null, metadata: { prompt_cache_key: 'k' } }],
    [{ metadata: { a: 'b', n: 1, none: null } }, { user: null, metadata: { a: 'b', n: '1' } }],
    [
      { user: 5, metadata: 'text' },
      { user: null, metadata: {} },
    ],
    [
      { user: 'u'.repeat(257), metadata: { a: 'b'.repeat(1025), c: 'd' } },
      { user: null, metadata: { c: 'd' } },
    ],
  ])('%j', (members, attributes) => {
    expect(stated(members)).toEqual(attributes);
  });

  it('cannot be under a key that no record can hold', () => {
    const body = Buffer.from('{"model":"m","metadata":{"__proto__":"x"}}');
    expect(() => statedAttributes(scanRequest(body, 'chat'))).toThrow(/__proto__/);
  });

  it('is what stands first, and refuses nothing', () => {
    const body = Buffer.from('{"model":"m","user":"a","user":"b","metadata":{"x":"\\q"}}');
    expect(statedAttributes(scanRequest(body, 'chat'))).toEqual({
      user: 'a',
      metadata: {},
    });
  });
});
