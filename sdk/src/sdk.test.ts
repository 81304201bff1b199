import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generated } from '../generate.ts';
import { createSignalbox, everyItem, SignalboxApiError, unwrap } from './index.ts';

/** Answers as the management API does, and keeps what it was asked. */
const seen: { method: string; url: string; headers: Record<string, unknown>; body: string }[] = [];
let server: Server;
let baseUrl = '';

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const url = new URL(request.url ?? '/', 'http://api');
    seen.push({
      method: request.method ?? '',
      url: request.url ?? '',
      headers: request.headers,
      body,
    });
    const send = (status: number, value: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(value));
    };
    if (request.method === 'POST') return send(201, { id: 'k1', key: 'sbx_whole' });
    if (url.pathname === '/api/v1/keys') {
      const cursor = url.searchParams.get('cursor');
      return send(200, {
        data: [{ id: cursor ?? 'first' }],
        next_cursor: cursor === null ? 'second' : null,
      });
    }
    return send(404, {
      error: { code: 'not_found', message: 'no such key', next: 'Check it.', request_id: 'r1' },
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

describe('the client', () => {
  it('calls with its key, in its project, with typed bodies', async () => {
    const api = createSignalbox({ baseUrl, apiKey: 'the key', project: 'shop' });
    const made = await unwrap(
      api.POST('/api/v1/keys', { body: { name: 'ci', scopes: ['inference'] } }),
    );
    expect(made.key).toBe('sbx_whole');
    expect(seen.at(-1)).toMatchObject({
      method: 'POST',
      url: '/api/v1/keys',
      headers: { authorization: 'Bearer the key', 'x-signalbox-project': 'shop' },
    });
    expect(JSON.parse(seen.at(-1)?.body ?? '')).toEqual({ name: 'ci', scopes: ['inference'] });
  });

  it('reads a list over all of its pages', async () => {
    const api = createSignalbox({ baseUrl, apiKey: 'the key' });
    const ids: string[] = [];
    const keys = everyItem((cursor) =>
      unwrap(
        api.GET('/api/v1/keys', { params: { query: cursor === undefined ? {} : { cursor } } }),
      ),
    );
    for await (const { id } of keys) ids.push(id);
    expect(ids).toEqual(['first', 'second']);
  });

  it('throws what the API refused, with what to do', async () => {
    const api = createSignalbox({ baseUrl, apiKey: 'the key' });
    const call = unwrap(api.GET('/api/v1/keys/{id}', { params: { path: { id: 'x/y' } } }));
    await expect(call).rejects.toBeInstanceOf(SignalboxApiError);
    await expect(call).rejects.toMatchObject({
      status: 404,
      code: 'not_found',
      next: 'Check it.',
      requestId: 'r1',
    });
    expect(seen.at(-1)?.url).toBe('/api/v1/keys/x%2Fy');
  });
});

it('is what the server says its API is (else run `npm run generate`)', async () => {
  const { readFileSync } = await import('node:fs');
  for (const [path, text] of await generated()) expect(readFileSync(path, 'utf8')).toBe(text);
});
