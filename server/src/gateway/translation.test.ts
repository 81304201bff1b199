import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { COMPLETION, events, json, ScriptedUpstream, stream } from './testing/upstream.ts';
import { World } from './testing/world.ts';

let upstream: ScriptedUpstream;
let world: World;
beforeAll(async () => {
  upstream = await ScriptedUpstream.start();
  world = await World.start();
  const origin = `http://127.0.0.1:${upstream.port}`;
  world.setProvider('claude', { kind: 'anthropic', base_url: origin });
  world.setProvider('gpt', { kind: 'openai', base_url: `${origin}/v1`, position: 2 });
  world.setProvider('both', {
    kind: 'openai',
    base_url: `${origin}/v1`,
    speaks_responses: true,
    position: 3,
  });
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await upstream[Symbol.asyncDispose]();
});
beforeEach(() => {
  upstream.received.length = 0;
  upstream.script = (response) => json(response, 200, COMPLETION);
  world.setProject({});
});

const MESSAGE = {
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'claude-1-20260101',
  content: [
    { type: 'text', text: 'Grüß 👋' },
    { type: 'tool_use', id: 'toolu_1', name: 'look', input: { at: 'sea' } },
  ],
  stop_reason: 'tool_use',
  stop_sequence: null,
  usage: {
    input_tokens: 7,
    cache_read_input_tokens: 3,
    cache_creation_input_tokens: 0,
    output_tokens: 5,
  },
};

const event = (type: string, more: object = {}): string =>
  `event: ${type}\ndata: ${JSON.stringify({ type, ...more })}\n\n`;
const begin = event('message_start', {
  message: {
    ...MESSAGE,
    content: [],
    stop_reason: null,
    usage: { input_tokens: 7, output_tokens: 1 },
  },
});
const text = (said: string): string =>
  event('content_block_delta', { index: 0, delta: { type: 'text_delta', text: said } });
const block = event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } });
const ending = [
  event('content_block_stop', { index: 0 }),
  event('message_delta', {
    delta: { stop_reason: 'end_turn', stop_sequence: null },
    usage: { output_tokens: 5 },
  }),
  event('message_stop'),
];

const messages = (body: object, more: Record<string, string> = {}) =>
  fetch(`${world.url}/v1/messages`, {
    method: 'POST',
    headers: {
      'x-api-key': world.key,
      'anthropic-version': '2023-06-01',
      'content-type': 'application/json',
      ...more,
    },
    body: JSON.stringify(body),
  });
const hello = [{ role: 'user', content: 'hello' }];

/** What stands in the `data:` lines of a stream. */
const dataOf = (body: string): string[] =>
  body.split('\n').flatMap((line) => (line.startsWith('data: ') ? [line.slice(6)] : []));

