import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trustCaFile } from '../../platform/tls/index.ts';
import { createHttpProvider } from './http/provider.ts';
import type { UpstreamCall } from './provider.ts';
import { proxyFor } from './proxy-for.ts';
import { TestProxy } from './testing/test-proxy.ts';
import { startTlsUpstream, TEST_CA_FILE } from './testing/tls-upstream.ts';

let tls: Awaited<ReturnType<typeof startTlsUpstream>>;
let received: IncomingMessage['headers'] = {};
const plain = createServer((request, response) => {
  received = request.headers;
  response.end(`plain ${request.url}`);
});

beforeAll(async () => {
  tls = await startTlsUpstream((request, response) => {
    received = request.headers;
    response.end(`tls ${request.url}`);
  });
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await tls[Symbol.asyncDispose]();
  plain.closeAllConnections();
  plain.close();
});
const plainPort = () => (plain.address() as AddressInfo).port;

const CALL: UpstreamCall = {
  method: 'POST',
  path: '/chat/completions',
  model: 'm',
  body: Buffer.from('{}'),
  headers: {},
  timeouts: { connectMs: 5_000, firstByteMs: 5_000, idleMs: 5_000, totalMs: 10_000 },
};

/** The answer's text, or the error's line. */
async function call(
  baseUrl: string,
  proxy: URL | null,
  reach: 'any' | 'public' = 'any',
): Promise<string> {
  await using provider = createHttpProvider({
    kind: 'openai',
    name: 'mine',
    baseUrl,
    credential: 'sk-1',
    reach,
    connectTimeoutMs: 5_000,
    proxy,
  });
  return await new Promise<string>((resolve) => {
    let text = '';
    provider.dispatch(CALL, {
      onHeaders: () => undefined,
      onData: (chunk) => {
        text += chunk.toString();
        return true;
      },
      onEnd: () => resolve(text),
      onError: (error) => resolve(error.message),
    });
  });
}

describe('a provider behind a proxy', () => {
  it('is not believed without its authority, and is with it, in a tunnel that the proxy cannot read', async () => {
    await using proxy = await TestProxy.start({ port: tls.port, credentials: 'me:hush' });
    const url = 'https://provider.test/v1';
    expect(await call(url, proxy.url)).toContain('no connection to the provider "mine"');
    trustCaFile(TEST_CA_FILE);
    expect(await call(url, proxy.url)).toBe('tls /v1/chat/completions');
    expect(proxy.asked.at(-1)).toBe('CONNECT provider.test:443');
    expect(received).toMatchObject({ authorization: 'Bearer sk-1', host: 'provider.test' });
    expect(received).not.toHaveProperty('proxy-authorization');
  });

  it('is asked in plain where its URL is', async () => {
    await using proxy = await TestProxy.start({ port: plainPort(), credentials: 'me:hush' });
    expect(await call('http://provider.test:8000/v1', proxy.url)).toBe(
      'plain /v1/chat/completions',
    );
    expect(proxy.asked).toEqual(['POST http://provider.test:8000/v1/chat/completions']);
    expect(received['host']).toBe('provider.test:8000');
  });

  it.each([
    ['https', 407, 'me:wrong@'],
    ['http', 407, ''],
    ['https', 403, 'me:hush@'],
  ])(
    'says that the proxy refused (%s, %i), without its password',
    async (scheme, status, given) => {
      await using proxy = await TestProxy.start({
        port: tls.port,
        credentials: 'me:hush',
        ...(status === 403 ? { refuse: 403 } : {}),
      });
      const url = new URL(proxy.url.href.replace('me:hush@', given));
      const said = await call(`${scheme}://provider.test/v1`, url);
      expect(said).toContain(
        `the proxy refused to connect to the provider "mine" (HTTP ${status})`,
      );
      expect(said).not.toMatch(/hush|wrong/);
    },
  );

  it('is unreachable where the proxy is', async () => {
    const said = await call('https://provider.test/v1', new URL('http://u:hush@127.0.0.1:1'));
    expect(said).toContain('no connection to the provider "mine"');
    expect(said).not.toContain('hush');
  });
});

describe('a provider of a project behind a proxy', () => {
  it('is reached at an address that it may have', async () => {
    trustCaFile(TEST_CA_FILE);
    await using proxy = await TestProxy.start({ port: tls.port });
    expect(await call('https://192.0.2.1/v1', proxy.url, 'public')).toBe(
      'tls /v1/chat/completions',
    );
  });

  it.each([
    ['https://localhost', 'an address of this machine'],
    ['http://127.0.0.1', 'an address of this machine'],
    ['https://[::1]', 'an address of this machine'],
    ['http://169.254.169.254', 'metadata service'],
    ['https://[64:ff9b::7f00:1]', 'an address of this machine'],
    ['https://10.255.255.254', 'an address of a private network'],
  ])('is not at %s, and the proxy is not even asked', async (origin, words) => {
    await using proxy = await TestProxy.start({ port: tls.port });
    expect(await call(`${origin}/v1`, proxy.url, 'public')).toContain(words);
    expect(proxy.asked).toEqual([]);
  });

  it('is not where its name cannot be resolved here', async () => {
    await using proxy = await TestProxy.start({ port: tls.port });
    expect(await call('https://nowhere.invalid/v1', proxy.url, 'public')).toContain(
      'no connection',
    );
    expect(proxy.asked).toEqual([]);
  });
});

it('chooses the proxy by scheme and NO_PROXY', () => {
  const httpsProxy = new URL('http://secure:1');
  const httpProxy = new URL('http://plain:1');
  const config = { httpsProxy, httpProxy, noProxy: 'inside.test' };
  expect(proxyFor('https://provider.test/v1', config)).toBe(httpsProxy);
  expect(proxyFor('http://provider.test/v1', config)).toBe(httpProxy);
  expect(proxyFor('https://a.inside.test/v1', config)).toBeNull();
  expect(proxyFor('http://127.0.0.1:11434/v1', config)).toBeNull();
  expect(proxyFor('https://provider.test/v1', { ...config, httpsProxy: null })).toBeNull();
});
