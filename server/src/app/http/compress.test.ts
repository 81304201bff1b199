import { gunzipSync } from 'node:zlib';
import { pino } from 'pino';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Endpoint, publicEndpoint } from '../../platform/http/index.ts';
import { createHttpServer } from './server.ts';

const Answer = z.object({ text: z.string(), version: z.number().optional() });
const LARGE = { text: 'the same again, '.repeat(5_000) };
const things = (
  path: string,
  answer: z.infer<typeof Answer>,
  declared: Partial<Pick<Endpoint, 'method' | 'secret'>> = {},
): Endpoint =>
  publicEndpoint({
    method: 'GET',
    path: `/api/v1/${path}`,
    operationId: path,
    summary: 'Some text.',
    tag: 'things',
    response: Answer,
    handler: async () => answer,
    ...declared,
  });

const server = await createHttpServer({
  endpoints: [
    things('large', LARGE),
    things('small', { text: 'x'.repeat(900) }),
    things('versioned', { ...LARGE, version: 3 }),
    things('secret', LARGE, { secret: true }),
    things('made', LARGE, { method: 'POST' }),
  ],
  authenticate: () => Promise.reject(new Error('all are public')),
  enterPlace: async () => null,
  system: { readiness: async () => ({ ready: true, parts: {} }), metrics: async () => '' },
  log: pino({ level: 'silent' }),
  version: '1.2.3',
  validateResponses: false,
});
afterAll(() => server.close());

const get = (path: string, accepted?: string, method: 'GET' | 'HEAD' | 'POST' = 'GET') =>
  server.inject({
    method,
    url: `/api/v1/${path}`,
    headers: accepted === undefined ? {} : { 'accept-encoding': accepted },
  });

describe('an answer of JSON', () => {
  it.each(['gzip', 'br, gzip, deflate', 'identity;q=0.5, gzip;q=0.9', '*'])(
    'is gzip for who takes %s',
    async (accepted) => {
      const { headers, rawPayload } = await get('large', accepted);
      expect(headers['content-encoding']).toBe('gzip');
      expect(headers['vary']).toBe('Accept-Encoding');
      expect(headers['content-type']).toContain('application/json');
      expect(headers['content-length']).toBe(String(rawPayload.length));
      expect(rawPayload.length).toBeLessThan(LARGE.text.length / 10);
      expect(JSON.parse(gunzipSync(rawPayload).toString())).toEqual(LARGE);
    },
  );

  it.each([undefined, '', 'br', 'gzip;q=0', 'identity, gzip;q=0.1'])(
    'is as it is for who takes %s, and says that it depends on that',
    async (accepted) => {
      const answer = await get('large', accepted);
      expect(answer.headers['content-encoding']).toBeUndefined();
      expect(answer.headers['vary']).toBe('Accept-Encoding');
      expect(answer.json()).toEqual(LARGE);
    },
  );

  it('has the same headers for HEAD, and no body', async () => {
    const [head, whole] = await Promise.all([get('large', 'gzip', 'HEAD'), get('large', 'gzip')]);
    expect(head.rawPayload).toHaveLength(0);
    for (const name of ['content-encoding', 'content-length', 'vary', 'content-type'])
      expect(head.headers[name]).toBe(whole.headers[name]);
  });

  it.each([
    ['small', 'GET'],
    ['versioned', 'GET'],
    ['secret', 'GET'],
    ['made', 'POST'],
    ['nowhere', 'GET'],
  ] as const)('is never compressed where it is %s (%s)', async (path, method) => {
    const { headers } = await get(path, 'gzip', method);
    expect(headers['content-encoding']).toBeUndefined();
    expect(headers['vary']).toBeUndefined();
  });

  it('of the API’s own description is compressed, too', async () => {
    const { headers } = await server.inject({
      url: '/api/openapi.json',
      headers: { 'accept-encoding': 'gzip' },
    });
    expect(headers['content-encoding']).toBe('gzip');
  });
});