describe("a client of OpenAI's, a model of Anthropic's", () => {
  it('gets an answer in its own form, and the row has the usage', async () => {
    upstream.script = (response) => json(response, 200, JSON.stringify(MESSAGE));
    const response = await world.chat({ model: 'claude/claude-1', max_tokens: 9, messages: hello });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toMatchObject({
      object: 'chat.completion',
      model: 'claude-1-20260101',
      choices: [
        {
          message: {
            role: 'assistant',
            content: 'Grüß 👋',
            tool_calls: [{ id: 'toolu_1', function: { name: 'look', arguments: '{"at":"sea"}' } }],
          },
          finish_reason: 'tool_calls',
        },
      ],
      usage: {
        prompt_tokens: 10,
        completion_tokens: 5,
        prompt_tokens_details: { cached_tokens: 3 },
      },
    });
    const [received] = upstream.received;
    expect(received?.path).toBe('/v1/messages');
    expect(received?.headers['x-api-key']).toBe('secret-of-claude');
    expect(received?.headers['authorization']).toBeUndefined();
    expect(JSON.parse(String(received?.body))).toMatchObject({ model: 'claude-1', max_tokens: 9 });
    const { header, request } = await world.recordOfResponse(response);
    expect(header).toMatchObject({
      protocol: 'openai',
      provider: 'claude',
      status: 'ok',
      response_model: 'claude-1-20260101',
      usage: { input: 10, cached_input: 3, output: 5 },
    });
    expect(JSON.parse(String(request))).toMatchObject({ model: 'claude/claude-1' });
  });

  it('gets a stream in its own form, with usage only where it asked for it', async () => {
    upstream.script = (response) =>
      stream(response, [begin, block, text('Grüß '), event('ping'), text('👋'), ...ending]);
    for (const asked of [false, true]) {
      const response = await world.chat({
        model: 'claude/claude-1',
        max_tokens: 9,
        messages: hello,
        stream: true,
        ...(asked ? { stream_options: { include_usage: true } } : {}),
      });
      expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
      const data = dataOf(await response.text());
      expect(data.at(-1)).toBe('[DONE]');
      const chunks = data.slice(0, -1).map((line) => JSON.parse(line));
      expect(chunks[0].choices[0].delta).toMatchObject({ role: 'assistant' });
      expect(chunks.flatMap(({ choices }) => choices[0]?.delta.content ?? []).join('')).toBe(
        'Grüß 👋',
      );
      expect(chunks.filter(({ choices }) => choices[0]?.finish_reason)).toHaveLength(1);
      expect(chunks.filter(({ usage }) => usage)).toHaveLength(asked ? 1 : 0);
      const { header, response: kept } = await world.recordOfResponse(response);
      expect(header).toMatchObject({ status: 'ok', usage: { input: 7, output: 5 } });
      expect(header.ttft_us).toBeGreaterThan(0);
      expect(String(kept)).toContain('[DONE]');
    }
  });

  it("hears of the provider's error in its own form, with the status and when to try again", async () => {
    const error = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };
    upstream.script = (response) =>
      json(response, 529, JSON.stringify(error), { 'retry-after': '7' });
    const response = await world.chat({ model: 'claude/claude-1', max_tokens: 9, messages: hello });
    expect(response.status).toBe(529);
    expect(response.headers.get('retry-after')).toBe('7');
    expect(await response.json()).toMatchObject({
      error: { message: 'Overloaded', type: 'server_error', code: 'overloaded_error' },
    });
    const { header } = await world.recordOfResponse(response);
    expect(header).toMatchObject({
      status: 'error',
      upstream_code: 'overloaded_error',
      upstream_status: 529,
    });
  });

  it('hears of an error in the middle of a stream, which then ends without [DONE]', async () => {
    const error = event('error', { error: { type: 'overloaded_error', message: 'Overloaded' } });
    upstream.script = (response) => stream(response, [begin, block, text('Gr'), error]);
    const response = await world.chat({
      model: 'claude/claude-1',
      max_tokens: 9,
      messages: hello,
      stream: true,
    });
    const data = dataOf(await response.text());
    expect(JSON.parse(data.at(-1) ?? '')).toMatchObject({ error: { message: 'Overloaded' } });
    expect((await world.recordOfResponse(response)).header).toMatchObject({ status: 'error' });
  });

  it('hears that a stream broke', async () => {
    upstream.script = async (response) => {
      await stream(response, [begin, block, text('Gr')], { end: false });
      response.destroy();
    };
    const response = await world.chat({
      model: 'claude/claude-1',
      max_tokens: 9,
      messages: hello,
      stream: true,
    });
    await expect(response.text()).rejects.toThrow();
    const { header, response: kept } = await world.recordOfResponse(response);
    expect(header).toMatchObject({ status: 'error', error_code: 'upstream_interrupted' });
    expect(String(kept)).not.toContain('[DONE]');
  });

  describe('hears that a stream broke in the form that the stream has', () => {
    async function broken(path: string, body: object): Promise<string> {
      upstream.script = async (response) => {
        await stream(response, [begin, block, text('Gr'), text('üß')], { end: false });
        response.destroy();
      };
      const response = await fetch(`${world.url}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${world.key}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      await expect(response.text()).rejects.toThrow();
      return String((await world.recordOfResponse(response)).response);
    }

    it('Responses: with the number that comes next', async () => {
      const said = await broken('/v1/responses', {
        model: 'claude/claude-1',
        input: 'hi',
        stream: true,
      });
      const told = dataOf(said).map((data) => JSON.parse(data) as { sequence_number: number });
      expect(told.at(-1)).toMatchObject({ type: 'error' });
      expect(told.map((one) => one.sequence_number)).toEqual(told.map((_, n) => n));
      expect(told.length).toBeGreaterThan(5);
    });

    it('a list of Gemini: with its last element', async () => {
      const said = await broken('/v1beta/models/claude/claude-1:streamGenerateContent', {
        contents: [{ role: 'user', parts: [{ text: 'hi' }] }],
      });
      const list = JSON.parse(said) as unknown[];
      expect(list.at(-1)).toMatchObject({ error: { code: expect.any(Number) } });
      expect(JSON.stringify(list)).toContain('Gr');
    });
  });

  it('gets a stream also where the provider answers whole', async () => {
    upstream.script = (response) => json(response, 200, JSON.stringify(MESSAGE));
    const response = await world.chat({
      model: 'claude/claude-1',
      max_tokens: 9,
      messages: hello,
      stream: true,
    });
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(dataOf(await response.text()).at(-1)).toBe('[DONE]');
  });

  it('leaves, and the call ends', async () => {
    const aborted = upstream.aborted;
    upstream.script = (response) => stream(response, [begin, block, text('Gr')], { end: false });
    const leaving = new AbortController();
    const response = await world.chat(
      { model: 'claude/claude-1', max_tokens: 9, messages: hello, stream: true },
      {},
      { signal: leaving.signal },
    );
    await response.body?.getReader().read();
    leaving.abort();
    while (upstream.aborted === aborted) await sleep(5);
    expect((await world.recordOfResponse(response)).header.status).toBe('aborted');
  });

  it('is told what cannot be carried over, or has it dropped by name', async () => {
    upstream.script = (response) => json(response, 200, JSON.stringify(MESSAGE));
    const body = {
      model: 'claude/claude-1',
      max_tokens: 9,
      messages: hello,
      seed: 1,
      logit_bias: { 5: 1 },
    };
    const refused = await world.chat(body);
    expect(refused.status).toBe(400);
    const { error } = (await refused.json()) as { error: { code: string; message: string } };
    expect(error.code).toBe('feature_unsupported');
    expect(error.message).toContain('seed');
    expect(error.message).toContain('logit_bias');
    expect(upstream.received).toHaveLength(0);
    world.setProject({ on_unsupported: 'drop' });
    const dropped = await world.chat(body);
    expect(dropped.status).toBe(200);
    expect(dropped.headers.get('x-signalbox-dropped')?.split(', ').sort()).toEqual([
      'logit_bias',
      'seed',
    ]);
    expect(String(upstream.received[0]?.body)).not.toContain('seed');
  });

  it('is told of a thousand such things in a header that every client can read', async () => {
    upstream.script = (response) => json(response, 200, JSON.stringify(MESSAGE));
    const odd = Object.fromEntries(
      Array.from({ length: 1_000 }, (_, i) => [`\u00fcber, ${i}${'x'.repeat(300)}`, 1]),
    );
    const body = { model: 'claude/claude-1', max_tokens: 9, messages: hello, ...odd };
    const refused = await world.chat(body);
    expect(refused.status).toBe(400);
    expect((await refused.text()).length).toBeLessThan(4_000);
    world.setProject({ on_unsupported: 'drop' });
    const dropped = await world.chat(body);
    expect(dropped.status).toBe(200);
    const header = dropped.headers.get('x-signalbox-dropped') ?? '';
    expect(header.length).toBeLessThan(3_000);
    expect(header).toMatch(/, and \d+ more$/);
  });

  it('gets a 502 where the provider answers what is no answer of its protocol', async () => {
    for (const answer of ['{}', 'hello', '[]', '{"content":[]}']) {
      upstream.script = (response) => json(response, 200, answer);
      const response = await world.chat({
        model: 'claude/claude-1',
        max_tokens: 9,
        messages: hello,
      });
      expect([answer, response.status]).toEqual([answer, answer.includes('content') ? 200 : 502]);
      const { header } = await world.recordOfResponse(response);
      expect(header.status).toBe(response.status === 200 ? 'ok' : 'error');
    }
  });

  it('is told that embeddings are not made there', async () => {
    const response = await fetch(`${world.url}/v1/embeddings`, {
      method: 'POST',
      headers: { authorization: `Bearer ${world.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'claude/claude-1', input: 'a' }),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 'feature_unsupported' } });
  });
});

