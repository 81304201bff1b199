import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openaiChat } from '../../protocols/index.ts';
import { cut, PREVIEW_CHARS, wholeOutput } from './preview.ts';

const event = (delta: object, index = 0): string =>
  `data: ${JSON.stringify({ choices: [{ index, delta }] })}\n\n`;
const call = { index: 0, id: 'c', function: { name: 'find', arguments: '{"a":1}' } };

it('has every answer, calls of both kinds, sound and reasoning in the whole text', () => {
  const custom = { index: 1, id: 'd', type: 'custom', custom: { name: 'run', input: 'ls' } };
  const stream =
    event({ reasoning_content: 'hm' }) +
    event({ content: 'a' }) +
    event({ content: 'other' }, 1) +
    event({ tool_calls: [call, custom] });
  expect(wholeOutput(openaiChat.readReply(Buffer.from(stream)))).toBe(
    'hm\n\na\nfind({"a":1})\nrun(ls)\n\nother',
  );
  expect(wholeOutput(openaiChat.readReply(Buffer.alloc(0)))).toBeNull();
});

it('is cut to the first characters, never in the middle of one', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
      const shown = cut(text);
      expect(text.startsWith(shown)).toBe(true);
      expect(shown.length).toBeLessThanOrEqual(PREVIEW_CHARS);
      expect(shown.length).toBeGreaterThanOrEqual(Math.min(text.length, PREVIEW_CHARS - 1));
      expect(shown.isWellFormed()).toBe(true);
    }),
  );
});
