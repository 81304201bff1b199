import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BOOTSTRAP_KEY, System, until } from './harness/system.ts';
import { TEXT, Upstream } from './harness/upstream.ts';

let upstream: Upstream;
let system: System;
let client: OpenAI;

beforeAll(async () => {
  upstream = await Upstream.start();
  system = await System.start({
    env: {
      OPENAI_API_KEY: 'sk-upstream-secret',
      OPENAI_BASE_URL: upstream.baseUrl,
      SIGNALBOX_FIRST_BYTE_TIMEOUT_MS: '1500',
      SIGNALBOX_IDLE_TIMEOUT_MS: '1500',
    },
  });
  client = new OpenAI({ apiKey: BOOTSTRAP_KEY, baseURL: `${system.gateway}/v1`, maxRetries: 0 });
});
afterAll(async () => {
  await system?.[Symbol.asyncDispose]();
  await upstream?.[Symbol.asyncDispose]();
});

const chat = (model: string) => ({
  model: `openai/${model}`,
  messages: [{ role: 'user' as const, content: 'Say hello' }],
});

async function collect(
  stream: AsyncIterable<OpenAI.Chat.ChatCompletionChunk>,
): Promise<{ text: string; usage: unknown; chunks: number }> {
  let text = '';
  let usage: unknown = null;
  let chunks = 0;
  for await (const part of stream) {
    chunks++;
    text += part.choices[0]?.delta.content ?? '';
    usage = part.usage ?? usage;
  }
  return { text, usage, chunks };
}

describe('chat', () => {
  it('answers, and the trace holds tokens, timing and bodies', async () => {
    const { data, response } = await client.chat.completions.create(chat('plain')).withResponse();
    expect(data.choices[0]?.message.content).toBe(TEXT);
    expect(response.headers.get('x-signalbox-provider')).toBe('openai');
    expect(response.headers.get('x-signalbox-model')).toBe('plain');
    expect(response.headers.get('set-cookie')).toBeNull();
    const sent = upstream.received.at(-1);
    expect(sent?.headers.authorization).toBe('Bearer sk-upstream-secret');
    expect(JSON.parse(sent!.body.toString())).toEqual({ ...chat('plain'), model: 'plain' });
    const row = await system.trace(response.headers.get('x-request-id')!);
    expect(row).toMatchObject({
      status: 'ok',
      provider: 'openai',
      input_tokens: 11,
      cached_input_tokens: 4,
      output_tokens: 7,
      reasoning_tokens: 2,
      finish_reasons: ['stop'],
      response_model: 'gpt-test-2026',
      system_fingerprint: 'fp_test',
    });
    expect(JSON.stringify(row)).toContain('Say hello');
    expect(JSON.stringify(row)).not.toContain('sk-upstream-secret');
    // A model that has no known price costs an unknown amount, not nothing.
    expect(row['cost_usd']).toBeNull();
  });

  it.each(['plain', 'split-bytes', 'crlf', 'no-space', 'comments', 'no-usage'])(
    'streams (%s)',
    async (scenario) => {
      const { data, response } = await client.chat.completions
        .create({ ...chat(scenario), stream: true })
        .withResponse();
      const { text, usage } = await collect(data);
      expect(text).toBe(TEXT);
      // Usage was not asked for by the client, so it sees none; the gateway asked for it and keeps it.
      expect(usage).toBeNull();
      const row = await system.trace(response.headers.get('x-request-id')!);
      expect(row.status).toBe('ok');
      expect(row['stream']).toBe(true);
      expect(row['output_tokens']).toBe(scenario === 'no-usage' ? null : 7);
      expect(row['ttft_ms']).toBeGreaterThan(0);
    },
  );

  it('passes usage on where it was asked for', async () => {
    const { usage } = await collect(
      await client.chat.completions.create({
        ...chat('plain'),
        stream: true,
        stream_options: { include_usage: true },
      }),
    );
    expect(usage).toMatchObject({ total_tokens: 18 });
  });

  it('calls tools', async () => {
    const { choices } = await client.chat.completions.create({
      ...chat('tools'),
      tools: [
        {
          type: 'function',
          function: {
            name: 'get_weather',
            parameters: { type: 'object', properties: { city: { type: 'string' } } },
          },
        },
      ],
    });
    expect(choices[0]?.message.tool_calls?.[0]).toMatchObject({
      function: { name: 'get_weather', arguments: '{"city":"Paris"}' },
    });
  });

  it('answers in a schema', async () => {
    const { choices } = await client.chat.completions.create({
      ...chat('structured'),
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'city', schema: { type: 'object' } },
      },
    });
    expect(JSON.parse(choices[0]?.message.content ?? '')).toEqual({
      city: 'Paris',
      population: 2102650,
    });
  });

  it.each(['float', 'base64'] as const)('embeds (%s)', async (encoding_format) => {
    const { data, usage } = await client.embeddings.create({
      model: 'openai/embed',
      input: 'hello',
      encoding_format,
    });
    expect(usage.prompt_tokens).toBe(5);
    if (encoding_format === 'float') expect(data[0]?.embedding).toEqual([0.25, -0.5, 1]);
  });
});

