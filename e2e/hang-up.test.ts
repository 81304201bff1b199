import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BOOTSTRAP_KEY, System, until } from './harness/system.ts';

/** Nothing that a client does ends a process: clients that leave at every step of every streaming endpoint, on both ports. */
let system: System;
let exported: string;
beforeAll(async () => {
  system = await System.start({ args: ['--no-local-model', '--gateways', '1'] });
  const { id } = await system.management<{ id: string }>('/api/v1/exports', {
    method: 'POST',
    body: JSON.stringify({
      format: 'csv',
      from: new Date(Date.now() - 3_600_000).toISOString(),
      to: new Date().toISOString(),
    }),
  });
  exported = id;
  await until(60, 'the export', async () => {
    const { state } = await system.management<{ state: string }>(`/api/v1/exports/${id}`);
    return state === 'succeeded';
  });
});
afterAll(() => system[Symbol.asyncDispose]());

const chat = (stream: boolean) =>
  JSON.stringify({
    model: 'sandbox/lorem?latency_ms=30&tokens=50&tps=500',
    stream,
    messages: [{ role: 'user', content: 'x'.repeat(2_000) }],
  });
const embeddings = JSON.stringify({ model: 'sandbox/embed', input: 'x' });

interface Call {
  readonly port: 'gateway' | 'console';
  readonly method: 'GET' | 'POST';
  readonly path: () => string;
  readonly body: string;
}
const post = (port: Call['port'], path: string, body: string): Call => ({
  port,
  method: 'POST',
  path: () => path,
  body,
});
const get = (port: Call['port'], path: () => string): Call => ({
  port,
  method: 'GET',
  path,
  body: '',
});
const PLAYGROUND = '/api/v1/playground/v1';
const READ = '/api/v1/playground/chat';
const CALLS: readonly (readonly [string, Call])[] = [
  ['chat', post('gateway', '/v1/chat/completions', chat(false))],
  ['a streamed chat', post('gateway', '/v1/chat/completions', chat(true))],
  ['embeddings', post('gateway', '/v1/embeddings', embeddings)],
  ['models', get('gateway', () => '/v1/models')],
  ['chat of the playground', post('console', `${PLAYGROUND}/chat/completions`, chat(false))],
  [
    'a streamed chat of the playground',
    post('console', `${PLAYGROUND}/chat/completions`, chat(true)),
  ],
  ['a chat of the playground that is read', post('console', READ, chat(false))],
  ['a streamed chat of the playground that is read', post('console', READ, chat(true))],
  ['embeddings of the playground', post('console', `${PLAYGROUND}/embeddings`, embeddings)],
  ['models of the playground', get('console', () => `${PLAYGROUND}/models`)],
  ['the file of an export', get('console', () => `/api/v1/exports/${exported}/file`)],
];

/** How a client leaves: as a program that ends does, and as a cable that is pulled. */
const WAYS = {
  end: (socket: Socket) => socket.destroy(),
  reset: (socket: Socket) => socket.resetAndDestroy(),
} as const;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function leave(
  call: Call,
  sent: number,
  waitMs: number,
  way: keyof typeof WAYS,
): Promise<void> {
  const socket = connect(call.port === 'gateway' ? system.port : system.consolePort, '127.0.0.1');
  socket.on('error', () => undefined).resume();
  await once(socket, 'connect');
  const length = call.method === 'POST' ? `content-length: ${call.body.length}\r\n` : '';
  const whole = `${call.method} ${call.path()} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${BOOTSTRAP_KEY}\r\ncontent-type: application/json\r\n${length}\r\n${call.body}`;
  socket.write(whole.slice(0, Math.ceil(whole.length * sent)));
  if (waitMs > 0) await pause(waitMs);
  WAYS[way](socket);
}

describe.each(CALLS)('%s', (_name, call) => {
  it('is left at every step, and both processes go on', async () => {
    const before = [...system.pids('control'), ...system.pids('gateway')];
    const left: Promise<void>[] = [];
    for (const way of ['end', 'reset'] as const) {
      for (const sent of [0, 0.02, 0.5, 0.99]) left.push(leave(call, sent, 1, way));
      // All of it sent: before anything was begun, while it is begun, while it is answered.
      for (const waitMs of [0, 1, 2, 4, 8, 16, 32, 64, 128])
        for (let again = 0; again < 3; again++) left.push(leave(call, 1, waitMs, way));
    }
    await Promise.all(left);
    await pause(300);
    expect([...system.pids('control'), ...system.pids('gateway')]).toEqual(before);
    for (const address of [system.gateway, system.console])
      expect((await fetch(`${address}/healthz`)).status).toBe(200);
  });
});
