import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { events, ScriptedUpstream, stream } from './testing/upstream.ts';
import { World } from './testing/world.ts';

let upstream: ScriptedUpstream;
let world: World;

beforeAll(async () => {
  upstream = await ScriptedUpstream.start();
  world = await World.start({ idleMs: 300 });
  world.setProvider('openai', { base_url: upstream.baseUrl });
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await upstream[Symbol.asyncDispose]();
});

const USAGE = { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 };
const body = { model: 'openai/gpt-4o', messages: [], stream: true };

/** The text of an answer, and whether its end was a clean one. */
async function read(response: Response): Promise<{ text: string; clean: boolean }> {
  let text = '';
  const decoder = new TextDecoder();
  try {
    for await (const part of response.body!) text += decoder.decode(part, { stream: true });
    return { text, clean: true };
  } catch {
    return { text, clean: false };
  }
}

describe('a stream', () => {
  it('comes through without the usage that only the gateway asked for', async () => {
    upstream.script = (response) => stream(response, events(USAGE));
    const response = await world.chat(body);
    expect(await read(response)).toEqual({ text: events().join(''), clean: true });
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('x-signalbox-overhead-ms')).not.toBeNull();
    expect(JSON.parse(upstream.received.at(-1)!.body.toString())).toMatchObject({
      stream_options: { include_usage: true },
    });
    const { header, response: kept } = await world.recordOfResponse(response);
    expect(header).toMatchObject({
      status: 'ok',
      stream: true,
      usage: { input: 11, output: 7 },
      finish_reasons: ['stop'],
      output_chunks: 2,
    });
    expect(header.ttft_us).toBeGreaterThan(0);
    expect(kept.toString()).toBe(events().join(''));
  });

  it.each([
    ['one byte at a time', (text: string) => [...Buffer.from(text)].map((b) => Buffer.of(b))],
    ['in one piece', (text: string) => [text]],
    ['with comments', (text: string) => [`: hello\n\n${text}`]],
    ['with CR LF', (text: string) => [text.replaceAll('\n', '\r\n')]],
    ['without a space', (text: string) => [text.replaceAll('data: ', 'data:')]],
  ])('is passed on byte for byte where usage was asked for (%s)', async (_name, cut) => {
    const pieces = cut(events(USAGE).join(''));
    upstream.script = (response) => stream(response, pieces, { pauseMs: 0 });
    const response = await world.chat({ ...body, stream_options: { include_usage: true } });
    const { text, clean } = await read(response);
    expect(text).toBe(Buffer.concat(pieces.map((p) => Buffer.from(p))).toString());
    expect(clean).toBe(true);
    const { header } = await world.recordOfResponse(response);
    expect(header.usage).toEqual({ input: 11, output: 7 });
  });

  it.each(['Text/Event-Stream; charset=utf-8', 'text/plain', null])(
    'is read as what it is, sent as %s',
    async (type) => {
      upstream.script = (response) => {
        response.writeHead(200, type === null ? {} : { 'content-type': type });
        response.end(events(USAGE).join(''));
      };
      const response = await world.chat(body);
      expect(await read(response)).toEqual({ text: events().join(''), clean: true });
      const { header } = await world.recordOfResponse(response);
      expect(header).toMatchObject({ status: 'ok', usage: { input: 11, output: 7 } });
      expect(header.ttft_us).toBeGreaterThan(0);
    },
  );

  it('that was asked for and is plain text instead is passed on whole', async () => {
    upstream.script = (response) => {
      response.writeHead(200, { 'content-type': 'text/plain' });
      response.end('{"choices":[]}');
    };
    const response = await world.chat(body);
    expect(await read(response)).toEqual({ text: '{"choices":[]}', clean: true });
    expect((await world.recordOfResponse(response)).header).toMatchObject({ status: 'ok' });
  });

  it('belongs to whom its body says, where no header says otherwise', async () => {
    upstream.script = (response) => stream(response, events(USAGE));
    const stated = { user: 'ann', metadata: { a: '1', b: '2' }, prompt_cache_key: 'k' };
    const plain = await world.chat({ ...body, ...stated });
    await read(plain);
    expect((await world.recordOfResponse(plain)).header).toMatchObject({
      user: 'ann',
      metadata: { a: '1', b: '2', prompt_cache_key: 'k' },
    });
    const headers = { 'x-signalbox-user': 'bob', 'x-signalbox-metadata': '{"b":"3"}' };
    const headed = await world.chat({ ...body, ...stated }, headers);
    await read(headed);
    expect((await world.recordOfResponse(headed)).header).toMatchObject({
      user: 'bob',
      metadata: { a: '1', b: '3' },
    });
  });

  it('has no usage where the provider reports none', async () => {
    upstream.script = (response) => stream(response, events());
    const response = await world.chat(body);
    await read(response);
    const { header } = await world.recordOfResponse(response);
    expect(header).toMatchObject({ status: 'ok', usage: null, cost: null });
  });

  it('sends its first byte on before the second is there', async () => {
    const first = Promise.withResolvers<void>();
    upstream.script = async (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(events()[0]);
      await first.promise;
      response.end(events().slice(1).join(''));
    };
    const response = await world.chat(body);
    const reader = response.body!.getReader();
    const { value } = await reader.read();
    expect(Buffer.from(value!).toString()).toBe(events()[0]);
    first.resolve();
    while (!(await reader.read()).done);
  });
});

