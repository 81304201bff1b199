import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cut, previewOf, wholeOutput } from './preview.ts';
import { messageRanges } from './split-body.ts';

const inputOf = (body: Buffer): string =>
  previewOf(body, Buffer.alloc(0), messageRanges(body)).input;

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

const event = (delta: object, index = 0): string =>
  `data: ${JSON.stringify({ choices: [{ index, delta }] })}\n\n`;
const call = { index: 0, id: 'c', function: { name: 'find', arguments: '{"a":1}' } };
const outputOf = (response: string): string =>
  previewOf(Buffer.alloc(0), Buffer.from(response), []).output;
const whole = (message: object): string => JSON.stringify({ choices: [{ message }] });

it.each([
  [
    'calls beside an empty text',
    event({ content: '', tool_calls: [call] }),
    { content: '', tool_calls: [call] },
  ],
  [
    'calls behind white space',
    event({ content: '\n' }) + event({ tool_calls: [call] }),
    { content: '\n', tool_calls: [call] },
  ],
  [
    'the one call of before',
    event({ function_call: call.function }),
    { function_call: call.function },
  ],
  [
    'arguments as an object',
    event({ tool_calls: [{ ...call, function: { name: 'find', arguments: { a: 1 } } }] }),
    { tool_calls: [{ function: { name: 'find', arguments: { a: 1 } } }] },
  ],
])('shows %s of a stream as of the whole answer', (_what, stream, message) => {
  expect(outputOf(stream)).toBe('find({"a":1})');
  expect(outputOf(whole(message))).toBe('find({"a":1})');
});

it('shows the content that is a list of parts, sound, and reasoning where there is nothing else', () => {
  expect(outputOf(event({ content: [{ type: 'text', text: 'a' }] }))).toBe('a');
  expect(outputOf(event({ audio: { transcript: 'said' } }))).toBe('said');
  expect(outputOf(event({ reasoning_content: 'hm' }))).toBe('hm');
  expect(outputOf(event({ reasoning_content: 'hm' }) + event({ content: 'so' }))).toBe('so');
  expect(outputOf(event({ content: 'x'.repeat(150) }).repeat(300))).toBe('x'.repeat(200));
});

it('has every answer, calls of both kinds, sound and reasoning in the whole text', () => {
  const custom = { index: 1, id: 'd', type: 'custom', custom: { name: 'run', input: 'ls' } };
  const stream =
    event({ reasoning_content: 'hm' }) +
    event({ content: 'a' }) +
    event({ content: 'other' }, 1) +
    event({ tool_calls: [call, custom] });
  expect(wholeOutput(Buffer.from(stream))).toBe('hm\n\na\nfind({"a":1})\nrun(ls)\n\nother');
  expect(wholeOutput(Buffer.alloc(0))).toBeNull();
});
