import { pino } from 'pino';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { publicEndpoint } from '../../platform/http/index.ts';
import { createHttpServer } from './server.ts';

/** The address that a handler is told of a request from `peer`, by way of `forwarded`. */
async function addressSeen(trustedProxies: string | null, peer: string, forwarded: string) {
  const seen: (string | undefined)[] = [];
  const server = await createHttpServer({
    endpoints: [
      publicEndpoint({
        method: 'GET',
        path: '/api/v1/address',
        operationId: 'address',
        summary: 'Tells.',
        tag: 'test',
        response: z.object({}),
        handler: async ({ ip }) => {
          seen.push(ip);
          return {};
        },
      }),
    ],
    authenticate: () => Promise.reject(new Error('nobody is asked')),
    enterPlace: () => Promise.resolve(null),
    system: {
      readiness: async () => ({ ready: true, parts: {} }),
      metrics: async () => '',
    },
    log: pino({ level: 'silent' }),
    version: '1',
    validateResponses: true,
    trustedProxies,
  });
  await server.inject({
    url: '/api/v1/address',
    remoteAddress: peer,
    headers: { 'x-forwarded-for': forwarded },
  });
  await server.close();
  return seen[0];
}

it.each([
  // Whoever asks may write what they like into the header.
  [null, '192.0.2.1', '198.51.100.9', '192.0.2.1'],
  ['10.0.0.0/8', '192.0.2.1', '198.51.100.9', '192.0.2.1'],
  ['10.0.0.0/8', '10.1.2.3', '198.51.100.9', '198.51.100.9'],
  // What stands before the last proxy's own word is the asker's.
  ['10.0.0.0/8, 127.0.0.1,', '127.0.0.1', '203.0.113.7, 198.51.100.9, 10.0.0.2', '198.51.100.9'],
])('behind %j a call from %s for %j is one of %s', async (proxies, peer, forwarded, address) => {
  expect(await addressSeen(proxies, peer, forwarded)).toBe(address);
});

it.each(['proxy.example', '10.0.0.0/33', '10.0.0.0/8/1', '::1/129', '10.0.0/8'])(
  'does not start with the proxy %s',
  async (proxies) => {
    await expect(addressSeen(proxies, '192.0.2.1', '')).rejects.toMatchObject({
      code: 'config_invalid',
    });
  },
);
