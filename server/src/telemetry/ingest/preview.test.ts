import fc from 'fast-check';
import { expect, it } from 'vitest';
import { requestEnd } from '../testing/records.ts';
import { cut, previewOf } from './preview.ts';
import { messageRanges } from './split-body.ts';

const inputOf = (body: Buffer): string =>
  previewOf(requestEnd(), body, Buffer.alloc(0), messageRanges(body)).input;

/** JSON as clients write it that escape whatever is not ASCII. */
const ascii = (json: string): string =>
  json.replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

it('begins as the last user message does, however long that is and however it is written', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1 }),
    fc.constantFrom('\\', '"', '\n', '\u0000', '\\u', '😀', 'é', 'plain text '),
  );
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1 }), fc.nat(7000), (pieces, size) => {
      const some = pieces.join('');
      const content = some.repeat(Math.ceil((size + 1) / some.length));
      const body = JSON.stringify({
        messages: [
          { role: 'user', content: 'first' },
          { role: 'user', content },
          { role: 'assistant', content: 'a'.repeat(size) },
        ],
      });
      expect(inputOf(Buffer.from(body))).toBe(cut(content));
      expect(inputOf(Buffer.from(ascii(body)))).toBe(cut(content));
    }),
  );
});

it('reads long messages of several parts and unknown roles as it reads short ones', () => {
  const text = 'long '.repeat(2000);
  const parts = [{ type: 'text', text }];
  const body = (message: object): Buffer => Buffer.from(JSON.stringify({ messages: [message] }));
  expect(inputOf(body({ role: 'user', content: parts }))).toBe(cut(text));
  expect(inputOf(body({ content: text }))).toBe(cut(text));
  expect(inputOf(body({ role: 'user', content: null, note: text }))).toBe('');
});