describe('a stream that fails', () => {
  it('ends with an error event and a broken connection when the provider breaks off', async () => {
    upstream.script = async (response) => {
      await stream(response, events().slice(0, 2), { end: false });
      response.destroy();
    };
    const response = await world.chat(body);
    const { text, clean } = await read(response);
    expect(clean).toBe(false);
    expect(text).toContain('"code":"upstream_interrupted"');
    expect(text).not.toContain('[DONE]');
    const { header, response: kept } = await world.recordOfResponse(response);
    expect(header).toMatchObject({
      status: 'error',
      http_status: 200,
      error_code: 'upstream_interrupted',
    });
    expect(kept.toString()).toBe(text);
  });

  it('does so when the provider ends without a terminal event', async () => {
    upstream.script = (response) => stream(response, events().slice(0, 2));
    const { text, clean } = await read(await world.chat(body));
    expect(clean).toBe(false);
    expect(text).toContain('"code":"upstream_interrupted"');
  });

  const error = 'data: {"error":{"message":"overloaded","type":"server_error"}}\n\n';

  it.each([
    ['with its terminal event', [error, 'data: [DONE]\n\n']],
    ['without one', [error]],
    ['without its empty line', [error.slice(0, -1)]],
  ])("ends as the provider does after the provider's own error event (%s)", async (_n, last) => {
    upstream.script = (response) => stream(response, [events()[0]!, ...last]);
    const response = await world.chat(body);
    expect(await read(response)).toEqual({ text: events()[0] + last.join(''), clean: true });
    expect((await world.recordOfResponse(response)).header).toMatchObject({
      status: 'error',
      error_code: 'upstream_error',
    });
  });

  it('breaks where the provider breaks off after its own error event', async () => {
    upstream.script = async (response) => {
      await stream(response, [events()[0]!, error], { end: false });
      response.destroy();
    };
    const { text, clean } = await read(await world.chat(body));
    expect(text).toContain('"message":"overloaded"');
    expect(clean).toBe(false);
  });

  it("is an error, not aborted, where the client leaves on the provider's error event", async () => {
    upstream.script = (response) => stream(response, [events()[0]!, error], { end: false });
    const controller = new AbortController();
    const response = await world.chat(body, {}, { signal: controller.signal });
    let text = '';
    const reader = response.body!.getReader();
    while (!text.includes('overloaded'))
      text += Buffer.from((await reader.read()).value!).toString();
    controller.abort();
    expect((await world.recordOfResponse(response)).header).toMatchObject({
      status: 'error',
      error_code: 'upstream_error',
    });
  });

  it('does so when the provider falls silent', async () => {
    upstream.script = (response) => stream(response, events().slice(0, 1), { end: false });
    const { text, clean } = await read(await world.chat(body));
    expect(clean).toBe(false);
    expect(text).toContain('"code":"upstream_timeout"');
  });

  it('is a plain error while nothing has left', async () => {
    upstream.script = (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.flushHeaders();
      setTimeout(() => response.destroy(), 20);
    };
    const response = await world.chat(body);
    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({ error: { code: 'upstream_interrupted' } });
  });
});

describe('a client that leaves', () => {
  it('ends the call to the provider and is recorded as aborted', async () => {
    const ended = Promise.withResolvers<void>();
    upstream.script = (response) => {
      response.on('close', () => ended.resolve());
      return stream(response, Array(2_000).fill(events()[0]), { pauseMs: 5 });
    };
    const controller = new AbortController();
    const response = await world.chat(body, {}, { signal: controller.signal });
    await response.body!.getReader().read();
    controller.abort();
    await ended.promise;
    const { header } = await world.recordOfResponse(response);
    expect(header).toMatchObject({ status: 'aborted', http_status: 200, usage: null, cost: null });
    expect(header.attempts[0]!.status).toBe('aborted');
  });

  it('does so before the first byte too', async () => {
    const asked = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<void>();
    upstream.script = (response) => {
      response.on('close', () => ended.resolve());
      asked.resolve();
    };
    const controller = new AbortController();
    const call = world.chat(body, {}, { signal: controller.signal });
    await asked.promise;
    controller.abort();
    await expect(call).rejects.toThrow();
    await ended.promise;
  });
});

describe('back-pressure', () => {
  it('stops the provider while the client does not read', async () => {
    const event = `data: {"choices":[{"index":0,"delta":{"content":"${'x'.repeat(65_000)}"}}]}\n\n`;
    const most = 2_000;
    let sent = 0;
    upstream.script = async (response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const closed = new Promise((resolve) => response.once('close', resolve));
      while (sent < most && !response.destroyed) {
        sent++;
        if (response.write(event)) continue;
        await Promise.race([closed, new Promise((resolve) => response.once('drain', resolve))]);
      }
    };
    const socket = connect(world.port, '127.0.0.1');
    const text = JSON.stringify(body);
    socket.write(
      `POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${world.key}\r\ncontent-type: application/json\r\ncontent-length: ${text.length}\r\n\r\n${text}`,
    );
    socket.pause();
    let before = -1;
    while (before !== sent || sent === 0) {
      before = sent;
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    // Buffers of the kernel on both connections take some; 130 MB they do not.
    expect(sent).toBeLessThan(most);
    socket.resume();
    while (before === sent) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(sent).toBeGreaterThan(before);
    socket.destroy();
  });
});
