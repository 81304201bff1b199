import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SignalboxError } from '../../platform/errors/index.ts';
import type { EngineInstallation } from './installation/index.ts';
import { type ChunkAnswer, RunningEngine } from './testing/running-engine.ts';
import { WAIT_HEADER } from './waiting.ts';

const LIMIT = 6;
let engine: RunningEngine;
beforeAll(async () => {
  engine = await RunningEngine.start({ limit: LIMIT });
}, 300_000);
afterAll(() => engine[Symbol.asyncDispose]());

const ask = (content: string) => ({
  messages: [{ role: 'user', content }],
  temperature: 0,
  max_tokens: 30,
});
const france = ask('What is the capital of France?');
const story = { ...ask('Write a long story about a dog.'), max_tokens: 1_500 };

describe('chat', { timeout: 120_000 }, () => {
  it('answers', async () => {
    const { status, body } = await engine.chat(france);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      object: 'chat.completion',
      model: 'smollm2-135m',
      choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant' } }],
    });
    expect(body.choices[0]!.message.content).toContain('Paris');
    const { prompt_tokens, completion_tokens, total_tokens } = body.usage;
    expect(prompt_tokens).toBeGreaterThan(10);
    expect(completion_tokens).toBeGreaterThan(3);
    expect(total_tokens).toBe(prompt_tokens + completion_tokens);
  });

  it('streams the same text in pieces, with usage where it was asked for', async () => {
    const whole = await engine.chat(france);
    const request = { ...france, stream_options: { include_usage: true } };
    const events = await engine.events(request);
    expect(events.at(-1)).toBe('[DONE]');
    const chunks = events.slice(0, -1) as ChunkAnswer[];
    expect(chunks[0]!.choices[0]!.delta.role).toBe('assistant');
    expect(textOf(chunks)).toBe(whole.body.choices[0]!.message.content);
    expect(chunks.length).toBeGreaterThan(4);
    expect(chunks.at(-2)!.choices[0]!.finish_reason).toBe('stop');
    expect(chunks.slice(0, -1).every((chunk) => chunk.usage === null)).toBe(true);
    expect(chunks.at(-1)).toMatchObject({
      choices: [],
      usage: { completion_tokens: whole.body.usage.completion_tokens },
    });
  });

  it('serves three at once, each by turns', async () => {
    const order: string[] = [];
    const texts = await Promise.all(
      ['Italy', 'Japan', 'France'].map(async (country) => {
        const chunks: ChunkAnswer[] = [];
        for await (const event of engine.stream(ask(`What is the capital of ${country}?`))) {
          order.push(country);
          if (event !== '[DONE]') chunks.push(event);
        }
        return textOf(chunks);
      }),
    );
    expect(texts[1]).toContain('Tokyo');
    expect(texts[2]).toContain('Paris');
    // All had begun before any had ended.
    const lastBegin = Math.max(...new Set(order).values().map((c) => order.indexOf(c)));
    const firstEnd = Math.min(...new Set(order).values().map((c) => order.lastIndexOf(c)));
    expect(lastBegin).toBeLessThan(firstEnd);
  });

  it('stops when the client leaves, and gives its place to another', async () => {
    const leave = new AbortController();
    const reading = (async () => {
      for await (const _ of engine.stream(story, leave.signal)) leave.abort();
    })();
    await expect(reading).rejects.toThrow();
    await expect.poll(async () => (await engine.json('/status', null)).body.requests).toBe(0);
    expect((await engine.chat(france)).body.choices[0]!.message.content).toContain('Paris');
  });

  it('keeps more requests than places waiting, and refuses more than it can keep', async () => {
    const leave = new AbortController();
    const running = Array.from({ length: LIMIT }, async () => {
      for await (const _ of engine.stream(story, leave.signal));
    });
    await expect.poll(async () => (await engine.json('/status', null)).body.requests).toBe(LIMIT);
    const refused = await engine.chat(france);
    expect(refused.status).toBe(503);
    expect(refused.body.error).toMatchObject({ code: 'overloaded', type: 'server_error' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    leave.abort();
    await Promise.allSettled(running);
    await expect.poll(async () => (await engine.json('/status', null)).body.requests).toBe(0);
    expect((await engine.chat(france)).status).toBe(200);
  });

  it('does not read again what a conversation has said already', async () => {
    const first = await engine.chat({ ...france, max_tokens: 8 });
    const { body } = await engine.chat({
      messages: [
        ...france.messages,
        { role: 'assistant', content: first.body.choices[0]!.message.content },
        { role: 'user', content: 'And of Italy?' },
      ],
      temperature: 0,
      max_tokens: 8,
    });
    expect(body.usage.prompt_tokens_details.cached_tokens).toBeGreaterThan(
      first.body.usage.prompt_tokens - 3,
    );
  });

  it('ends at a stop string and at the limit', async () => {
    const stopped = await engine.chat({ ...france, stop: [' Paris'] });
    expect(stopped.body.choices[0]).toMatchObject({
      finish_reason: 'stop',
      message: { content: 'The capital of France is' },
    });
    const limited = await engine.chat({ ...story, max_tokens: 5 });
    expect(limited.body.choices[0]!.finish_reason).toBe('length');
    expect(limited.body.usage.completion_tokens).toBe(5);
  });

  it('writes JSON of the schema that was given', async () => {
    const schema = {
      type: 'object',
      properties: {
        city: { type: 'string', description: 'A city' },
        size: { anyOf: [{ type: 'string', enum: ['small', 'large'] }, { type: 'null' }] },
        people: { $ref: '#/$defs/count' },
      },
      required: ['city', 'size', 'people'],
      additionalProperties: false,
      $defs: { count: { type: 'integer' } },
    };
    const { body } = await engine.chat({
      ...ask('Paris is a large city of 2 million people. As JSON:'),
      max_tokens: 100,
      response_format: { type: 'json_schema', json_schema: { name: 'city', schema } },
    });
    const answer = JSON.parse(body.choices[0]!.message.content ?? '');
    expect(Object.keys(answer)).toEqual(['city', 'size', 'people']);
    expect(['small', 'large', null]).toContain(answer.size);
    expect(Number.isInteger(answer.people)).toBe(true);
    expect(body.choices[0]!.message.content).toMatch(/\}$/);
  });

  it('calls the tool that is required, streamed or not', async () => {
    const request = {
      ...ask('What is the weather in Paris?'),
      max_tokens: 80,
      tool_choice: { type: 'function', function: { name: 'get_weather' } },
      tools: ['get_weather', 'get_time'].map((name) => ({
        type: 'function',
        function: {
          name,
          parameters: { type: 'object', properties: { city: { type: 'string' } } },
        },
      })),
    };
    const { body } = await engine.chat(request);
    expect(body.choices[0]).toMatchObject({
      finish_reason: 'tool_calls',
      message: { content: null, tool_calls: [{ function: { name: 'get_weather' } }] },
    });
    const call = body.choices[0]!.message.tool_calls![0]!;
    expect(JSON.parse(call.function.arguments)).toHaveProperty('city');

    const events = await engine.events(request);
    const deltas = events.flatMap((e) => (e === '[DONE]' ? [] : e.choices.map((c) => c.delta)));
    expect(deltas.find((delta) => delta.tool_calls)?.tool_calls).toMatchObject([
      { index: 0, type: 'function', function: call.function },
    ]);
  });

  it.each([
    [{ messages: [{ role: 'user', content: 'word '.repeat(9_000) }] }, 'context_length_exceeded'],
    [{ ...france, max_tokens: 9_000 }, 'context_length_exceeded'],
    [{ ...france, n: 2 }, 'request_invalid'],
    [{ ...france, logprobs: true }, 'request_invalid'],
    [{ messages: [] }, 'request_invalid'],
    [{ ...france, tool_choice: 'required' }, 'request_invalid'],
    [
      { messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'x' } }] }] },
      'request_invalid',
    ],
    [
      {
        ...france,
        response_format: {
          type: 'json_schema',
          json_schema: { name: 'x', schema: { type: 'string', pattern: 'a+' } },
        },
      },
      'request_invalid',
    ],
  ])('refuses what it cannot do, as OpenAI would: %#', async (request, code) => {
    const { status, body } = await engine.chat(request);
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ code, type: 'invalid_request_error' });
    expect(body.error.message).not.toBe('');
  });

  it('ignores members that say nothing', async () => {
    const request = { ...france, logprobs: false, logit_bias: {}, n: 1, user: 'u', store: false };
    expect((await engine.chat({ ...request, max_tokens: 1 })).status).toBe(200);
  });

  it('knows what it serves', async () => {
    const { status, body } = await engine.chat({ ...france, model: 'gpt-4o' });
    expect(status).toBe(404);
    expect(body.error.message).toContain('smollm2-135m');
    expect((await engine.chat({ ...france, model: 'all-minilm-l6-v2' })).status).toBe(404);
    const { body: now } = await engine.json('/status', null);
    expect(now.state).toBe('ready');
    expect(now.models.find((m) => m.name === 'smollm2-135m')!.memory_bytes).toBeGreaterThan(9e7);
  });
});

