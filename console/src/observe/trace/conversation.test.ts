import { describe, expect, it } from 'vitest';
import { conversationOf } from './conversation.ts';

const event = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;
const delta = (change: object, finish: string | null = null, index = 0): string =>
  event({ choices: [{ index, delta: change, finish_reason: finish }] });
const chat = (...messages: object[]): string =>
  JSON.stringify({ model: 'a', temperature: 0.2, messages });
const answer = (message: object): string =>
  JSON.stringify({ choices: [{ message, finish_reason: 'stop' }] });

describe('a conversation', () => {
  it('has roles, images and parameters', () => {
    const request = chat(
      { role: 'system', content: 'Be brief.' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What is this?' },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AA==' } },
          { type: 'input_audio', input_audio: {} },
        ],
      },
    );
    const shown = conversationOf(request, answer({ role: 'assistant', content: 'A dot.' }), false);
    expect(shown?.messages.map(({ role, parts }) => [role, parts.map(({ kind }) => kind)])).toEqual(
      [
        ['system', ['text']],
        ['user', ['text', 'image', 'other']],
      ],
    );
    expect(shown?.answers).toMatchObject([
      { role: 'assistant', finishReason: 'stop', parts: [{ text: 'A dot.' }] },
    ]);
    expect(shown?.parameters).toEqual({ temperature: 0.2 });
  });

  it('has the results of tools with their calls', () => {
    const call = { id: 'c1', type: 'function', function: { name: 'find', arguments: '{"a":1}' } };
    const request = chat(
      { role: 'user', content: 'Where?' },
      { role: 'assistant', content: null, tool_calls: [call] },
      { role: 'tool', tool_call_id: 'c1', content: 'here' },
      { role: 'tool', tool_call_id: 'c2', content: 'of nobody' },
    );
    const shown = conversationOf(request, null, false);
    expect(shown?.messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'tool']);
    expect(shown?.messages[1]?.toolCalls).toEqual([
      { id: 'c1', name: 'find', arguments: '{"a":1}', result: [{ kind: 'text', text: 'here' }] },
    ]);
  });

  it('puts a stream together: text, reasoning, calls and choices that arrive in turn', () => {
    const stream = `: hello\r\n\r\n${delta({ role: 'assistant', reasoning_content: 'Hm' })}${delta({ content: 'A' })}${delta({ content: 'other' }, null, 1)}${delta({ content: 'B' })}${delta({ tool_calls: [{ index: 0, id: 'c', function: { name: 'f', arguments: '{"x"' } }] })}${delta({ tool_calls: [{ index: 0, function: { arguments: ':1}' } }] })}${delta({}, 'tool_calls')}data: [DONE]\n\n`;
    expect(conversationOf(chat(), stream, true)?.answers).toMatchObject([
      {
        parts: [{ text: 'AB' }],
        reasoning: 'Hm',
        finishReason: 'tool_calls',
        toolCalls: [{ id: 'c', name: 'f', arguments: '{"x":1}' }],
      },
      { parts: [{ text: 'other' }] },
    ]);
  });

  it('shows as much of a broken stream as came, and its error', () => {
    const stream = `${delta({ content: 'Half' })}${event({ error: { message: 'overloaded' } })}data: {"choices":[{"ind`;
    const shown = conversationOf(chat(), stream, true);
    expect(shown?.answers[0]?.parts).toEqual([{ kind: 'text', text: 'Half' }]);
    expect(shown?.error).toBe('overloaded');
  });

  it('knows embeddings', () => {
    const request = JSON.stringify({ model: 'e', input: ['a', [1, 2]] });
    const response = JSON.stringify({ data: [{ embedding: [0, 1, 2] }, { embedding: [0, 1, 2] }] });
    expect(conversationOf(request, response, false)).toMatchObject({
      inputs: ['a', '[1,2]'],
      vectors: { count: 2, dimensions: 3 },
      messages: [],
    });
  });

  it('is none where the body is none', () => {
    for (const body of [null, '', 'no JSON', '[]', '"text"']) {
      expect(conversationOf(body, null, false)).toBeNull();
    }
  });

  it('survives bodies of any form', () => {
    for (const messages of [null, 7, [null, 1, 'x', {}, { role: 5, content: { a: 1 } }]]) {
      const body = JSON.stringify({ messages, tools: [1, {}], input: 5 });
      expect(conversationOf(body, '{"choices":[null,{"message":3}]}', false)).not.toBeNull();
      expect(
        conversationOf(body, 'data: {"choices":[{"index":1e9,"delta":4}]}', true),
      ).not.toBeNull();
    }
  });
});
