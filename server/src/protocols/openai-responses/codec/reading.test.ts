import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Conversation } from '../../conversation/index.ts';
import { openaiResponses } from '../protocol.ts';
import {
  CALL,
  COMPLETED,
  EVENTS,
  MESSAGE,
  REASONING,
  response,
  SEARCH,
  streamText,
} from '../testing/wire.ts';

const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));
const readReply = (events: readonly (readonly [string, object])[]) =>
  openaiResponses.readReply(Buffer.from(streamText(events)));
const USAGE = { input: 291, cached_input: 128, output: 223, reasoning: 192, web_searches: 1 };

const REPLY = {
  answers: [
    {
      role: 'assistant',
      name: null,
      parts: [
        {
          type: 'reasoning',
          content: REASONING.summary[0]!.text,
          signature: null,
          id: REASONING.id,
          encrypted: REASONING.encrypted_content,
        },
        { type: 'unknown', value: SEARCH, hosted: 'web_search' },
        {
          type: 'text',
          content: MESSAGE.content[0]!.text,
          citations: [
            {
              uri: 'https://weather.example/turin',
              title: 'The weather',
              quoted: null,
              start: 0,
              end: 5,
            },
          ],
        },
        {
          type: 'tool_call',
          kind: 'function',
          id: CALL.call_id,
          name: 'get_weather',
          arguments: CALL.arguments,
        },
      ],
      stop_reason: 'tool_calls',
    },
  ],
  vectors: null,
  usage: USAGE,
  error: null,
};

describe('an answer as OpenAI publishes it', () => {
  it('is read whole', () => {
    expect(openaiResponses.readReply(bytes(response()))).toEqual(REPLY);
  });

  it('is read as a stream', () => {
    expect(readReply([...EVENTS, COMPLETED])).toEqual(REPLY);
  });

  it('is read of servers that leave events out', () => {
    const without = (...left: RegExp[]) =>
      readReply([...EVENTS, COMPLETED].filter(([type]) => !left.some((one) => one.test(type))));
    expect(without(/\.delta$/)).toEqual(REPLY);
    expect(without(/\.delta$/, /_text\.done$/, /_arguments\.done$/, /annotation/)).toEqual(REPLY);
    expect(without(/^(?!response\.completed)/)).toEqual(REPLY);
    expect(without(/output_item\.added/)).toEqual(REPLY);
    // Of what only the response tells nobody knows when it came.
    const late = without(/output_item|_part|\.done$/);
    expect(late.answers[0]?.parts).toHaveLength(4);
    expect(late.answers[0]?.parts).toEqual(expect.arrayContaining(REPLY.answers[0]!.parts));
  });

  it('is read as far as it came', () => {
    const { answers, usage, error } = readReply(EVENTS.slice(0, 5));
    expect(answers).toMatchObject([{ parts: [{ content: '**Weighing ' }], stop_reason: null }]);
    expect({ usage, error }).toEqual({ usage: null, error: null });
  });

  it('may be an error', () => {
    const failed = response({
      status: 'failed',
      output: [],
      error: { code: 'server_error', message: 'no' },
    });
    expect(openaiResponses.readReply(bytes(failed))).toMatchObject({ answers: [], error: 'no' });
    expect(readReply([['response.failed', { response: failed }]])).toMatchObject({ error: 'no' });
    expect(openaiResponses.readReply(bytes({ error: { message: 'bad' } })).error).toBe('bad');
    expect(openaiResponses.readReply(Buffer.from('<html>'))).toMatchObject({
      answers: [],
      error: null,
    });
  });

  it('shows images that were made, and reasoning that is no summary', () => {
    const image = {
      type: 'image_generation_call',
      id: 'ig_1',
      status: 'completed',
      result: 'AA==',
    };
    const thought = {
      type: 'reasoning',
      id: 'rs_1',
      summary: [],
      content: [
        { type: 'reasoning_text', text: 'hm' },
        { type: 'reasoning_text', text: 'so' },
      ],
    };
    const reply = openaiResponses.readReply(bytes(response({ output: [thought, image] })));
    expect(reply.answers[0]?.parts).toEqual([
      { type: 'reasoning', content: 'hm\n\nso', signature: null },
      { type: 'image', source: { kind: 'inline', media_type: 'image/png', data: 'AA==' } },
    ]);
  });
});

describe('both bodies of a request', () => {
  it('are a conversation, with what is not known as it was', () => {
    const odd = { type: 'computer_call', id: 'cu_1', action: {} };
    const read = openaiResponses.readConversation(
      bytes({
        model: 'm',
        instructions: 'Be brief.',
        input: [
          { role: 'user', content: 'hi' },
          odd,
          'odd',
          { type: 'message', role: 'user', content: [{ type: 'input_video' }] },
          { type: 'computer_call_output', call_id: 'a', output: {} },
        ],
        tools: [{ type: 'function', name: 'f', parameters: { type: 'object' } }],
        text: { format: { type: 'json_schema', name: 'a', schema: { type: 'object' } } },
        temperature: 1,
      }),
      bytes(response()),
    );
    expect(read).toMatchObject({
      messages: [
        { role: 'system', parts: [{ content: 'Be brief.' }] },
        { role: 'user', parts: [{ content: 'hi' }] },
        { role: 'assistant', parts: [{ value: odd }, { value: 'odd' }] },
        { role: 'user', parts: [{ value: { type: 'input_video' } }] },
        { role: 'tool', parts: [{ value: { type: 'computer_call_output' } }] },
      ],
      tools: [{ kind: 'function', name: 'f' }],
      output_schema: { type: 'object' },
      inputs: null,
      parameters: { temperature: 1 },
      ...REPLY,
    });
  });

  it('are read of any form', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        for (const request of [
          { input: [a, { role: b, content: a }, { type: 'reasoning', summary: b }], tools: b },
          { input: a, instructions: b, tools: [a], text: b },
        ]) {
          const read = openaiResponses.readConversation(
            bytes(request),
            bytes({ output: [a, { type: 'message', content: [b] }], status: b, usage: a }),
          );
          expect(Conversation.safeParse(read).success).toBe(true);
        }
      }),
    );
    for (const body of ['', 'no JSON', '[]', '"text"']) {
      expect(openaiResponses.readConversation(Buffer.from(body), Buffer.alloc(0))).toBeNull();
    }
  });
});
