import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { openHttp } from './http.ts';

/** What opening says of a server that answers everything so. */
async function errorOf(status: number, body: string, headers: Record<string, string> = {}) {
  const server = createServer((_, response) => response.writeHead(status, headers).end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await openHttp(`http://u:hush@127.0.0.1:${port}`).catch((thrown) => thrown);
  } finally {
    server.close();
  }
}

it.each([
  [404, '{"error":{"message":"there is nothing at /"}}'],
  [502, '<h1>Bad gateway</h1>'],
  [200, '<h1>Welcome</h1>'],
])('knows a server that is not ClickHouse by its %i', async (status, body) => {
  const error = await errorOf(status, body);
  expect(error).toMatchObject({ code: 'store_failed' });
  expect(error.toLine()).toBe(
    'what answers at CLICKHOUSE_URL is not ClickHouse. Check CLICKHOUSE_URL and that the server is up.',
  );
});

it('says what the server refuses, for good', async () => {
  const text =
    'Code: 516. DB::Exception: u: Authentication failed: password is incorrect. (AUTHENTICATION_FAILED)';
  const error = await errorOf(403, text, { 'x-clickhouse-exception-code': '516' });
  expect(error).toMatchObject({
    code: 'config_invalid',
    message: expect.stringContaining('password is incorrect'),
  });
});

it('says that nothing answers', async () => {
  await expect(openHttp('http://127.0.0.1:1')).rejects.toMatchObject({
    code: 'store_failed',
    message: expect.stringContaining('does not answer: connect ECONNREFUSED'),
  });
});
