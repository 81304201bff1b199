import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { Pool } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignalboxError } from '../../platform/errors/index.ts';
import { createHttpProvider } from './http/provider.ts';
import { dispatchHttp, upstreamBase } from './http-upstream.ts';
import type { UpstreamCall, UpstreamExchange } from './provider.ts';

/** IPv4 only, since a machine's IPv6 may be off. */
const OWN_ADDRESSES = Object.values(networkInterfaces())
  .flatMap((all) => all ?? [])
  .filter(
    ({ internal, family, address }) =>
      !internal && family === 'IPv4' && !address.startsWith('169.254.'),
  )
  .map(({ address }) => address);

let server: Server;
let url: string;
let answer: (response: ServerResponse, headers: Record<string, unknown>) => void;
let pool: Pool;

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    request.on('end', () => answer(response, request.headers));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  pool = new Pool(url, { headersTimeout: 0, bodyTimeout: 0 });
});
afterAll(async () => {
  await pool.destroy();
  server.closeAllConnections();
  server.close();
});

const TIMEOUTS = { connectMs: 2_000, firstByteMs: 2_000, idleMs: 2_000, totalMs: 5_000 };
const call = (timeouts: Partial<UpstreamCall['timeouts']> = {}): UpstreamCall => ({
  method: 'POST',
  path: '/chat/completions',
  model: 'm',
  body: Buffer.from('{}'),
  headers: {},
  timeouts: { ...TIMEOUTS, ...timeouts },
});

interface Heard {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly error: SignalboxError | null;
}

function hear(
  given: UpstreamCall,
  base = upstreamBase('test', `${url}/v1`),
  through: Pool = pool,
): Promise<Heard> {
  return new Promise((resolve) => {
    let status = 0;
    let headers: Readonly<Record<string, string>> = {};
    let text = '';
    dispatchHttp(
      through,
      base,
      given,
      {
        onHeaders: (code, received) => {
          status = code;
          headers = received;
        },
        onData: (chunk) => {
          text += chunk.toString();
          return true;
        },
        onEnd: () => resolve({ status, headers, text, error: null }),
        onError: (error) => resolve({ status, headers, text, error: error as SignalboxError }),
      },
      { authorization: 'Bearer x' },
    );
  });
}

