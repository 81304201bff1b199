import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { COMPLETION, json, ScriptedUpstream } from './testing/upstream.ts';
import { World } from './testing/world.ts';

/** What becomes of a provider's own errors: passed on as they came, recorded as what they were. */
let upstream: ScriptedUpstream;
let world: World;

beforeAll(async () => {
  upstream = await ScriptedUpstream.start();
  world = await World.start();
  world.setProvider('openai', { base_url: upstream.baseUrl });
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await upstream[Symbol.asyncDispose]();
});
beforeEach(() => world.setProject({ capture: 'full' }));

const body = { model: 'openai/gpt-4o', messages: [] };

describe('an error of a provider', () => {
  it.each([
    [
      '{"error":{"message":"Slow down.","type":"requests","code":"rate_limit_exceeded"}}',
      'rate_limit_exceeded',
    ],
    ['{"error":{"message":"Slow down.","type":"rate_limit_error"}}', 'rate_limit_error'],
    ['{"error":{"message":"Slow down.","code":1302}}', '1302'],
    ['{"object":"error","message":"Slow down.","type":"rate_limited","code":null}', 'rate_limited'],
    [
      '[{"error":{"message":"Slow down.","status":"RESOURCE_EXHAUSTED","code":429}}]',
      'RESOURCE_EXHAUSTED',
    ],
  ])('is recorded by its own code, status and message: %s', async (text, code) => {
    upstream.script = (response) => json(response, 429, text);
    const { header } = await world.recordOfResponse(await world.chat(body));
    expect(header).toMatchObject({
      status: 'error',
      error_code: 'upstream_error',
      upstream_code: code,
      upstream_status: 429,
      error_message: `the provider answered 429 (${code}): Slow down.`,
    });
  });

  it('keeps its status where it says nothing that can be read', async () => {
    upstream.script = (response) => json(response, 503, '<html>');
    const { header } = await world.recordOfResponse(await world.chat(body));
    expect(header).toMatchObject({ upstream_code: null, upstream_status: 503 });
  });

  it('is recorded without its message, which may quote the prompt, where content is not kept', async () => {
    world.setProject({ capture: 'metadata' });
    upstream.script = (response) =>
      json(response, 400, '{"error":{"message":"You said: secret","code":"bad_prompt"}}');
    const { header } = await world.recordOfResponse(await world.chat(body));
    expect(header).toMatchObject({
      upstream_code: 'bad_prompt',
      error_message: 'the provider answered 400 (bad_prompt)',
    });
  });

  it('has the status of a redirect, which the client does not see', async () => {
    upstream.script = (response) => {
      response.writeHead(302, { location: 'http://127.0.0.1/' });
      response.end();
    };
    const { header } = await world.recordOfResponse(await world.chat(body));
    expect(header).toMatchObject({ http_status: 502, upstream_status: 302 });
  });

  it('is not what refused a request before any provider was asked', async () => {
    const { header } = await world.recordOfResponse(await world.chat('[]'));
    expect(header).toMatchObject({ upstream_code: null, upstream_status: null });
  });
});

