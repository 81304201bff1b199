import { connect } from 'node:net';
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

const body = { model: 'openai/gpt-4o', messages: [], stream: true };

describe('a drain', () => {
  it('lets what is in flight end, closes idle connections and takes nothing new', async () => {
    upstream.script = (response) => stream(response, events(), { pauseMs: 50 });
    const idle = connect(world.port, '127.0.0.1');
    const idleClosed = new Promise((resolve) => idle.once('close', resolve));
    idle.resume();
    const response = await world.chat(body);
    const drained = world.gateway.drain(5_000);
    expect(await response.text()).toBe(events().join(''));
    await drained;
    await idleClosed;
    await expect(world.chat(body)).rejects.toThrow();
    expect((await world.recordOfResponse(response)).header.status).toBe('ok');
  });

  it('ends with an error event what takes too long', async () => {
    upstream.script = (response) =>
      stream(response, Array(1_000).fill(events()[0]), { pauseMs: 20 });
    const response = await world.chat(body);
    const reader = response.body!.getReader();
    let text = Buffer.from((await reader.read()).value!).toString();
    const drained = world.gateway.drain(100);
    await expect(
      (async () => {
        for (;;) {
          const { value, done } = await reader.read();
          if (done) return;
          text += Buffer.from(value).toString();
        }
      })(),
    ).rejects.toThrow();
    await drained;
    expect(text).toContain('"code":"draining"');
    expect((await world.recordOfResponse(response)).header).toMatchObject({
      status: 'error',
      error_code: 'draining',
    });
  });
});

describe('a change of the configuration', () => {
  it('holds for the next request, while those in flight end on the old provider', async () => {
    const other = await ScriptedUpstream.start();
    try {
      upstream.script = (response) => stream(response, events(), { pauseMs: 50 });
      const response = await world.chat(body);
      world.setProvider('openai', { base_url: other.baseUrl });
      expect((await world.chat({ ...body, stream: false })).status).toBe(200);
      expect(other.received).toHaveLength(1);
      expect(await response.text()).toBe(events().join(''));
    } finally {
      await other[Symbol.asyncDispose]();
    }
  });

  it('takes a key away at once', async () => {
    upstream.script = (response) => json(response, 200, COMPLETION);
    expect((await world.chat(body)).status).toBe(200);
    world.setKey(null);
    expect((await world.chat(body)).status).toBe(401);
  });

  it('survives an entity that cannot be used', async () => {
    upstream.script = (response) => json(response, 200, COMPLETION);
    world.setProvider('broken', { base_url: 'no url' });
    world.setProvider('odd', { kind: 'unheard-of' });
    expect((await world.chat(body)).status).toBe(200);
    expect((await world.chat({ ...body, model: 'broken/x' })).status).toBe(200);
    expect(JSON.parse(upstream.received.at(-1)!.body.toString()).model).toBe('broken/x');
  });
});

describe('capture', () => {
  beforeEach(() => {
    upstream.script = (response) => json(response, 200, COMPLETION);
  });
  const attributes = { 'x-signalbox-user': 'u', 'x-signalbox-tags': 'a' };

  it.each([
    ['full', 'metadata', 'metadata'],
    ['full', 'off', 'off'],
    ['metadata', 'full', 'metadata'],
    ['off', 'full', 'off'],
  ])('of a project with %s, asked for %s, is %s', async (capture, asked, expected) => {
    world.setProject({ capture });
    const response = await world.chat(body, { ...attributes, 'x-signalbox-capture': asked });
    const { header, request, response: answer } = await world.recordOfResponse(response);
    expect(header.capture).toBe(expected);
    expect(request.length + answer.length).toBe(0);
    expect(header.usage).toEqual({ input: 1000, output: 100 });
    expect(header.user).toBe(expected === 'off' ? null : 'u');
    expect(header.tags).toEqual(expected === 'off' ? [] : ['a']);
    expect(header.payload_dropped).toBe(false);
  });
});

describe('the other endpoints', () => {
  it('lists models that the key may call, under both prefixes', async () => {
    world.setProvider('sandbox', { kind: 'sandbox', base_url: '', position: 2 });
    world.setProvider('groq', { models: ['llama', 'qwen'], position: 3 });
    world.setKey({ allowed_models: ['sandbox/*', 'groq/qwen', 'openai/*'] });
    for (const prefix of ['/v1', '/openai/v1']) {
      const headers = { 'x-api-key': world.key };
      const list = await fetch(`${world.url}${prefix}/models`, { headers });
      const { data } = (await list.json()) as { data: { id: string }[] };
      expect(data.map(({ id }) => id)).toEqual(['sandbox/echo', 'sandbox/lorem', 'groq/qwen']);
      const one = await fetch(`${world.url}${prefix}/models/openai/any%2Fname`, { headers });
      expect(await one.json()).toMatchObject({ id: 'openai/any/name', owned_by: 'openai' });
      const none = await fetch(`${world.url}${prefix}/models/groq/llama`, { headers });
      expect(none.status).toBe(404);
    }
  });

  it('answers by the sandbox, and embeddings', async () => {
    world.setProvider('sandbox', { kind: 'sandbox', base_url: '', position: 2 });
    const chat = await world.chat({
      model: 'sandbox/echo',
      messages: [{ role: 'user', content: 'hi' }],
    });
    expect(chat.status).toBe(200);
    upstream.script = (response) =>
      json(
        response,
        200,
        '{"object":"list","data":[{"embedding":[0.1]}],"usage":{"prompt_tokens":3}}',
      );
    const embeddings = await fetch(`${world.url}/openai/v1/embeddings`, {
      method: 'POST',
      headers: { authorization: `Bearer ${world.key}`, 'content-type': 'application/json' },
      body: '{"model":"openai/e","input":"x"}',
    });
    expect(embeddings.status).toBe(200);
    expect(upstream.received.at(-1)!.path).toBe('/v1/embeddings');
    const { header } = await world.recordOfResponse(embeddings);
    expect(header).toMatchObject({ operation: 'embeddings', usage: { input: 3 } });
  });

  it('tells its health, readiness and metrics', async () => {
    upstream.script = (response) => json(response, 200, COMPLETION);
    await world.chat(body);
    expect((await fetch(`${world.url}/healthz`)).status).toBe(200);
    const ready = await fetch(`${world.url}/readyz`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({
      status: 'ready',
      config: { generation: world.state.generation },
      spool: { level: 'ok' },
    });
    const metrics = await (await fetch(`${world.url}/metrics`)).text();
    expect(metrics).toContain('signalbox_requests_total{operation="chat",status="ok",code="200"');
    expect(metrics).toMatch(
      /gen_ai_client_operation_duration_seconds_count\{[^}]*gen_ai_request_model="gpt-4o"/,
    );
    expect(metrics).toContain('gen_ai_token_type="output"');
    const behind = { 'x-forwarded-for': '1.2.3.4' };
    expect((await fetch(`${world.url}/metrics`, { headers: behind })).status).toBe(401);
  });

  it('says in one line that the port is taken', async () => {
    const other = world.gateway.listen({ host: '127.0.0.1', port: world.port, shared: false });
    await expect(other).rejects.toThrow();
  });
});