describe('embeddings', { timeout: 60_000 }, () => {
  const embed = (request: object) =>
    engine.json('/v1/embeddings', { model: 'all-minilm-l6-v2', ...request });

  it('are those that the model is published with', async () => {
    // Similarities shown on the model's card at Hugging Face: .695, .943, .257; int8 moves them by a few thousandths.
    const { body } = await embed({
      input: [
        'That is a happy person',
        'That is a happy dog',
        'That is a very happy person',
        'Today is a sunny day',
      ],
    });
    const [person, dog, veryHappy, day] = body.data.map((row) => row.embedding as number[]);
    expect(body.data.map((row) => row.index)).toEqual([0, 1, 2, 3]);
    expect(person).toHaveLength(384);
    expect(dot(person!, person!)).toBeCloseTo(1, 5);
    expect(Math.abs(dot(person!, dog!) - 0.695)).toBeLessThan(0.02);
    expect(Math.abs(dot(person!, veryHappy!) - 0.943)).toBeLessThan(0.02);
    expect(Math.abs(dot(person!, day!) - 0.257)).toBeLessThan(0.02);
    expect(body.usage.prompt_tokens).toBe(7 + 7 + 8 + 7);
  });

  it('do not depend on what else is in the request', async () => {
    const texts = [
      'a dog',
      'a much longer sentence about a dog and its long day out',
      'cat',
      'cat',
    ];
    const together = (await embed({ input: texts })).body.data;
    for (const [i, text] of texts.entries()) {
      const alone = (await embed({ input: text })).body.data[0]!.embedding as number[];
      expect(dot(alone, together[i]!.embedding as number[])).toBeGreaterThan(0.9999);
    }
  });

  it('come as base64 of float32 too', async () => {
    const plain = (await embed({ input: 'hello' })).body.data[0]!.embedding as number[];
    const coded = (await embed({ input: 'hello', encoding_format: 'base64' })).body.data[0]!;
    const bytes = Buffer.from(coded.embedding as string, 'base64');
    expect(bytes).toHaveLength(384 * 4);
    expect(bytes.readFloatLE(4 * 7)).toBeCloseTo(plain[7]!, 6);
  });

  it('refuse a text that is too long, unless it may be cut', async () => {
    const input = 'word '.repeat(400);
    const refused = await embed({ input });
    expect(refused.status).toBe(400);
    expect(refused.body.error.code).toBe('context_length_exceeded');
    const cut = await embed({ input, truncate: true });
    expect(cut.body.usage.prompt_tokens).toBe(256);
  });

  it.each([
    [{ input: [1, 2, 3] }, 'token ids'],
    [{ input: [[1, 2]] }, 'token ids'],
    [{ input: '' }, 'empty'],
    [{ input: [] }, '>=1'],
    [{ input: 'x', dimensions: 64 }, '384 dimensions'],
  ])('say what they do not take: %j', async (request, says) => {
    const { status, body } = await embed(request);
    expect(status).toBe(400);
    expect(body.error.message).toContain(says);
  });
});

