import { expect, it } from 'vitest';
import { beginsEvents, streamType } from './stream-type.ts';

it.each([
  ['text/event-stream', false, 'stream'],
  ['Text/Event-Stream; charset=utf-8', true, 'stream'],
  ['text/plain', true, 'unsure'],
  ['text/plain; charset=utf-8', true, 'unsure'],
  ['text/plain', false, 'whole'],
  [undefined, true, 'unsure'],
  ['application/json', true, 'whole'],
  ['text/event-streams', true, 'whole'],
] as const)('an answer of type %s, asked for as a stream: %s, is %s', (type, asked, form) => {
  expect(streamType(type, asked)).toBe(form);
});

it('tells events from other text by their first bytes', () => {
  for (const text of [
    'd',
    'data: {}',
    'event: x',
    ':',
    '\r\ndata:',
    '\uFEFFdata:',
    'id: 1',
    'retry',
  ]) {
    expect(beginsEvents(Buffer.from(text))).toBe(true);
  }
  for (const text of ['', '{"a":1}', '\n\n', 'dear', '<html>', 'error: no']) {
    expect(beginsEvents(Buffer.from(text))).toBe(false);
  }
});
