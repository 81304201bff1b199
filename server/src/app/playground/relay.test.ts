import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lingerAtClose } from '../../platform/http/index.ts';
import { deafSender } from '../../platform/http/testing/deaf-sender.ts';
import { type Management, OWNER, startManagement } from '../testing/management.ts';

/** A stand-in for the gateway's port, whose bytes a test writes itself. */
let script: (request: IncomingMessage, response: ServerResponse) => void;
let received: IncomingMessage[];
let management: Management;
let url: string;
const stack: (() => unknown)[] = [];

beforeEach(async () => {
  received = [];
  const gateway = createServer((incoming, response) => {
    received.push(incoming);
    script(incoming, response);
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  management = await startManagement((gateway.address() as AddressInfo).port);
  url = `${await management.listen()}/api/v1/playground/v1`;
  stack.push(
    () => management[Symbol.asyncDispose](),
    () => gateway.close(),
    () => gateway.closeAllConnections(),
  );
});
afterEach(async () => {
  for (const end of stack.splice(0).reverse()) await end();
});

const post = (
  body: string | Buffer,
  headers: Record<string, string> = {},
  init: RequestInit = {},
) =>
  fetch(`${url}/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${OWNER}`, 'content-type': 'application/json', ...headers },
    body,
    ...init,
  });
