import { describe, expect, it } from 'vitest';
import { LONG_MESSAGE, LONG_STREAM } from '../testing/wire.ts';
import { readConversation } from './read-reply.ts';

const read = (request: unknown, response = '') =>
  readConversation(Buffer.from(JSON.stringify(request)), Buffer.from(response));

describe('a conversation as it is shown', () => {
  it('has what was sent and what came back, streamed or not', () => {
    const request = {
      model: 'm',
      max_tokens: 5,
      system: 'Be brief.',
      messages: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: [{ type: 'tool_use', id: 'a', name: 'f', input: {} }] },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'a', content: 'ok' }] },
      ],
      tools: [{ name: 'f', input_schema: { type: 'object' } }],
      output_config: { format: { type: 'json_schema', schema: { type: 'object' } } },
    };
    const whole = read(request, JSON.stringify(LONG_MESSAGE));
    expect(whole).toMatchObject({
      messages: [
        { role: 'system', parts: [{ type: 'text', content: 'Be brief.' }] },
        { role: 'user', parts: [{ type: 'text', content: 'Hi' }] },
        { role: 'assistant', parts: [{ type: 'tool_call', id: 'a', name: 'f' }] },
        { role: 'tool', parts: [{ type: 'tool_result', id: 'a' }] },
      ],
      tools: [{ kind: 'function', name: 'f' }],
      output_schema: { type: 'object' },
      parameters: { max_tokens: 5 },
      answers: [{ stop_reason: 'tool_calls' }],
      usage: { input: 165, output: 89 },
    });
    expect(read(request, LONG_STREAM)).toEqual(whole);
  });

  it('is shown as far as it can be read', () => {
    const conversation = read({
      system: 7,
      messages: [
        { role: 'user', content: [{ type: 'text' }, 'loose', { type: 'image', source: {} }] },
        { content: 7 },
        'no message',
      ],
      tools: [{ type: 'custom' }, 7],
    });
    expect(conversation).toMatchObject({
      messages: [
        { role: 'system', parts: [{ type: 'unknown', value: 7 }] },
        {
          role: 'user',
          parts: [
            { type: 'unknown', value: { type: 'text' } },
            { type: 'unknown', value: 'loose' },
            { type: 'unknown', value: { type: 'image', source: {} } },
          ],
        },
        { role: 'unknown', parts: [{ type: 'unknown', value: 7 }] },
      ],
      tools: [],
      answers: [],
    });
  });

  it.each(['', '[]', 'null', '{'])('is none where the request is %j', (request) => {
    expect(readConversation(Buffer.from(request), Buffer.alloc(0))).toBe(null);
  });
});