describe("a client of Anthropic's, a host that speaks both of OpenAI's protocols", () => {
  const RESPONSE = {
    id: 'resp_1',
    object: 'response',
    status: 'completed',
    model: 'gpt-4o',
    output: [
      {
        type: 'message',
        role: 'assistant',
        content: [{ type: 'output_text', text: 'A cat.', annotations: [] }],
      },
    ],
  };
  const picture = { type: 'base64', media_type: 'image/png', data: 'AAAA' };
  const shown = [
    ...hello,
    { role: 'assistant', content: [{ type: 'tool_use', id: 'toolu_1', name: 'look', input: {} }] },
    {
      role: 'user',
      content: [
        {
          type: 'tool_result',
          tool_use_id: 'toolu_1',
          content: [{ type: 'image', source: picture }],
        },
      ],
    },
  ];

  it.each([
    ['in the first', {}, '/v1/chat/completions', 'Grüß 你好 👋'],
    ['in the first', { stop_sequences: ['.'] }, '/v1/chat/completions', 'Grüß 你好 👋'],
    ['in the other', { messages: shown }, '/v1/responses', 'A cat.'],
  ])('is spoken with %s where that loses nothing of %j', async (_, more, path, said) => {
    const answer = path.endsWith('responses') ? JSON.stringify(RESPONSE) : COMPLETION;
    upstream.script = (response) => json(response, 200, answer);
    const body = { model: 'both/gpt-4o', max_tokens: 9, messages: hello, ...more };
    const response = await messages(body);
    expect(upstream.received.map((call) => call.path)).toEqual([path]);
    expect(await response.json()).toMatchObject({ content: [{ type: 'text', text: said }] });
  });

  it('is told what neither can carry, by the one that can carry most', async () => {
    const body = { model: 'both/gpt-4o', max_tokens: 9, messages: shown, stop_sequences: ['.'] };
    const refused = await messages({ ...body, top_k: 3 });
    expect(refused.status).toBe(400);
    const { error } = (await refused.json()) as { error: { message: string } };
    const [, told = ''] = /cannot be told: (.+?)\. /.exec(error.message) ?? [];
    expect(told.split(', ')).toHaveLength(2);
    expect(told).toContain('top_k');
  });
});

