import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deafSender } from '../platform/http/testing/deaf-sender.ts';
import { World } from './testing/world.ts';

const LIMIT = 100_000;
let world: World;
beforeAll(async () => {
  world = await World.start({ maxBodyBytes: LIMIT });
});
afterAll(() => world[Symbol.asyncDispose]());

const chat = (key: string): string =>
  `POST /v1/chat/completions HTTP/1.1\r\nauthorization: Bearer ${key}\r\n`;

describe('a client that reads only after it has sent ten times the limit', () => {
  const cases: [string, number, () => string, boolean][] = [
    ['whose body is said to be too large', 413, () => chat(world.key), false],
    ['whose body turns out too large', 413, () => chat(world.key), true],
    ['whose key is not good', 401, () => chat('sbx_none'), false],
    ['whose key is not good, in chunks', 401, () => chat('sbx_none'), true],
    ['which sends to no endpoint', 404, () => 'POST /v1/nothing HTTP/1.1\r\n', false],
    [
      'which wants the connection closed',
      404,
      () => 'POST /no HTTP/1.1\r\nconnection: close\r\n',
      true,
    ],
  ];
  describe.each([
    ['fast', 0],
    ['slow', 40],
  ])('%s', (_, pauseMs) => {
    it.each(cases)('%s gets its %i', async (_name, status, head, chunked) => {
      const answer = await deafSender({
        port: world.port,
        head: head(),
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
