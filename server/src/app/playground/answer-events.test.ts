import { describe, expect, it } from 'vitest';
import { openaiChat } from '../../protocols/index.ts';
import { answerEvents } from './answer-events.ts';

async function eventsOf(parts: readonly (string | Buffer)[], type?: string) {
  async function* answer() {
    for (const part of parts) yield Buffer.from(part as string);
  }
  const all = [];
  for await (const events of answerEvents(answer(), type, openaiChat)) all.push(...events);
  return all;
}

const message = {
  content: 'Grüße',
  reasoning_content: 'Hm.',
  tool_calls: [{ id: 'c', type: 'function', function: { name: 'look', arguments: '{"x":1}' } }],
};
const usage = { prompt_tokens: 3, completion_tokens: 5 };
const whole = JSON.stringify({ choices: [{ index: 0, message, finish_reason: 'stop' }], usage });
const event = (value: unknown) => `data: ${JSON.stringify(value)}\r\n\r\n`;
const delta = (part: object, finish_reason: string | null = null) =>
  event({ choices: [{ index: 0, delta: part, finish_reason }] });
const streamed = Buffer.from(
  [
    delta({ role: 'assistant', content: '' }),
    ': note\n\n',
    delta({ reasoning_content: 'Hm.' }),
    delta({ content: 'Grüße' }),
    delta({ tool_calls: [{ index: 0, ...message.tool_calls[0] }] }),
    delta({}, 'stop'),
    event({ choices: [], usage }),
    'data: [DONE]',
  ].join(''),
);
const SAID = [
  { type: 'reasoning', answer: 0, content: 'Hm.' },
  { type: 'text', answer: 0, content: 'Grüße' },
  {
    type: 'tool_call',
    answer: 0,
    call: 0,
    kind: 'function',
    id: 'c',
    name: 'look',
    arguments: '{"x":1}',
  },
  { type: 'stop', answer: 0, reason: 'stop' },
  { type: 'usage', usage: { input: 3, output: 5 } },
];

describe('what an answer says', () => {
  it.each(['text/event-stream', 'text/plain', undefined])(
    'is the same wherever its stream is cut, sent as %s',
    async (type) => {
      for (let at = 0; at <= streamed.length; at++)
        expect(await eventsOf([streamed.subarray(0, at), streamed.subarray(at)], type)).toEqual(
          SAID,
        );
    },
  );

  it.each(['application/json', 'text/plain', undefined])(
    'is the same of one that is no stream, sent as %s',
    async (type) => {
      for (const at of [0, 1, 60, whole.length])
        expect(await eventsOf([whole.slice(0, at), whole.slice(at)], type)).toEqual(SAID);
    },
  );

  it('is an error where it is one, or where there is nothing to read', async () => {
    const failed = '{"error":{"message":"no"}}';
    const told = [{ type: 'error', message: 'no' }];
    expect(await eventsOf([failed], 'application/json')).toEqual(told);
    expect(await eventsOf([`data: ${failed}`], 'text/event-stream')).toEqual(told);
    for (const nothing of ['', '<html>', 'data: <html>\n\n', 'data: [DONE]\n\n'])
      expect(await eventsOf([nothing])).toEqual([
        { type: 'error', message: 'the answer holds nothing that can be read' },
      ]);
    expect(await eventsOf(Array(17).fill(Buffer.alloc(1 << 20)), 'application/json')).toEqual([
      { type: 'error', message: expect.stringContaining('larger than') },
    ]);
  });
});
