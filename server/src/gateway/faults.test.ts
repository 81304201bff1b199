import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMPLETION, events, json, ScriptedUpstream, stream } from './testing/upstream.ts';
import { World } from './testing/world.ts';

let upstream: ScriptedUpstream;
let world: World;

beforeEach(async () => {
  upstream = await ScriptedUpstream.start();
  world = await World.start();
  world.setProvider('openai', { base_url: upstream.baseUrl });
});
afterEach(async () => {
  await world[Symbol.asyncDispose]();
  await upstream[Symbol.asyncDispose]();
});

const body = { model: 'openai/gpt-4o', messages: [] };
const USAGE = { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 };

describe('an answer that is encoded although identity was asked for', () => {
  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
  ] as const)('is decoded (%s)', async (encoding, encode) => {
    upstream.script = (response) => {
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-encoding': encoding,
      });
      response.end(encode(COMPLETION));
    };
    const response = await world.chat(body);
    expect(response.headers.get('content-encoding')).toBeNull();
    expect(await response.text()).toBe(COMPLETION);
    expect((await world.recordOfResponse(response)).header).toMatchObject({
      status: 'ok',
      usage: { input: 1000, output: 100 },
    });
  });

  it('is decoded as a stream', async () => {
    const whole = gzipSync(events(USAGE).join(''));
    upstream.script = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'content-encoding': 'gzip' });
      for (const byte of whole) response.write(Buffer.of(byte));
      response.end();
    };
    const response = await world.chat({ ...body, stream: true });
    expect(await response.text()).toBe(events().join(''));
    expect((await world.recordOfResponse(response)).header).toMatchObject({
      status: 'ok',
      usage: { input: 11, output: 7 },
    });
  });

  it('waits for a client that reads slowly, and loses nothing', async () => {
    const content = 'x'.repeat(6 << 20);
    const event = `data: {"choices":[{"index":0,"delta":{"content":"${content}"}}]}\n\n`;
    const text = event.repeat(4) + events().slice(-2).join('');
    upstream.script = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'content-encoding': 'gzip' });
      response.end(gzipSync(text));
    };
    const response = await world.chat({ ...body, stream: true });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect((await response.text()).length).toBe(text.length);
  });

  it.each([
    ['compress', gzipSync(COMPLETION)],
    ['gzip', Buffer.from(COMPLETION)],
    ['gzip', gzipSync(COMPLETION).subarray(0, 60)],
  ])('is a 502 where it cannot be decoded (%s)', async (encoding, bytes) => {
    upstream.script = (response) => {
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-encoding': encoding,
      });
      response.end(bytes);
    };
    const response = await world.chat(body);
    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({ error: { code: 'upstream_error' } });
  });
});

describe('a host that refuses stream_options', () => {
  beforeEach(() => {
    upstream.script = (response, { body: sent }) =>
      sent.includes('stream_options')
        ? json(response, 400, '{"error":{"message":"Unrecognized argument: stream_options"}}')
        : stream(response, events());
  });

  it('is called again without, and from then on so at once', async () => {
    for (const calls of [2, 3]) {
      const response = await world.chat({ ...body, stream: true });
      expect(await response.text()).toBe(events().join(''));
      expect(upstream.received).toHaveLength(calls);
      const { header } = await world.recordOfResponse(response);
      expect(header).toMatchObject({ status: 'ok', usage: null });
      expect(header.attempts.map(({ status, reason }) => [status, reason])).toEqual(
        calls === 2
          ? [
              ['error', 'first'],
              ['ok', 'without_usage'],
            ]
          : [['ok', 'first']],
      );
    }
  });

  it('is told by its answer to a client that asked for it itself', async () => {
    const asked = { ...body, stream: true, stream_options: { include_usage: true } };
    expect((await world.chat(asked)).status).toBe(400);
    expect(upstream.received).toHaveLength(1);
  });

  it('is not called again for another refusal', async () => {
    upstream.script = (response) => json(response, 400, '{"error":{"message":"too long"}}');
    expect((await world.chat({ ...body, stream: true })).status).toBe(400);
    expect(upstream.received).toHaveLength(1);
  });
});

it("has the provider's id of the request in the answer and in its record", async () => {
  const id = { 'x-request-id': 'req_of_provider' };
  upstream.script = (response) => json(response, 200, COMPLETION, id);
  const response = await world.chat(body);
  expect(response.headers.get('x-signalbox-upstream-request-id')).toBe('req_of_provider');
  expect(response.headers.get('x-request-id')).not.toBe('req_of_provider');
  const { header } = await world.recordOfResponse(response);
  expect(header.attempts[0]?.upstream_request_id).toBe('req_of_provider');
});