describe('dispatchHttp', () => {
  it('gives status, headers with repeated ones joined, and the body', async () => {
    let sent: Record<string, unknown> = {};
    answer = (response, headers) => {
      sent = headers;
      response.writeHead(201, ['x-a', '1', 'X-A', '2', 'content-type', 'text/plain']);
      response.write('one ');
      response.end('two');
    };
    const heard = await hear(call());
    expect(heard).toMatchObject({ status: 201, text: 'one two', error: null });
    expect(heard.headers).toMatchObject({ 'x-a': '1, 2', 'content-type': 'text/plain' });
    expect(sent).toMatchObject({
      'accept-encoding': 'identity',
      authorization: 'Bearer x',
      'content-type': 'application/json',
    });
  });

  it.each([
    ['first_byte', { firstByteMs: 50 }, () => undefined],
    [
      'next_byte',
      { idleMs: 50 },
      (response: ServerResponse): void => void response.writeHead(200).write('x'),
    ],
    [
      'total',
      { totalMs: 300 },
      (response: ServerResponse): void => {
        const timer = setInterval(() => void response.write('x'), 20);
        response.on('close', () => clearInterval(timer));
      },
    ],
  ] as const)('names the timeout (%s)', async (name, timeouts, behave) => {
    answer = behave;
    const { error } = await hear(call(timeouts));
    expect(error).toMatchObject({ code: 'upstream_timeout', details: { timeout: name } });
  });

  it('names the timeout of a connection that is not accepted', async () => {
    // An address that swallows packets cannot be had in a test; a TLS server that never shakes hands is as silent.
    const silent = createTcpServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const target = `https://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const through = new Pool(target, { connectTimeout: 0 });
    const { error } = await hear(call({ connectMs: 50 }), upstreamBase('test', target), through);
    expect(error).toMatchObject({ code: 'upstream_timeout', details: { timeout: 'connect' } });
    await through.destroy();
    silent.close();
  });

  it.each([
    ['upstream_unreachable', null],
    ['upstream_interrupted', (response: ServerResponse) => void response.socket?.destroy()],
    [
      'upstream_interrupted',
      (response: ServerResponse) => {
        response.writeHead(200, { 'content-length': 100 });
        response.write('half');
        setTimeout(() => response.destroy(), 20);
      },
    ],
    [
      'upstream_error',
      (response: ServerResponse) => void response.socket?.end('this is no HTTP\r\n\r\n'),
    ],
  ])('says what broke (%s)', async (code, behave) => {
    if (behave !== null) answer = behave;
    const gone = new Pool('http://127.0.0.1:1');
    const heard =
      behave === null
        ? await hear(call(), upstreamBase('test', 'http://127.0.0.1:1'), gone)
        : await hear(call());
    await gone.destroy();
    expect(heard.error?.code).toBe(code);
  });

  it('hears nothing after an abort, and the provider sees it', async () => {
    const closed = Promise.withResolvers<void>();
    answer = (response) => {
      response.on('close', () => closed.resolve());
      response.writeHead(200);
      response.write('x');
    };
    const events: string[] = [];
    const started = Promise.withResolvers<void>();
    const exchange: UpstreamExchange = dispatchHttp(
      pool,
      upstreamBase('test', url),
      call(),
      {
        onHeaders: () => void events.push('headers'),
        onData: () => {
          events.push('data');
          started.resolve();
          return true;
        },
        onEnd: () => void events.push('end'),
        onError: () => void events.push('error'),
      },
      {},
    );
    await started.promise;
    exchange.abort();
    exchange.abort();
    await closed.promise;
    expect(events).toEqual(['headers', 'data']);
  });

  it('waits for resume without counting the wait against the provider', async () => {
    answer = (response) => response.writeHead(200).end('y'.repeat(300_000));
    const done = Promise.withResolvers<number>();
    let bytes = 0;
    let paused = false;
    const exchange: UpstreamExchange = dispatchHttp(
      pool,
      upstreamBase('test', url),
      call({ idleMs: 50 }),
      {
        onHeaders: () => undefined,
        onData: (chunk) => {
          bytes += chunk.length;
          if (paused) return true;
          paused = true;
          setTimeout(() => exchange.resume(), 400);
          return false;
        },
        onEnd: () => done.resolve(bytes),
        onError: (error) => done.reject(error),
      },
      {},
    );
    expect(await done.promise).toBe(300_000);
  });

  it('reports a header that cannot be sent instead of throwing', async () => {
    const { error } = await hear({ ...call(), headers: { accept: 'line\nbreak' } });
    expect(error?.code).toBe('upstream_unreachable');
  });
});

describe('upstreamBase', () => {
  it.each(['no url', 'ftp://host/v1', 'https://user:pass@host/v1', 'https://host/v1?key=x'])(
    'refuses %s',
    (baseUrl) => {
      expect(() => upstreamBase('test', baseUrl)).toThrow(/base URL/);
    },
  );
});

describe('a provider that a project set', () => {
  const asked = async (host: string, reach: 'public' | 'private') => {
    await using provider = createHttpProvider({
      kind: 'openai',
      name: 'mine',
      baseUrl: `http://${host}:${new URL(url).port}/v1`,
      credential: null,
      reach,
      connectTimeoutMs: 1_000,
    });
    return await new Promise<SignalboxError>((resolve) =>
      provider.dispatch(call(), {
        onHeaders: () => undefined,
        onData: () => true,
        onEnd: () => resolve(new Error('it answered') as SignalboxError),
        onError: (error) => resolve(error as SignalboxError),
      }),
    );
  };
  const never = [
    ['127.0.0.1', 'of this machine'],
    ['localhost', 'of this machine'],
    ['2130706433', 'of this machine'],
    ['0x7f.1', 'of this machine'],
    ['0.0.0.0', 'of this machine'],
    ['[::1]', 'of this machine'],
    ['[::ffff:127.0.0.1]', 'of this machine'],
    ['[::7f00:1]', 'of this machine'],
    ['[64:ff9b::7f00:1]', 'of this machine'],
    ['169.254.169.254', 'metadata service'],
    ['168.63.129.16', 'metadata service'],
    ['[64:ff9b::a9fe:a9fe]', 'metadata service'],
    ['[fd00:ec2::254]', 'metadata service'],
    ['169.254.1.1', 'link-local'],
    ['[fe80::1]', 'link-local'],
    ['[2002:7f00:1::1]', 'leads to another one'],
    ['[2001:0:4136:e378:8000:63bf:3fff:fdd2]', 'leads to another one'],
  ] as const;
  const ofNetwork = [
    ['10.255.255.254', 'of a private network'],
    ['172.16.255.254', 'of a private network'],
    ['192.168.255.254', 'of a private network'],
    ['100.64.255.254', 'of a private network'],
    ['[fdff:ffff::1]', 'of a private network'],
    ['[::ffff:10.255.255.254]', 'of a private network'],
    ['[64:ff9b:1::8.8.8.8]', 'of a private network'],
    ...OWN_ADDRESSES.map((address) => [address, 'of this machine'] as const),
  ] as const;

  it.each(never)('does not reach %s, whatever is allowed', async (host, words) => {
    let reached = false;
    answer = (response) => {
      reached = true;
      response.end();
    };
    for (const reach of ['public', 'private'] as const) {
      const error = await asked(host, reach);
      expect(error).toMatchObject({ code: 'upstream_unreachable' });
      expect(error.message).toContain(words);
    }
    expect(reached).toBe(false);
  });

  it.each(ofNetwork)('does not reach %s, and is told the option', async (host, words) => {
    const error = await asked(host, 'public');
    expect(error).toMatchObject({ code: 'upstream_unreachable' });
    expect(error.message).toContain(words);
    expect(error.next).toContain('--allow-private-providers');
  });

  // A machine may have no interface but its loopback.
  it.skipIf(OWN_ADDRESSES.length === 0)('reaches its network where that is allowed', async () => {
    const outside = createServer((_request, response) => response.end('{}'));
    const [host = ''] = OWN_ADDRESSES;
    await new Promise<void>((resolve) => outside.listen(0, host, resolve));
    const port = (outside.address() as AddressInfo).port;
    await using provider = createHttpProvider({
      kind: 'openai',
      name: 'mine',
      baseUrl: `http://${host}:${port}/v1`,
      credential: null,
      reach: 'private',
      connectTimeoutMs: 1_000,
    });
    const status = await new Promise((resolve) =>
      provider.dispatch(call(), {
        onHeaders: resolve,
        onData: () => true,
        onEnd: () => undefined,
        onError: resolve,
      }),
    );
    expect(status).toBe(200);
    outside.closeAllConnections();
    outside.close();
  });

  it('does where the operator set it', async () => {
    await using provider = createHttpProvider({
      kind: 'openai',
      name: 'ours',
      baseUrl: `${url}/v1/`,
      credential: 'sk-1',
      reach: 'any',
      connectTimeoutMs: 1_000,
    });
    let authorization: unknown;
    answer = (response, headers) => {
      authorization = headers['authorization'];
      response.end();
    };
    await new Promise<void>((resolve, reject) =>
      provider.dispatch(call(), {
        onHeaders: () => undefined,
        onData: () => true,
        onEnd: resolve,
        onError: reject,
      }),
    );
    expect(authorization).toBe('Bearer sk-1');
  });
});