describe("a client of Anthropic's, a model of OpenAI's", () => {
  it('gets an answer in its own form', async () => {
    const response = await messages({ model: 'gpt/gpt-4o', max_tokens: 9, messages: hello });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      type: 'message',
      role: 'assistant',
      content: [{ type: 'text', text: 'Grüß 你好 👋' }],
      stop_reason: 'end_turn',
      usage: { input_tokens: 1000, output_tokens: 100 },
    });
    const [received] = upstream.received;
    expect(received?.path).toBe('/v1/chat/completions');
    expect(received?.headers['authorization']).toBe('Bearer secret-of-gpt');
    expect((await world.recordOfResponse(response)).header).toMatchObject({
      protocol: 'anthropic',
      provider: 'gpt',
      usage: { input: 1000, output: 100 },
    });
  });

  it('gets a stream of named events, with the usage that the provider was asked for', async () => {
    const usage = { prompt_tokens: 4, completion_tokens: 2, total_tokens: 6 };
    upstream.script = (response) => stream(response, events(usage));
    const response = await messages({
      model: 'gpt/gpt-4o',
      max_tokens: 9,
      messages: hello,
      stream: true,
    });
    const body = await response.text();
    const types = dataOf(body).map((line) => JSON.parse(line).type);
    expect(types[0]).toBe('message_start');
    expect(types.slice(-2)).toEqual(['message_delta', 'message_stop']);
    const delta = dataOf(body)
      .map((line) => JSON.parse(line))
      .find(({ type }) => type === 'message_delta');
    expect(delta).toMatchObject({
      delta: { stop_reason: 'end_turn' },
      usage: { output_tokens: 2 },
    });
    expect(JSON.parse(String(upstream.received[0]?.body)).stream_options).toEqual({
      include_usage: true,
    });
  });

  it('hears of errors in its own form: of the provider, of the gateway, of its key', async () => {
    upstream.script = (response) => json(response, 429, '{"error":{"message":"slow down"}}');
    const limited = await messages({ model: 'gpt/gpt-4o', max_tokens: 9, messages: hello });
    expect(limited.status).toBe(429);
    expect(await limited.json()).toMatchObject({
      type: 'error',
      error: { type: 'rate_limit_error', message: 'slow down' },
    });
    world.setKey({ allowed_models: ['gpt/gpt-4o'] });
    const unknown = await messages({ model: 'nobody/x', max_tokens: 9, messages: hello });
    world.setKey({});
    expect([unknown.status, await unknown.json()]).toMatchObject([
      404,
      { type: 'error', error: { type: 'not_found_error' } },
    ]);
    const wrong = await messages({ model: 'gpt/x' }, { 'x-api-key': 'no' });
    expect([wrong.status, await wrong.json()]).toMatchObject([
      401,
      { type: 'error', error: { type: 'authentication_error' } },
    ]);
  });
});

