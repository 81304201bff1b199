import { expect, it } from 'vitest';
import { conversationOf } from '../../observe/trace/conversation.ts';
import { readBefore } from './new-messages.ts';

const said = (role: string, content: string) => ({
  role,
  name: null,
  parts: [{ type: 'text', content } as const],
});
const turn = (answer: string, ...messages: ReturnType<typeof said>[]) => {
  const shown = conversationOf({
    conversation: {
      messages,
      answers: [{ ...said('assistant', answer), stop_reason: 'stop' }],
      tools: [],
      output_schema: null,
      inputs: null,
      parameters: {},
      vectors: null,
      usage: null,
      error: null,
    },
  });
  if (shown === null) throw new Error('no conversation');
  return shown;
};
const system = said('system', 'Be brief.');

it('leaves out what the request before had, with its answer', () => {
  const first = turn('one', system, said('user', 'a'));
  const second = turn(
    'two',
    system,
    said('user', 'a'),
    said('assistant', 'one'),
    said('user', 'b'),
  );
  expect(readBefore(second, first)).toBe(3);
  expect(readBefore(first, null)).toBe(0);
});

it('shows what is new where the history was changed or cut', () => {
  const first = turn('one', system, said('user', 'a'));
  expect(readBefore(turn('x', system, said('user', 'other')), first)).toBe(1);
  expect(readBefore(turn('x', said('user', 'b')), first)).toBe(0);
});