describe('an engine that is not installed', () => {
  const installation = (current: EngineInstallation['current']): EngineInstallation => ({
    progress: async () => null,
    current,
    ready: (signal) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    async [Symbol.asyncDispose]() {},
  });

  it('says that it is on its way when the caller has waited long enough', async () => {
    await using starting = await RunningEngine.start({
      installation: installation({ state: 'installing', startedAtMs: Date.now() }),
    });
    const { status, headers, body } = await starting.json(
      '/v1/chat/completions',
      { model: 'smollm2-135m', ...france },
      { [WAIT_HEADER]: '20' },
    );
    expect(status).toBe(503);
    expect(body.error.code).toBe('engine_starting');
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  });

  it('says at once why it cannot be, and embeds all the same', async () => {
    const error = new SignalboxError('engine_unavailable', 'npm was not found', 'Put it there.');
    await using failed = await RunningEngine.start({
      installation: installation({ state: 'failed', error }),
    });
    const { status, body } = await failed.chat(france);
    expect(status).toBe(503);
    expect(body.error).toMatchObject({ code: 'engine_unavailable' });
    expect(body.error.message).toContain('npm was not found. Put it there.');
    const embedded = await failed.json('/v1/embeddings', { model: 'all-minilm-l6-v2', input: 'x' });
    expect(embedded.status).toBe(200);
  });
});

function textOf(chunks: readonly ChunkAnswer[]): string {
  return chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('');
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