describe('an answer of 200 that is none', () => {
  it.each([
    [
      '{"error":{"message":"No GPU.","code":"no_capacity"}}',
      'no_capacity',
      'with an error (no_capacity): No GPU.',
    ],
    ['{"error":"No GPU."}', null, 'with an error: No GPU.'],
    ['', null, 'with an empty body'],
  ])('reaches the client unchanged and counts as an error: %j', async (text, code, says) => {
    upstream.script = (response) => json(response, 200, text);
    const response = await world.chat(body);
    expect(response.status).toBe(200);
    expect(await response.clone().text()).toBe(text);
    const { header } = await world.recordOfResponse(response);
    expect(header).toMatchObject({
      status: 'error',
      http_status: 200,
      error_code: 'upstream_error',
      upstream_code: code,
      upstream_status: 200,
      error_message: `the provider answered 200 ${says}`,
    });
  });

  it.each(['null', '{}', '""'])('but an answer whose error is %s is one', async (error) => {
    const text = COMPLETION.replace('{', `{"error":${error},`);
    upstream.script = (response) => json(response, 200, text);
    const { header } = await world.recordOfResponse(await world.chat(body));
    expect(header).toMatchObject({ status: 'ok', upstream_code: null, upstream_status: null });
  });

  it('in the middle of a stream has the code and message of the event', async () => {
    upstream.script = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write('data: {"id":"c","choices":[{"index":0,"delta":{"content":"Hi"}}]}\n\n');
      response.end('data: {"error":{"message":"No GPU.","code":"no_capacity"}}\n\n');
    };
    const response = await world.chat({ ...body, stream: true });
    await response.text().catch(() => undefined);
    const { header } = await world.recordOfResponse(response);
    expect(header).toMatchObject({
      status: 'error',
      error_code: 'upstream_error',
      upstream_code: 'no_capacity',
      upstream_status: 200,
      error_message: "the provider's stream ended with an error event (no_capacity): No GPU.",
    });
  });
});

describe('a provider that gives away what it was called with', () => {
  const secret = 'sk-proj-0123456789-abcdefghij';
  const echoed = `{"error":{"message":"Bad key: Bearer ${secret}","code":"bad_key"}}`;
  const content = `data: {"choices":[{"index":0,"delta":{"content":"${secret}"}}]}\n\n`;
  const said = async (response: Response): Promise<string> => {
    let text = '';
    try {
      for await (const part of response.body!) text += Buffer.from(part).toString();
    } catch {
      // A stream with an error may break.
    }
    return text;
  };

  beforeEach(() => world.setProvider('openai', { base_url: upstream.baseUrl, credential: secret }));

  it.each([401, 200])('does not in an error of %i, its headers and its record', async (status) => {
    upstream.script = (response) =>
      json(response, status, echoed, { 'x-ratelimit-key': `Bearer ${secret}` });
    const response = await world.chat(body);
    expect(await response.clone().json()).toEqual({
      error: { message: 'Bad key: Bearer [credential]', code: 'bad_key' },
    });
    expect(response.headers.get('x-ratelimit-key')).toBe('Bearer [credential]');
    const record = await world.recordOfResponse(response);
    expect(JSON.stringify(record.header) + record.response).not.toContain('sk-proj');
    expect(record.header.error_message).toContain('Bad key: Bearer [credential]');
  });

  it.each([
    ['whole', false, 1e6],
    ['in pieces', false, 7],
    ['in pieces, with usage asked for', true, 5],
    ['byte by byte', true, 1],
  ])('does not in an error event of a stream, %s', async (_, include_usage, size) => {
    const text = `${content}event: error\ndata: ${echoed}\n\n`;
    upstream.script = async (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (let at = 0; at < text.length; at += size) {
        response.write(text.slice(at, at + size));
        await new Promise((resolve) => setImmediate(resolve));
      }
      response.end();
    };
    const response = await world.chat({ ...body, stream: true, stream_options: { include_usage } });
    const got = await said(response);
    // What the model says stays as it is.
    if (size < 1e6) expect(got).toContain(content);
    expect(got).toContain('Bad key: Bearer [credential]');
    const record = await world.recordOfResponse(response);
    expect(JSON.stringify(record.header)).not.toContain('sk-proj');
    expect(record.response.toString()).toBe(got);
  });

  it('answers, whole and streamed, untouched', async () => {
    const text = COMPLETION.replace('Grüß', secret);
    upstream.script = (response) => json(response, 200, text);
    expect(await (await world.chat(body)).text()).toBe(text);
    const stream = `${content}data: [DONE]\n\n`;
    upstream.script = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(stream.slice(0, 70));
      setTimeout(() => response.end(stream.slice(70)), 20);
    };
    expect(await said(await world.chat({ ...body, stream: true }))).toBe(stream);
  });
});
