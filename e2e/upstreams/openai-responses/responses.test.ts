import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../harness/system.ts';
import { OPENAI_KEY, OpenAiHost } from '../openai/host.ts';
import { post, WEATHER_SCHEMA } from '../post.ts';
import { REASONING } from '../scene/script.ts';

const openai = new OpenAiHost();
beforeAll(async () => {
  await openai.listen();
});
afterAll(async () => {
  await openai[Symbol.asyncDispose]();
});

const responses = (body: object) =>
  post(
    `${openai.baseUrl}/responses`,
    { authorization: `Bearer ${OPENAI_KEY}` },
    {
      model: 'gpt-5.4',
      input: 'hi',
      ...body,
    },
  );

describe('Responses', () => {
  const client = () => new OpenAI({ baseURL: openai.baseUrl, apiKey: OPENAI_KEY, maxRetries: 0 });
  const tools = [
    { type: 'function' as const, name: 'f', parameters: WEATHER_SCHEMA, strict: false },
  ];

  it('keeps what it answered, and goes on from it', async () => {
    const first = await client().responses.create({ model: 'gpt-5.4', input: 'How is it?', tools });
    const call = first.output.find((item) => item.type === 'function_call');
    expect(await client().responses.retrieve(first.id)).toMatchObject({
      id: first.id,
      status: 'completed',
    });
    const second = await client().responses.create({
      model: 'gpt-5.4',
      previous_response_id: first.id,
      input: [{ type: 'function_call_output', call_id: call!.call_id, output: 'fine' }],
      tools,
    });
    expect(second.output_text).toBe('f said: fine.');
    const items = await client().responses.inputItems.list(first.id);
    expect(items.data).toMatchObject([
      { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'How is it?' }] },
    ]);
    await client().responses.delete(first.id);
    await expect(client().responses.retrieve(first.id)).rejects.toBeInstanceOf(
      OpenAI.NotFoundError,
    );
  });

  it('works in the background, until it is cancelled', async () => {
    const short = await client().responses.create({
      model: 'gpt-5.4',
      input: 'hi',
      background: true,
    });
    expect(short.status).toBe('queued');
    await until(
      5,
      'the response',
      async () => (await client().responses.retrieve(short.id)).status === 'completed',
    );
    const long = await client().responses.create({
      model: 'gpt-5.4',
      input: 'hi #long',
      background: true,
    });
    expect((await client().responses.cancel(long.id)).status).toBe('cancelled');
    expect((await client().responses.retrieve(long.id)).status).toBe('cancelled');
  });

  it('wants its encrypted reasoning back, and as it was', async () => {
    const asked = {
      model: 'gpt-5.4',
      store: false,
      include: ['reasoning.encrypted_content'],
      reasoning: { summary: 'auto' },
      tools,
    };
    const { json } = await responses(asked);
    const [reasoning, call] = json.output;
    expect(reasoning).toMatchObject({
      type: 'reasoning',
      summary: [{ text: REASONING }],
      encrypted_content: expect.stringMatching(/^gAAAAA/),
    });
    const output = { type: 'function_call_output', call_id: call.call_id, output: 'fine' };
    const said = { role: 'user', content: 'hi' };
    expect(await responses({ ...asked, input: [said, reasoning, call, output] })).toMatchObject({
      status: 200,
    });
    const without = await responses({ ...asked, input: [said, call, output] });
    expect(without.json.error.message).toContain(
      `without its required 'reasoning' item: '${reasoning.id}'`,
    );
    const other = {
      ...reasoning,
      encrypted_content: `${reasoning.encrypted_content.slice(0, -8)}AAAAAAA=`,
    };
    const broken = await responses({ ...asked, input: [said, other, call, output] });
    expect(broken.json.error.code).toBe('invalid_encrypted_content');
    const bare = { ...reasoning, encrypted_content: undefined };
    expect((await responses({ ...asked, input: [said, bare, call, output] })).status).toBe(404);
  });

  it.each<[string, object, string]>([
    ['a member of chat', { max_tokens: 10 }, "Unknown parameter: 'max_tokens'"],
    [
      'a tool in chat’s form',
      { tools: [{ type: 'function', function: { name: 'f' } }] },
      "'tools[0].name'",
    ],
    [
      'an output without a call',
      { input: [{ type: 'function_call_output', call_id: 'call_1', output: '' }] },
      'No tool call found',
    ],
    [
      'a call without an output',
      { input: [{ type: 'function_call', call_id: 'call_1', name: 'f', arguments: '{}' }] },
      'No tool output found',
    ],
    [
      'a response that is not there',
      { previous_response_id: 'resp_x' },
      "Previous response with id 'resp_x' not found",
    ],
  ])('refuses %s', async (_, body, message) => {
    const { status, json } = await responses(body);
    expect(json.error.message).toContain(message);
    expect(status).toBe(400);
  });

  it('numbers its events', async () => {
    const { text } = await responses({ stream: true });
    const numbers = [...text.matchAll(/"sequence_number":(\d+)/g)].map((match) => Number(match[1]));
    expect(numbers).toEqual(numbers.map((_, n) => n));
    expect(text).toMatch(/^event: response.created\n/);
    expect(text).toMatch(/\nevent: response.completed\ndata: [^\n]+\n\n$/);
  });
});
