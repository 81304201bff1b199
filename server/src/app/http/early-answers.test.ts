import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SignalboxError } from '../../platform/errors/index.ts';
import { endpoint } from '../../platform/http/index.ts';
import { deafSender } from '../../platform/http/testing/deaf-sender.ts';
import { createHttpServer } from './server.ts';

const LIMIT = 1 << 20;
const PATH = '/api/v1/things';
const server = createHttpServer({
  endpoints: [
    endpoint({
      method: 'POST',
      path: PATH,
      operationId: 'createThing',
      summary: 'Creates a thing.',
      tag: 'things',
      scope: 'keys:write',
      body: z.strictObject({ size: z.number() }),
      response: z.object({ size: z.number() }),
      handler: async ({ body }) => body,
    }),
  ],
  authenticate: async ({ headers }) => {
    if (headers['authorization'] !== 'Bearer good')
      throw new SignalboxError('key_missing', 'no key', 'Send one.');
    return {
      kind: 'key',
      keyId: 'key',
      organisationId: 'organisation',
      projectId: 'project',
      environmentId: 'environment',
      scopes: new Set(['keys:write']),
    };
  },
  enterPlace: async (caller) => caller,
  system: { readiness: async () => ({ ready: true, parts: {} }), metrics: async () => '' },
  log: pino({ level: 'silent' }),
  version: '1.2.3',
  validateResponses: true,
});
let port = 0;
beforeAll(async () => {
  port = Number(new URL(await (await server).listen({ host: '127.0.0.1', port: 0 })).port);
});
afterAll(async () => (await server).close());

describe('a client that reads only after it has sent ten times the limit', () => {
  describe.each([
    ['fast', 0],
    ['slow', 40],
  ])('%s', (_, pauseMs) => {
    it.each([
      ['whose body is said to be too large', 413, `${PATH}|Bearer good`, false],
      ['whose body turns out too large', 413, `${PATH}|Bearer good`, true],
      ['whose key is not good', 401, `${PATH}|Bearer bad`, false],
      ['whose key is not good, in chunks', 401, `${PATH}|Bearer bad`, true],
    ])('%s gets its %i', async (_name, status, what, chunked) => {
      const [path, key] = what.split('|');
      const answer = await deafSender({
        port,
        head: `POST ${path} HTTP/1.1\r\nauthorization: ${key}\r\n`,
        bytes: 10 * LIMIT,
        chunked,
        pauseMs,
      });
      expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
      expect(answer.toLowerCase()).toContain('connection: close');
      expect(answer).toMatch(/"error":\{.*\}\}$/s);
    });
  });
});