describe('errors come in the form that the client knows', () => {
  it('400 for a body that is no request', async () => {
    await expect(client.chat.completions.create({ messages: [] } as never)).rejects.toBeInstanceOf(
      OpenAI.BadRequestError,
    );
  });

  it('400 for a doubled member', async () => {
    const response = await fetch(`${system.gateway}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${BOOTSTRAP_KEY}`, 'content-type': 'application/json' },
      body: '{"model":"openai/plain","messages":[],"mod\\u0065l":"openai/broken"}',
    });
    expect(response.status).toBe(400);
    expect(((await response.json()) as { error: { message: string } }).error.message).toContain(
      'model',
    );
  });

  it('401 for a wrong key', async () => {
    const stranger = new OpenAI({
      apiKey: 'sbx_nobody',
      baseURL: `${system.gateway}/v1`,
      maxRetries: 0,
    });
    await expect(stranger.chat.completions.create(chat('plain'))).rejects.toBeInstanceOf(
      OpenAI.AuthenticationError,
    );
  });

  it('404 for a model that no provider serves', async () => {
    await expect(
      client.chat.completions.create({ ...chat('x'), model: 'sandbox/no-such-model' }),
    ).rejects.toBeInstanceOf(OpenAI.NotFoundError);
  });

  it('413 for a body over the limit', async () => {
    const error = await client.chat.completions
      .create({ ...chat('plain'), messages: [{ role: 'user', content: 'x'.repeat(33 << 20) }] })
      .catch((e: unknown) => e);
    expect(error).toMatchObject({ status: 413 });
  });

  it('429 of the upstream with its retry-after', async () => {
    const error = await client.chat.completions
      .create(chat('rate-limited'))
      .catch((e: unknown) => e);
    expect(error).toBeInstanceOf(OpenAI.RateLimitError);
    expect((error as InstanceType<typeof OpenAI.RateLimitError>).headers?.get('retry-after')).toBe(
      '3',
    );
  });

  it('500 of the upstream', async () => {
    await expect(client.chat.completions.create(chat('broken'))).rejects.toMatchObject({
      status: 500,
    });
  });

  it('504 where the first byte does not come', async () => {
    const error = await client.chat.completions
      .create(chat('no-first-byte'))
      .catch((e: unknown) => e);
    expect(error).toMatchObject({ status: 504, code: 'upstream_timeout' });
  });

  it.each(['error-event', 'cut-off'])(
    'an error, never a clean end, when the stream breaks (%s)',
    async (scenario) => {
      const { data, response } = await client.chat.completions
        .create({ ...chat(scenario), stream: true })
        .withResponse();
      await expect(collect(data)).rejects.toThrow();
      const row = await system.trace(response.headers.get('x-request-id')!);
      expect(row.status).toBe('error');
    },
  );
});

describe('a client that leaves', () => {
  it('ends the call upstream and is recorded as aborted', async () => {
    const before = upstream.aborted;
    const controller = new AbortController();
    const { data, response } = await client.chat.completions
      .create({ ...chat('slow-stream'), stream: true }, { signal: controller.signal })
      .withResponse();
    for await (const _ of data) {
      controller.abort();
      break;
    }
    await until(5, 'the upstream call to end', () => upstream.aborted > before);
    const row = await system.trace(response.headers.get('x-request-id')!);
    expect(row.status).toBe('aborted');
  });
});

describe('models', () => {
  it('are listed for the client', async () => {
    const names: string[] = [];
    for await (const model of client.models.list()) names.push(model.id);
    expect(names).toContain('sandbox/echo');
  });
});
