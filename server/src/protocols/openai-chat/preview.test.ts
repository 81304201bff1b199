import fc from 'fast-check';
import { expect, it } from 'vitest';
import { elementsOf, findMember } from '../../lib/json-ranges.ts';
import { previewChat } from './preview.ts';

const CHARS = 200;
const NOTHING = Buffer.alloc(0);
const first = (text: string): string => text.slice(0, CHARS);

function inputOf(request: Buffer): string {
  const messages = findMember(request, 'messages');
  const turns = messages === null ? [] : elementsOf(request, messages);
  return first(previewChat({ request, turns, response: NOTHING }, CHARS).input);
}

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
      expect(inputOf(Buffer.from(body))).toBe(first(content));
      expect(inputOf(Buffer.from(ascii(body)))).toBe(first(content));
    }),
  );
});

it('reads long messages of several parts and unknown roles as it reads short ones', () => {
  const text = 'long '.repeat(2000);
  const parts = [{ type: 'text', text }];
  const body = (message: object): Buffer => Buffer.from(JSON.stringify({ messages: [message] }));
  expect(inputOf(body({ role: 'user', content: parts }))).toBe(first(text));
  expect(inputOf(body({ content: text }))).toBe(first(text));
  expect(inputOf(body({ role: 'user', content: null, note: text }))).toBe('');
});

const event = (delta: object, index = 0): string =>
  `data: ${JSON.stringify({ choices: [{ index, delta }] })}\n\n`;
const call = { index: 0, id: 'c', function: { name: 'find', arguments: '{"a":1}' } };
const outputOf = (response: string): string =>
  first(
    previewChat({ request: NOTHING, turns: [], response: Buffer.from(response) }, CHARS).output,
  );
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

it.each([
  [{ input: ['first', 'second'] }, 'first'],
  [{ input: 'text' }, 'text'],
  [{ input: [1, 2, 3] }, ''],
  [{ prompt: 'once upon' }, 'once upon'],
  [{ query: 'which?', documents: ['a'] }, 'which?'],
  [{ query: 7 }, ''],
])('shows the text of a request without messages: %j', (body, text) => {
  expect(inputOf(Buffer.from(JSON.stringify(body)))).toBe(text);
});