describe("Gemini's protocol on one side", () => {
  const gemini = (path: string, body: object) =>
    fetch(`${world.url}${path}`, {
      method: 'POST',
      headers: { 'x-goog-api-key': world.key, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const contents = [{ role: 'user', parts: [{ text: 'hello' }] }];

  it('streams as events and as a list, from a model of another provider', async () => {
    upstream.script = (response) => stream(response, events());
    const sse = await gemini('/v1beta/models/gpt/gpt-4o:streamGenerateContent?alt=sse', {
      contents,
    });
    expect(sse.headers.get('content-type')).toMatch(/^text\/event-stream/);
    const said = (chunks: { candidates: { content: { parts: { text?: string }[] } }[] }[]) =>
      chunks.flatMap(({ candidates }) => candidates[0]?.content.parts[0]?.text ?? []).join('');
    const chunks = dataOf(await sse.text()).map((line) => JSON.parse(line));
    expect(said(chunks)).toBe('Grüß 你好 👩‍👩‍👧');
    expect(chunks.at(-1).candidates[0].finishReason).toBe('STOP');
    const list = await gemini('/v1beta/models/gpt/gpt-4o:streamGenerateContent', { contents });
    expect(list.headers.get('content-type')).toMatch(/^application\/json/);
    expect(said(JSON.parse(await list.text()))).toBe('Grüß 你好 👩‍👩‍👧');
  });

  it("has OpenAI's embeddings made by Gemini", async () => {
    world.setProvider('google', {
      kind: 'gemini',
      base_url: `http://127.0.0.1:${upstream.port}`,
      position: 3,
    });
    upstream.script = (response) =>
      json(response, 200, '{"embeddings":[{"values":[0.5,1]},{"values":[2,3]}]}');
    const response = await fetch(`${world.url}/v1/embeddings`, {
      method: 'POST',
      headers: { authorization: `Bearer ${world.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'google/gemini-embedding-001', input: ['a', 'b'] }),
    });
    expect(await response.json()).toMatchObject({
      object: 'list',
      data: [
        { index: 0, embedding: [0.5, 1] },
        { index: 1, embedding: [2, 3] },
      ],
    });
    expect(upstream.received[0]?.path).toBe(
      '/v1beta/models/gemini-embedding-001:batchEmbedContents',
    );
  });

  it("counts the tokens of Anthropic's messages by Gemini", async () => {
    upstream.script = (response) => json(response, 200, '{"totalTokens":12}');
    const response = await fetch(`${world.url}/v1/messages/count_tokens`, {
      method: 'POST',
      headers: { 'x-api-key': world.key, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'google/gemini-2.5-flash', messages: hello }),
    });
    expect(await response.json()).toMatchObject({ input_tokens: 12 });
    expect(upstream.received[0]?.path).toBe('/v1beta/models/gemini-2.5-flash:countTokens');
  });

  it('keeps a key in the address to itself', async () => {
    const response = await fetch(
      `${world.url}/v1beta/models/google/gemini-2.5-flash:generateContent?key=${world.key}`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ contents }),
      },
    );
    const [received] = upstream.received;
    expect(received?.headers['x-goog-api-key']).toBe('secret-of-google');
    expect(received?.path).toBe('/v1beta/models/gemini-2.5-flash:generateContent');
    const { header, request } = await world.recordOfResponse(response);
    expect(JSON.stringify(header) + String(request)).not.toContain(world.key);
  });
});
