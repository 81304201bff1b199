import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { publicEndpoint } from '../../platform/http/index.ts';
import { type Management, OWNER, startManagement } from '../testing/management.ts';
import { boundConnections } from './bound-connections.ts';
import { createHttpServer } from './server.ts';
import { watchProxies } from './unseen-proxy.ts';

let management: Management;
beforeAll(async () => {
  management = await startManagement();
});
afterAll(() => management[Symbol.asyncDispose]());

const ask = async (
  path: string,
  headers: Record<string, string> = {},
  key: string | null = null,
) => {
  const answer = await management.call('GET', path, { key, headers });
  return { status: answer.status, body: answer.body, text: answer.text, headers: answer.headers };
};

describe('the console’s port', () => {
  it('answers for no host but this machine’s: a page of another site cannot make its name ours', async () => {
    for (const path of ['/api/v1/keys', '/', '/metrics', '/nowhere']) {
      const { status, body } = await ask(path, { host: 'evil.example' }, OWNER);
      expect([path, status, body.error.code]).toEqual([path, 421, 'host_not_allowed']);
      expect(body.error.next).toContain('--allowed-hosts');
    }
  });

  it('shows metrics and what is behind /readyz to this machine, or to who may see the system', async () => {
    const forwarded = { 'x-forwarded-for': '203.0.113.5' };
    expect((await ask('/metrics')).status).toBe(200);
    expect((await ask('/readyz')).body).toHaveProperty('parts');
    expect((await ask('/metrics', forwarded)).status).toBe(401);
    expect(Object.keys((await ask('/readyz', forwarded)).body)).toEqual(['ready']);
    expect((await ask('/metrics', forwarded, OWNER)).status).toBe(200);
    expect((await ask('/readyz', forwarded, OWNER)).body).toHaveProperty('parts');
  });

  it('says nosniff on every answer, and to stay with https where that is spoken', async () => {
    const plain = await ask('/api/v1/keys');
    expect(plain.headers['x-content-type-options']).toBe('nosniff');
    expect(plain.headers['strict-transport-security']).toBeUndefined();
    const secure = await ask('/api/v1/keys', { 'x-forwarded-proto': 'https' });
    expect(secure.headers['strict-transport-security']).toContain('max-age=');
  });

  it('over https takes the cookie only under the name that nobody else can have set', async () => {
    const cookie = 'signalbox_session=of-a-sibling-domain';
    const message = async (headers: Record<string, string>) =>
      (await ask('/api/v1/auth/me', headers)).body.error.code as string;
    expect(await message({ cookie })).not.toBe('key_missing');
    expect(await message({ cookie, 'x-forwarded-proto': 'https' })).toBe('key_missing');
    expect(await message({ cookie: `__Host-${cookie}`, 'x-forwarded-proto': 'https' })).not.toBe(
      'key_missing',
    );
  });

  it('tells on the System page that calls come through a proxy that is not trusted', async () => {
    await ask('/healthz', { 'x-forwarded-for': '203.0.113.5' });
    const { body } = await ask('/api/v1/system', {}, OWNER);
    expect(body.untrusted_proxy).toMatchObject({ address: '127.0.0.1' });
  });
});

it('a proxy is told of once, and never where it is trusted', () => {
  const lines: unknown[] = [];
  const watch = watchProxies(pino({ level: 'warn' }, { write: (line) => lines.push(line) }));
  const call = (ip: string, headers: Record<string, string>) =>
    watch.note({ headers, ip, socket: { remoteAddress: '10.0.0.1' } } as never);
  call('10.0.0.1', {});
  call('203.0.113.5', { 'x-forwarded-for': '203.0.113.5' });
  expect(watch.seen()).toBeNull();
  for (let n = 0; n < 3; n++) call('10.0.0.1', { 'x-forwarded-for': '203.0.113.5' });
  expect(watch.seen()).toMatchObject({ address: '10.0.0.1' });
  expect(lines).toHaveLength(1);
});

describe('connections', () => {
  async function opened(trusted: string | null): Promise<number> {
    const server = createServer((_request, response) => response.end('ok'));
    boundConnections(server, trusted, 3);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const sockets: Socket[] = [];
    let closed = 0;
    for (let n = 0; n < 6; n++) {
      const socket = connect(port, '127.0.0.1');
      socket
        .on('error', () => undefined)
        .on('close', () => (closed += 1))
        .resume();
      await once(socket, 'connect');
      sockets.push(socket);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
    const open = sockets.length - closed;
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
    return open;
  }

  it('of one address are bounded', async () => {
    expect(await opened(null)).toBe(3);
  });

  it('of a trusted proxy are not, since it speaks for many', async () => {
    expect(await opened('127.0.0.0/8')).toBe(6);
  });
});

it('a body that trickles is given its time, and not its sender’s patience', async () => {
  const server = await createHttpServer({
    endpoints: [
      publicEndpoint({
        method: 'POST',
        path: '/api/v1/buffered',
        operationId: 'buffered',
        summary: '',
        tag: 'test',
        body: z.object({}),
        response: z.object({}),
        handler: async () => ({}),
      }),
    ],
    authenticate: () => Promise.reject(new Error('nobody')),
    enterPlace: () => Promise.resolve(null),
    system: { readiness: async () => ({ ready: true, parts: {} }), metrics: async () => '' },
    log: pino({ level: 'silent' }),
    version: '1',
    validateResponses: true,
    bodyMs: 300,
  });
  const { port } = new URL(await server.listen({ host: '127.0.0.1', port: 0 }));
  const socket = connect(Number(port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write(
    'POST /api/v1/buffered HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{',
  );
  const trickle = setInterval(() => socket.write(' '), 50);
  let answer = '';
  socket.on('data', (bytes) => (answer += bytes));
  try {
    await once(socket, 'end');
  } finally {
    clearInterval(trickle);
    socket.destroy();
    await server.close();
  }
  expect(answer).toMatch(/^HTTP\/1\.1 408 .*request_timeout/s);
});
