import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { COMPLETION, events, json, ScriptedUpstream } from './testing/upstream.ts';
import { World } from './testing/world.ts';

let upstream: ScriptedUpstream;
let world: World;
beforeAll(async () => {
  upstream = await ScriptedUpstream.start();
  upstream.script = (response) => json(response, 200, COMPLETION);
  world = await World.start();
  world.setProvider('openai', { base_url: upstream.baseUrl });
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await upstream[Symbol.asyncDispose]();
});

/** Everything that the gateway says to these bytes, until it closes. */
async function say(text: string | Buffer): Promise<{ head: string; body: string }> {
  const socket = connect(world.port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(text);
  let received = '';
  for await (const part of socket) received += String(part);
  const [head = '', body = ''] = received.split('\r\n\r\n');
  return { head, body };
}

const post = (more: string) =>
  `POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${world.key}\r\ncontent-type: application/json\r\n${more}`;

it.each([
  ['no HTTP', () => 'hello\r\n\r\n', 400, 'request_invalid'],
  ['HTTP/2', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400, 'request_invalid'],
  ['large headers', () => post(`x-a: ${'a'.repeat(20_000)}\r\n\r\n`), 431, 'headers_too_large'],
  [
    'large trailers',
    () => post(`transfer-encoding: chunked\r\n\r\n0\r\n${'x-a: b\r\n'.repeat(20_000)}\r\n`),
    431,
    'headers_too_large',
  ],
  [
    'two lengths',
    () => post('content-length: 5\r\ncontent-length: 6\r\n\r\n'),
    400,
    'request_invalid',
  ],
  [
    'a length and chunks',
    () => post('content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'),
    400,
    'request_invalid',
  ],
  [
    'broken chunks',
    () => post('transfer-encoding: chunked\r\n\r\nzz\r\n{}'),
    400,
    'request_invalid',
  ],
  [
    'long chunk extensions',
    () => post(`transfer-encoding: chunked\r\n\r\n1;${'a'.repeat(50_000)}\r\na\r\n0\r\n\r\n`),
    400,
    'request_invalid',
  ],
  [
    'no host',
    () => 'POST /v1/chat/completions HTTP/1.1\r\nconnection: close\r\ncontent-length: 0\r\n\r\n',
    400,
    'request_invalid',
  ],
  ['CONNECT', () => 'CONNECT a:443 HTTP/1.1\r\nhost: a\r\n\r\n', 405, 'method_not_allowed'],
])('says what is wrong with %s, in the shape of every error', async (_, text, status, code) => {
  const { head, body } = await say(text());
  expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(head).toContain('content-type: application/json');
  expect(JSON.parse(body)).toMatchObject({ error: { code, type: 'invalid_request_error' } });
  expect((await world.chat({ model: 'openai/m', messages: [] })).status).toBe(200);
});

it('writes no refusal into an answer that is under way', async () => {
  const ended = Promise.withResolvers<void>();
  upstream.script = (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(`data: ${events()[0]}\n\n`);
    response.on('close', () => ended.resolve());
  };
  const text = '{"model":"openai/m","stream":true,"messages":[]}';
  const socket = connect(world.port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(post(`content-length: ${text.length}\r\n\r\n${text}`));
  let received = '';
  socket.on('data', (part) => {
    received += String(part);
    if (received.includes('data: ')) socket.write('no HTTP at all\r\n\r\n');
  });
  // The connection ends, and with it the call upstream.
  await ended.promise;
  expect(received.match(/HTTP\/1\.1/g)).toHaveLength(1);
  expect(received).not.toContain('request_invalid');
  upstream.script = (response) => json(response, 200, COMPLETION);
});

it('answers a request with an expectation that it does not know', async () => {
  const text = '{"model":"openai/m","messages":[]}';
  const { head } = await say(
    post(`expect: miracles\r\nconnection: close\r\ncontent-length: ${text.length}\r\n\r\n${text}`),
  );
  expect(head).toMatch(/^HTTP\/1\.1 200 /);
});
