import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { post, WEATHER_SCHEMA } from '../post.ts';
import { TEXT } from '../scene/script.ts';
import { GEMINI_KEY, GeminiHost } from './host.ts';

const gemini = new GeminiHost();
beforeAll(async () => {
  await gemini.listen();
});
afterAll(async () => {
  await gemini[Symbol.asyncDispose]();
});

const generate = (body: object) =>
  post(
    `${gemini.origin}/v1beta/models/gemini-3-pro-preview:generateContent`,
    { 'x-goog-api-key': GEMINI_KEY },
    { contents: [{ role: 'user', parts: [{ text: 'hi' }] }], ...body },
  );

describe('Gemini refuses', () => {
  const user = { role: 'user', parts: [{ text: 'hi' }] };
  const call = (more: object = {}) => ({
    role: 'model',
    parts: [{ functionCall: { name: 'f', args: {} }, ...more }],
  });
  const result = {
    role: 'user',
    parts: [{ functionResponse: { name: 'f', response: { output: 'fine' } } }],
  };
  const tools = [{ functionDeclarations: [{ name: 'f', parameters: WEATHER_SCHEMA }] }];
  it.each<[string, object, string]>([
    [
      'a member that is not known',
      { max_tokens: 1 },
      'Unknown name "maxTokens": Cannot find field',
    ],
    [
      'a schema of more than the subset',
      {
        tools: [
          {
            functionDeclarations: [
              { name: 'f', parameters: { ...WEATHER_SCHEMA, additionalProperties: false } },
            ],
          },
        ],
      },
      `Unknown name "additionalProperties" at 'tools[0].function_declarations[0].parameters': Cannot find field`,
    ],
    [
      'another role',
      { contents: [{ role: 'assistant', parts: [{ text: 'x' }] }] },
      'Please use a valid role: user, model.',
    ],
    ['no parts', { contents: [{ role: 'user', parts: [] }] }, 'contents.parts must not be empty'],
    [
      'a part of nothing',
      { contents: [{ role: 'user', parts: [{ thought: true }] }] },
      "required oneof field 'data' must have one initialized field",
    ],
    [
      'a call without its result',
      {
        tools,
        contents: [user, call({ thoughtSignature: 'skip_thought_signature_validator' }), user],
      },
      'number of function response parts is equal to the number of function call parts',
    ],
    [
      'a result without its call',
      { tools, contents: [user, result] },
      'function response turn comes immediately after a function call turn',
    ],
    [
      'a call that is not signed',
      { tools, contents: [user, call(), result] },
      'Function call is missing a thought_signature in functionCall parts',
    ],
    [
      'a call that is signed by others',
      { tools, contents: [user, call({ thoughtSignature: 'AAAA' }), result] },
      'Thought signature is not valid',
    ],
    [
      'a schema without JSON',
      { generationConfig: { responseSchema: WEATHER_SCHEMA } },
      'only allowed when response_mime_type is application/json',
    ],
  ])('%s', async (_, body, message) => {
    const { status, json } = await generate(body);
    expect(json.error).toMatchObject({
      code: 400,
      status: 'INVALID_ARGUMENT',
      message: expect.stringContaining(message),
    });
    expect(status).toBe(400);
  });

  it('nothing of a call that comes back signed, in either spelling', async () => {
    const first = (await generate({ tools })).json.candidates[0].content;
    expect(first.parts[0]).toMatchObject({
      functionCall: { name: 'f' },
      thoughtSignature: expect.any(String),
    });
    expect((await generate({ tools, contents: [user, first, result] })).status).toBe(200);
    const { functionCall, thoughtSignature } = first.parts[0];
    const other = {
      role: 'model',
      parts: [{ function_call: functionCall, thought_signature: thoughtSignature }],
    };
    expect((await generate({ tools, contents: [user, other, result] })).status).toBe(200);
  });

  it('a key that is not right', async () => {
    const { status, json } = await post(
      `${gemini.origin}/v1beta/models/x:generateContent?key=no`,
      {},
      {},
    );
    expect([status, json.error.details[0].reason]).toEqual([400, 'API_KEY_INVALID']);
  });

  it('an array of JSON where no events are asked for, which parses as a whole', async () => {
    const { json } = await post(
      `${gemini.origin}/v1beta/models/gemini-2.5-flash:streamGenerateContent?key=${GEMINI_KEY}`,
      {},
      {
        contents: [user],
      },
    );
    expect(
      json
        .map(
          (chunk: { candidates: { content: { parts: { text: string }[] } }[] }) =>
            chunk.candidates[0]?.content.parts[0]?.text,
        )
        .join(''),
    ).toBe(TEXT);
    expect(json.at(-1).candidates[0].finishReason).toBe('STOP');
  });
});