const read = async (stream: AsyncIterable<Buffer>) => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
};
/** An event of a stream that is so many characters long. */
const wordy = (length: number) =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: 'x'.repeat(length) } }] })}\n\n`;

describe('the relay', () => {
  it('passes bytes, status and headers on as they are, with a token in place of every credential', async () => {
    const bodies: Buffer[] = [];
    script = async (incoming, response) => {
      bodies.push(await read(incoming));
      response.writeHead(418, {
        'content-type': 'Text/HTML; charset=utf-8',
        'x-request-id': 'of-the-gateway',
        'x-signalbox-model': 'm',
        'set-cookie': 'a=b',
      });
      response.end(Buffer.from([0, 255, 128, 10]));
    };
    // No JSON at all: the relay must not care.
    const body = Buffer.from([123, 255, 0, 1, 2]);
    const answer = await post(body, {
      cookie: 'signalbox_session=secret',
      'x-api-key': 'another',
      'x-signalbox-tags': 'one,two',
      'x-other': 'y',
    });
    expect(answer.status).toBe(418);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from([0, 255, 128, 10]));
    expect(answer.headers.get('x-request-id')).toBe('of-the-gateway');
    expect(answer.headers.get('x-signalbox-model')).toBe('m');
    // Nothing of a provider's is a page of this origin.
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(bodies).toEqual([body]);
    const [{ headers, url: path, method } = {} as IncomingMessage] = received;
    expect([method, path]).toEqual(['POST', '/v1/chat/completions']);
    expect(headers.cookie).toBeUndefined();
    expect(headers['x-api-key']).toBeUndefined();
    expect(headers['x-other']).toBeUndefined();
    expect(headers['x-signalbox-tags']).toBe('one,two');
    expect(JSON.stringify(headers)).not.toContain(OWNER);
    const [, payload = ''] =
      /^Bearer sbxt_([\w-]+)\.[\w-]{86}$/.exec(headers.authorization ?? '') ?? [];
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
      by: 'bootstrap',
      project: management.defaults.projectId,
      environment: management.defaults.environmentId,
      scopes: ['inference'],
    });
  });

  it('takes its three addresses only', async () => {
    script = (incoming, response) => response.end(`${incoming.method} ${incoming.url}`);
    const get = (path: string) =>
      fetch(url + path, { headers: { authorization: `Bearer ${OWNER}` } });
    expect(await (await get('/models')).text()).toBe('GET /v1/models');
    for (const path of ['/models/x', '/../../readyz', '/chat/completions', '/../../../../metrics'])
      expect(received.length + (await get(path)).status).not.toBe(received.length);
    expect(received).toHaveLength(1);
  });

  it('streams: each part arrives while the next is still unwritten', async () => {
    const next: (() => void)[] = [];
    script = (_incoming, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      next.push(
        () => response.write('data: 1\n\n'),
        () => response.write('data: 2\n\n'),
        () => response.end('data: [DONE]\n\n'),
      );
    };
    const answer = await post('{}');
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    for (const expected of ['data: 1\n\n', 'data: 2\n\n', 'data: [DONE]\n\n']) {
      next.shift()?.();
      expect((await reader.read()).value).toBe(expected);
    }
    expect((await reader.read()).done).toBe(true);
  });

  it('ends the gateway’s work when the client leaves, before an answer and in the middle of one', async () => {
    for (const begun of [false, true]) {
      let left = false;
      script = (_incoming, response) => {
        response.on('close', () => (left = true));
        if (begun) response.write('data: 1\n\n');
      };
      const stop = new AbortController();
      const answer = post('{}', {}, { signal: stop.signal }).catch(() => null);
      await vi.waitFor(() => expect(received.length).toBe(begun ? 2 : 1));
      if (begun) await (await answer)?.body?.getReader().read();
      stop.abort();
      await vi.waitFor(() => expect(left).toBe(true));
    }
  });

  it('breaks off where the gateway breaks off, and does not end as if that were all', async () => {
    script = (_incoming, response) => {
      response.write('data: 1\n\n');
      setTimeout(() => response.destroy(), 20);
    };
    await expect((await post('{}')).text()).rejects.toThrow();
  });

  it('takes a refusal back while the body is still on its way', async () => {
    script = (incoming, response) => {
      incoming.resume();
      response.writeHead(413).end('too large');
    };
    const answer = await post(Buffer.alloc(8 << 20, 32));
    expect([answer.status, await answer.text()]).toEqual([413, 'too large']);
  });

  it.each([
    ['fast', 0],
    ['slow', 40],
  ])('gives it to a %s client that reads only after it has sent all', async (_, pauseMs) => {
    script = (incoming, response) => {
      lingerAtClose(incoming);
      response.writeHead(413, { connection: 'close' }).end('too large');
    };
    const { port, pathname } = new URL(url);
    const answer = await deafSender({
      port: Number(port),
      head: `POST ${pathname}/chat/completions HTTP/1.1\r\nauthorization: Bearer ${OWNER}\r\n`,
      bytes: 10 << 20,
      chunked: false,
      pauseMs,
    });
    expect(answer).toMatch(/^HTTP\/1\.1 413 .*too large/s);
  });

  it.each([
    ['passed on', 'v1/chat/completions', Buffer.alloc(1 << 20), 256],
    ['read', 'chat', Buffer.from(wordy(1 << 20)), 128],
  ])(
    'holds nothing back in memory of what is %s: a client that does not read holds up the gateway',
    async (_, path, part, parts) => {
      let written = 0;
      script = (_incoming, response) => {
        const more = () => {
          while (written < parts && response.write(part)) written++;
          if (written++ < parts) response.once('drain', more);
          else response.end();
        };
        more();
      };
      const { hostname, port } = new URL(url);
      const socket = connect(Number(port), hostname);
      stack.push(() => socket.destroy());
      socket.pause();
      socket.write(
        `POST /api/v1/playground/${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${OWNER}\r\ncontent-length: 2\r\n\r\n{}`,
      );
      await vi.waitFor(() => expect(written).toBeGreaterThan(0));
      let before = -1;
      // It comes to rest, far from the end, once every buffer on the way is full.
      await vi.waitFor(
        () => {
          const still = written === before;
          before = written;
          expect(still).toBe(true);
        },
        { timeout: 5_000, interval: 200 },
      );
      expect(written).toBeLessThan(64);
      let got = 0;
      socket.on('data', (chunk) => (got += chunk.length)).resume();
      await vi.waitFor(() => expect(got).toBeGreaterThan((parts - 1) << 20), { timeout: 10_000 });
    },
  );

  it('waits for the gateway with the body too', async () => {
    let go = (): void => undefined;
    script = (incoming, response) => {
      go = () => incoming.resume().once('end', () => response.end('all'));
    };
    const upload = request(`${url}/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${OWNER}` },
    });
    const answer = new Promise<IncomingMessage>((resolve) => upload.once('response', resolve));
    let sent = 0;
    const part = Buffer.alloc(1 << 20);
    const more = () => {
      while (sent++ < 128) if (!upload.write(part)) return upload.once('drain', more);
      return upload.end();
    };
    more();
    await vi.waitFor(() => expect(received).toHaveLength(1));
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(sent).toBeLessThan(64);
    go();
    expect((await read(await answer)).toString()).toBe('all');
  });

  it('says what to do where no gateway answers', async () => {
    await using alone = await startManagement(1);
    const { status, body, headers } = await alone.call('GET', '/api/v1/playground/v1/models');
    expect([status, body.error.code]).toEqual([503, 'gateway_unreachable']);
    expect(body.error.next).toContain('signalbox serve');
    expect(headers['retry-after']).toBe('2');
    const answer = await alone.call('POST', '/api/v1/playground/v1/embeddings', { body: {} });
    expect(answer.status).toBe(503);
  });
});

describe('the relay that reads', () => {
  const ask = (init: RequestInit = {}) =>
    fetch(url.replace(/\/v1$/, '/chat'), {
      method: 'POST',
      headers: { authorization: `Bearer ${OWNER}`, accept: 'application/x-ndjson' },
      body: '{}',
      ...init,
    });
  const chunk = (content: string) =>
    `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`;
  const text = (content: string) => ({ type: 'text', answer: 0, content });
  const line = (event: object) => `${JSON.stringify(event)}\n`;

  it('tells each piece while the next is still unwritten, under the headers of the gateway', async () => {
    const next: (() => void)[] = [];
    script = (_incoming, response) => {
      response
        .writeHead(200, { 'content-type': 'text/event-stream', 'x-request-id': 'of-the-gateway' })
        .flushHeaders();
      const usage = { prompt_tokens: 3, completion_tokens: 2 };
      next.push(
        () => response.write(chunk('a')),
        () => response.write(chunk('b')),
        () => response.end(`data: ${JSON.stringify({ choices: [], usage })}\n\ndata: [DONE]\n\n`),
      );
    };
    const answer = await ask();
    expect(answer.headers.get('content-type')).toBe('application/x-ndjson');
    expect(answer.headers.get('x-request-id')).toBe('of-the-gateway');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    for (const expected of [
      text('a'),
      text('b'),
      { type: 'usage', usage: { input: 3, output: 2 } },
    ]) {
      next.shift()?.();
      expect((await reader.read()).value).toBe(line(expected));
    }
    expect((await reader.read()).done).toBe(true);
    expect([received[0]?.url, received[0]?.headers.accept]).toEqual([
      '/v1/chat/completions',
      '*/*',
    ]);
  });

  it('passes a refusal on as it was said', async () => {
    script = (_incoming, response) =>
      response
        .writeHead(429, { 'content-type': 'application/json', 'retry-after': '7' })
        .end('{"error":{"message":"slower"}}');
    const answer = await ask();
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '7']);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(await answer.json()).toEqual({ error: { message: 'slower' } });
  });

  it('tells of an error that ends a stream, and breaks off where the gateway breaks off', async () => {
    script = (_incoming, response) => response.end(`${chunk('a')}data: {"error":{"message":"no"}}`);
    expect(await (await ask()).text()).toBe(
      line(text('a')) + line({ type: 'error', message: 'no' }),
    );
    script = (_incoming, response) => {
      response.write(chunk('a'));
      setTimeout(() => response.destroy(), 20);
    };
    await expect((await ask()).text()).rejects.toThrow();
  });

  it('ends the gateway’s work when the client leaves, before an answer and in the middle of one', async () => {
    for (const begun of [false, true]) {
      let left = false;
      script = (_incoming, response) => {
        response.on('close', () => (left = true));
        if (begun) response.write(chunk('a'));
      };
      const stop = new AbortController();
      const answer = ask({ signal: stop.signal }).catch(() => null);
      await vi.waitFor(() => expect(received.length).toBe(begun ? 2 : 1));
      if (begun) await (await answer)?.body?.getReader().read();
      stop.abort();
      await vi.waitFor(() => expect(left).toBe(true));
    }
  });
});
