import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { COMPLETION, json, ScriptedUpstream } from './testing/upstream.ts';
import { World } from './testing/world.ts';

let upstream: ScriptedUpstream;
let world: World;

beforeAll(async () => {
  upstream = await ScriptedUpstream.start();
  world = await World.start({ maxBodyBytes: 100_000, firstByteMs: 300, totalMs: 2_000 });
  world.setProvider('openai', { base_url: upstream.baseUrl });
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await upstream[Symbol.asyncDispose]();
});
beforeEach(() => {
  upstream.script = (response) => json(response, 200, COMPLETION);
  world.setKey({});
  world.configAgeMs = 0;
});

const body = { model: 'openai/gpt-4o', messages: [] };

async function refusal(
  response: Response,
): Promise<{ status: number; code: string; type: string }> {
  const { error } = (await response.json()) as { error: { code: string; type: string } };
  return { status: response.status, code: error.code, type: error.type };
}

describe('who calls', () => {
  it('401 without a key, with a wrong one and with a revoked one', async () => {
    const none = await fetch(`${world.url}/v1/chat/completions`, { method: 'POST', body: '{}' });
    expect(await refusal(none)).toEqual({
      status: 401,
      code: 'key_missing',
      type: 'authentication_error',
    });
    const wrong = await world.chat(body, { authorization: 'Bearer sk-1' });
    expect(await refusal(wrong)).toMatchObject({ status: 401, code: 'key_invalid' });
    world.setKey(null);
    expect(await refusal(await world.chat(body))).toMatchObject({ code: 'key_invalid' });
  });

  it('takes the key as Bearer, x-api-key and Basic', async () => {
    const basic = Buffer.from(`:${world.key}`).toString('base64');
    for (const headers of [
      { authorization: `Bearer ${world.key}` },
      { authorization: '', 'x-api-key': world.key },
      { authorization: `Basic ${basic}` },
    ] as Record<string, string>[]) {
      expect((await world.chat(body, headers)).status).toBe(200);
    }
  });

  it('403 for a key without the scope', async () => {
    world.setKey({ scopes: ['traces:read'] });
    expect(await refusal(await world.chat(body))).toMatchObject({
      status: 403,
      code: 'scope_missing',
    });
  });

  it('503 when control was not heard for too long', async () => {
    world.configAgeMs = 900_001;
    expect(await refusal(await world.chat(body))).toMatchObject({
      status: 503,
      code: 'snapshot_stale',
    });
    const ready = await fetch(`${world.url}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({ status: 'snapshot_stale' });
  });
});

describe('what is asked', () => {
  it.each([
    ['{"model":', 'request_invalid'],
    ['[]', 'request_invalid'],
    ['{"messages":[]}', 'request_invalid'],
    ['{"model":"openai/a","mod\\u0065l":"openai/b"}', 'member_duplicated'],
    ['{"model":"openai/a","metadata":{"__proto__":"x"}}', 'request_invalid'],
  ])('400 for %s, with a record that says so', async (text, code) => {
    const response = await world.chat(text);
    expect(await refusal(response.clone())).toMatchObject({ status: 400, code });
    const { header } = await world.recordOfResponse(response);
    expect(header).toMatchObject({ status: 'error', http_status: 400, error_code: code });
    expect(header.attempts).toEqual([]);
  });

  it.each([
    { 'content-type': 'text/plain' },
    { 'content-encoding': 'gzip' },
    { 'x-signalbox-metadata': '[1]' },
    { 'x-signalbox-metadata': 'no' },
    { 'x-signalbox-capture': 'everything' },
    { 'x-signalbox-user': 'x'.repeat(300) },
  ])('400 for the header %j', async (headers) => {
    const given = headers as unknown as Record<string, string>;
    expect(await refusal(await world.chat(body, given))).toMatchObject({
      status: 400,
      code: 'request_invalid',
    });
  });

  it('404 for a model that nobody serves, or that the key may not call', async () => {
    world.setKey({ allowed_models: ['openai/gpt-4o', 'other/*'] });
    expect((await world.chat(body)).status).toBe(200);
    const response = await world.chat({ ...body, model: 'openai/o1' });
    expect(await refusal(response)).toMatchObject({ status: 404, code: 'model_not_found' });
  });

  it('names to a key with an allow-list only the providers of that', async () => {
    world.setProvider('hidden', { base_url: upstream.baseUrl, position: 8, models: ['m'] });
    const said = async (): Promise<string[]> => {
      const asked = await world.chat({ ...body, model: 'hidden/n' });
      const one = await fetch(`${world.url}/v1/models/hidden%2Fn`, {
        headers: { authorization: `Bearer ${world.key}` },
      });
      return Promise.all([asked.text(), one.text()]);
    };
    for (const text of await said()) {
      expect(text).toContain('openai, hidden');
      expect(text).toContain('`signalbox providers add`');
    }
    world.setKey({ allowed_models: ['openai/gpt-4o'] });
    for (const text of await said()) {
      expect(text).toContain('one of: openai.');
      expect(text.replace('\\"hidden/n\\"', '')).not.toContain('hidden');
    }
    world.setProvider('hidden', { enabled: false });
  });

  it('404 for an unknown path, 405 for a wrong method', async () => {
    expect(await refusal(await fetch(`${world.url}/v1/nothing`))).toMatchObject({ status: 404 });
    const wrong = await fetch(`${world.url}/v1/chat/completions`);
    expect(wrong.headers.get('allow')).toBe('POST');
    expect(await refusal(wrong)).toMatchObject({ status: 405, code: 'method_not_allowed' });
  });
});

describe('a body over the limit', () => {
  it('413 by its announced length, also for a client that sends on', async () => {
    const response = await world.chat({ ...body, pad: 'x'.repeat(5_000_000) });
    expect(await refusal(response)).toMatchObject({ status: 413, code: 'body_too_large' });
  });

  it('413 as soon as it is too long, where no length was announced', async () => {
    const pieces = new ReadableStream({
      pull(controller) {
        controller.enqueue(Buffer.alloc(20_000, 'x'));
      },
    });
    const answer = await world.chat('', {}, { body: pieces, duplex: 'half' } as RequestInit);
    expect(answer.status).toBe(413);
  });

  it('413 before a client that asks first sends anything', async () => {
    const socket = connect(world.port, '127.0.0.1');
    socket.write(
      `POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${world.key}\r\ncontent-type: application/json\r\nexpect: 100-continue\r\ncontent-length: 1000000\r\n\r\n`,
    );
    const [first] = (await socket.take(1).toArray()) as Buffer[];
    expect(first!.toString()).toMatch(/^HTTP\/1.1 413 /);
    socket.destroy();
  });

  it('a client that asks first is told to go on', async () => {
    const text = JSON.stringify(body);
    const socket = connect(world.port, '127.0.0.1');
    socket.write(
      `POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${world.key}\r\ncontent-type: application/json\r\nexpect: 100-continue\r\nconnection: close\r\ncontent-length: ${text.length}\r\n\r\n`,
    );
    let received = '';
    for await (const part of socket) {
      received += String(part);
      if (received === 'HTTP/1.1 100 Continue\r\n\r\n') socket.write(text);
    }
    expect(received).toContain('HTTP/1.1 200 OK');
  });
});

describe("the provider's failures", () => {
  it.each([400, 401, 404, 429, 500, 503])('%i comes through as it is', async (status) => {
    const text = `{ "error": {"message":"no","code":${status}} }`;
    upstream.script = (response) =>
      json(response, status, text, { 'retry-after': '3', 'retry-after-ms': '2500' });
    const response = await world.chat(body);
    expect(response.status).toBe(status);
    expect(response.headers.get('retry-after')).toBe('3');
    expect(response.headers.get('retry-after-ms')).toBe('2500');
    expect(await response.text()).toBe(text);
    const { header } = await world.recordOfResponse(response);
    expect(header).toMatchObject({
      status: 'error',
      http_status: status,
      error_code: 'upstream_error',
    });
    expect(header.attempts[0]).toMatchObject({ status: 'error', http_status: status });
  });

  it('502 where nobody listens', async () => {
    world.setProvider('gone', { base_url: 'http://127.0.0.1:1/v1', position: 9 });
    const response = await world.chat({ ...body, model: 'gone/x' });
    expect(await refusal(response)).toMatchObject({ status: 502, code: 'upstream_unreachable' });
  });

  it('502 where it breaks off in the middle of a document', async () => {
    upstream.script = (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1_000 });
      response.write('{"half":');
      setTimeout(() => response.destroy(), 10);
    };
    expect(await refusal(await world.chat(body))).toMatchObject({
      status: 502,
      code: 'upstream_interrupted',
    });
  });

  it('502 for a redirect, which is not followed', async () => {
    upstream.script = (response) => {
      response.writeHead(302, { location: 'http://169.254.169.254/' });
      response.end();
    };
    expect(await refusal(await world.chat(body))).toMatchObject({
      status: 502,
      code: 'upstream_error',
    });
  });

  it('504 where the first byte does not come', async () => {
    upstream.script = () => undefined;
    expect(await refusal(await world.chat(body))).toMatchObject({
      status: 504,
      code: 'upstream_timeout',
    });
  });

  it('504 where it never ends', async () => {
    upstream.script = (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write(' '), 50);
      response.on('close', () => clearInterval(timer));
    };
    const response = await world.chat(body);
    const { error } = (await response.json()) as { error: { message: string } };
    expect(response.status).toBe(504);
    expect(error.message).toContain('did not end its answer within 2000 ms');
  });
});
