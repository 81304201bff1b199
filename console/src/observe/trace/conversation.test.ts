import { describe, expect, it } from 'vitest';
import type { TraceDetail } from '../types.ts';
import { conversationOf } from './conversation.ts';

type Stored = NonNullable<TraceDetail['conversation']>;
type Parts = Stored['messages'][number]['parts'];

const EMPTY: Stored = {
  messages: [],
  tools: [],
  output_schema: null,
  inputs: null,
  parameters: {},
  answers: [],
  vectors: null,
  usage: null,
  error: null,
};
const message = (role: string, ...parts: Parts) => ({ role, name: null, parts });
const text = (content: string) => ({ type: 'text', content }) as const;

describe('a conversation', () => {
  it('shows texts, images that were sent along, and other parts as they are', () => {
    const image = {
      type: 'image',
      source: { kind: 'inline', media_type: 'image/png', data: 'AA==' },
    } as const;
    const other = { type: 'unknown', value: { type: 'new' } } as const;
    const stored = { ...EMPTY, messages: [message('user', text('What?'), image, other)] };
    expect(conversationOf({ conversation: stored })?.messages[0]?.parts).toEqual([
      { kind: 'text', text: 'What?' },
      { kind: 'image', url: 'data:image/png;base64,AA==' },
      { kind: 'other', value: { type: 'new' } },
    ]);
  });

  it('has the results of tools with their calls', () => {
    const call = (id: string | null) =>
      ({ type: 'tool_call', kind: 'function', id, name: 'find', arguments: '{}' }) as const;
    const result = (id: string | null, said: string) =>
      message('tool', { type: 'tool_result', id, content: [text(said)] });
    const messages = [
      message('assistant', call('c1'), call(null)),
      result('c1', 'here'),
      result('c2', 'of nobody'),
      result(null, 'of no id'),
    ];
    const shown = conversationOf({ conversation: { ...EMPTY, messages } });
    expect(shown?.messages.map(({ role }) => role)).toEqual(['assistant', 'tool', 'tool']);
    expect(shown?.messages[0]?.toolCalls.map(({ result: found }) => found)).toEqual([
      [{ kind: 'text', text: 'here' }],
      null,
    ]);
  });

  it('shows what an answer thought, refused and said aloud', () => {
    const answer = {
      ...message(
        'assistant',
        { type: 'reasoning', content: 'Hm', signature: null },
        { type: 'audio', source: null, transcript: 'aloud' },
        { type: 'refusal', content: 'No.' },
      ),
      stop_reason: 'stop',
    };
    expect(
      conversationOf({ conversation: { ...EMPTY, answers: [answer] } })?.answers,
    ).toMatchObject([
      { reasoning: 'Hm', finishReason: 'stop', parts: [{ text: 'aloud' }, { text: 'No.' }] },
    ]);
  });

  it('is none where the server made none', () => {
    expect(conversationOf({ conversation: null })).toBeNull();
  });
});
