import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPENAI_KEY, OpenAiHost } from '../openai/host.ts';
import { post, WEATHER_SCHEMA } from '../post.ts';

const openai = new OpenAiHost();
beforeAll(async () => {
  await openai.listen();
});
afterAll(async () => {
  await openai[Symbol.asyncDispose]();
});

const chat = (body: object) =>
  post(
    `${openai.baseUrl}/chat/completions`,
    { authorization: `Bearer ${OPENAI_KEY}` },
    {
      model: 'gpt-4.1',
      messages: [{ role: 'user', content: 'hi' }],
      ...body,
    },
  );

describe('OpenAI chat refuses', () => {
  const called = {
    role: 'assistant',
    tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'f', arguments: '{}' } }],
  };
  it.each<[string, object, string]>([
    ['a member that is not known', { max_output: 1 }, "Unknown parameter: 'max_output'"],
    ['no messages', { messages: undefined }, "Missing required parameter: 'messages'"],
    [
      'a part of another protocol',
      { messages: [{ role: 'user', content: [{ type: 'image', source: {} }] }] },
      'messages[0].content[0].type',
    ],
    [
      'a call without its result',
      { messages: [{ role: 'user', content: 'hi' }, called, { role: 'user', content: 'well?' }] },
      "must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: call_1",
    ],
    [
      'a result without its call',
      { messages: [{ role: 'tool', tool_call_id: 'call_9', content: '' }] },
      "must be a response to a preceeding message with 'tool_calls'",
    ],
    [
      'an image in a result',
      {
        messages: [
          { role: 'user', content: 'hi' },
          called,
          {
            role: 'tool',
            tool_call_id: 'call_1',
            content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }],
          },
        ],
      },
      'messages[2].content[0].type',
    ],
    [
      'bytes that are no image',
      {
        messages: [
          {
            role: 'user',
            content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }],
          },
        ],
      },
      'unsupported image',
    ],
    ['effort for a model that does not think', { reasoning_effort: 'low' }, 'reasoning_effort'],
    [
      'the old limit for a model that thinks',
      { model: 'gpt-5.4', max_tokens: 5 },
      "Use 'max_completion_tokens' instead",
    ],
    [
      'a schema that cannot be held to',
      {
        response_format: {
          type: 'json_schema',
          json_schema: { name: 'x', strict: true, schema: WEATHER_SCHEMA },
        },
      },
      "'additionalProperties' is required to be supplied and to be false",
    ],
    [
      'usage of what is no stream',
      { stream_options: { include_usage: true } },
      "only allowed when 'stream' is enabled",
    ],
  ])('%s', async (_, body, message) => {
    const { status, json } = await chat(body);
    expect(json).toEqual({
      error: {
        message: expect.stringContaining(message),
        type: 'invalid_request_error',
        param: json.error.param,
        code: json.error.code,
      },
    });
    expect(status).toBe(400);
  });

  it('a wrong key', async () => {
    const { status, json } = await post(
      `${openai.origin}/v1/chat/completions`,
      { authorization: 'Bearer sk-other' },
      {},
    );
    expect([status, json.error.code]).toEqual([401, 'invalid_api_key']);
  });
});