it('counts what both attempts used where one failed and told its usage', async () => {
  const usage = { prompt_tokens: 20, completion_tokens: 1 };
  upstream.script = (response, { body: sent }) =>
    sent.includes('stream_options')
      ? json(response, 400, JSON.stringify({ error: { message: 'no stream_options' }, usage }))
      : stream(response, events({ prompt_tokens: 20, completion_tokens: 5 }));
  const response = await world.chat({ ...body, stream: true });
  await response.text();
  const { header } = await world.recordOfResponse(response);
  expect(header.usage).toMatchObject({ input: 40, output: 6 });
  expect(header.attempts.map((attempt) => attempt.usage?.output)).toEqual([1, 5]);
});

describe('the doors', () => {
  const post = (path: string, sent: object, headers: Record<string, string>) =>
    fetch(`${world.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(sent),
    });

  it('take a key as api-key, and a slash at the end', async () => {
    expect((await post('/v1/chat/completions/', body, { 'api-key': world.key })).status).toBe(200);
    expect(upstream.received[0]!.path).toBe('/v1/chat/completions');
    expect(upstream.received[0]!.headers['api-key']).toBeUndefined();
  });

  it('answer OPTIONS, and let no other origin in', async () => {
    const headers = { origin: 'https://elsewhere.example' };
    const options = { method: 'OPTIONS', headers };
    const response = await fetch(`${world.url}/v1/chat/completions`, options);
    expect(response.status).toBe(204);
    expect(response.headers.get('allow')).toBe('POST, OPTIONS');
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect((await fetch(`${world.url}/v1/nothing`, options)).status).toBe(404);
  });

  it('let in pages of the origins that a project names, and those of no other', async () => {
    const origin = 'https://app.example';
    world.setProject({ allowed_origins: [origin] });
    const ask = (from: string, path = '/v1/chat/completions') =>
      fetch(`${world.url}${path}`, {
        method: 'OPTIONS',
        headers: {
          origin: from,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization,content-type,x-stainless-os',
        },
      });
    const let_in = await ask(origin);
    expect([let_in.status, Object.fromEntries(let_in.headers)]).toMatchObject([
      204,
      {
        'access-control-allow-origin': origin,
        'access-control-allow-methods': 'POST',
        'access-control-allow-headers': 'authorization,content-type,x-stainless-os',
        vary: 'origin',
      },
    ]);
    expect(let_in.headers.get('access-control-allow-credentials')).toBeNull();
    for (const other of ['https://app.example.evil', 'http://app.example', 'null', '*']) {
      expect((await ask(other)).headers.get('access-control-allow-origin')).toBeNull();
    }
    expect((await ask(origin, '/metrics')).headers.get('access-control-allow-origin')).toBeNull();
    upstream.script = (response) => stream(response, ['data: [DONE]\n\n']);
    const key = { authorization: `Bearer ${world.key}` };
    const answers = {
      streamed: await post('/v1/chat/completions', { ...body, stream: true }, { ...key, origin }),
      refused: await post('/v1/chat/completions', { ...body, model: 'no' }, { ...key, origin }),
      keyless: await post('/v1/chat/completions', body, { authorization: 'Bearer no', origin }),
      models: await fetch(`${world.url}/v1/models`, { headers: { ...key, origin } }),
    };
    for (const [what, { headers }] of Object.entries(answers)) {
      expect([what, headers.get('access-control-allow-origin')]).toEqual([what, origin]);
      expect([what, headers.get('access-control-expose-headers')]).toEqual([what, '*']);
      expect([what, headers.get('x-request-id') !== null || what === 'models']).toEqual([
        what,
        true,
      ]);
    }
    const plain = await post('/v1/chat/completions', { ...body, model: 'no' }, key);
    expect(plain.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('lead to the older completions', async () => {
    const chunk = (text: string, reason: string | null) =>
      `data: ${JSON.stringify({ id: 'c', choices: [{ index: 0, text, finish_reason: reason }] })}\n\n`;
    const usage = `data: ${JSON.stringify({ id: 'c', choices: [], usage: USAGE })}\n\n`;
    const said = [chunk('a', null), chunk('b', 'stop')];
    upstream.script = (response) => stream(response, [...said, usage, 'data: [DONE]\n\n']);
    const sent = { model: 'openai/gpt-3.5-turbo-instruct', prompt: 'x', stream: true };
    const response = await post('/v1/completions', sent, { 'x-api-key': world.key });
    expect(await response.text()).toBe(`${said.join('')}data: [DONE]\n\n`);
    expect(upstream.received[0]!.path).toBe('/v1/completions');
    expect((await world.recordOfResponse(response)).header).toMatchObject({
      operation: 'text_completion',
      status: 'ok',
      usage: { input: 11, output: 7 },
      output_chunks: 2,
      finish_reasons: ['stop'],
    });
  });
});
