import { connect } from 'node:net';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SignalboxError } from '../../platform/errors/index.ts';
import { type Caller, endpoint } from '../../platform/http/index.ts';
import { createHttpServer } from './server.ts';

const Thing = z.object({ id: z.string(), version: z.number(), size: z.number() });
const caller: Caller = {
  kind: 'key',
  keyId: 'key',
  organisationId: 'organisation',
  projectId: 'mine',
  environmentId: 'environment',
  scopes: new Set(['things:read']),
};
const thing = (size: number) => ({ id: 'a', version: 3, size });

const endpoints = [
  endpoint({
    method: 'POST',
    path: '/api/v1/things',
    operationId: 'createThing',
    summary: 'Creates a thing.',
    tag: 'things',
    scope: 'things:read',
    body: z.strictObject({ size: z.number().int().positive() }),
    response: Thing,
    status: 201,
    handler: async ({ body }) => {
      if (body.size === 13) throw new Error('a bug with a secret in its text');
      if (body.size === 14) return { ...thing(0), size: 'large' as unknown as number };
      if (body.size === 409) {
        throw new SignalboxError('conflict', 'there is one', 'Take another.', {
          details: { size: 409 },
        });
      }
      return thing(body.size);
    },
  }),
  endpoint({
    method: 'GET',
    path: '/api/v1/things/:id',
    operationId: 'getThing',
    summary: 'One thing.',
    tag: 'things',
    scope: 'things:write',
    params: z.object({ id: z.string() }),
    response: Thing,
    handler: async () => thing(1),
  }),
];

const lines: string[] = [];
const server = createHttpServer({
  endpoints,
  authenticate: async ({ headers }) => {
    if (headers['authorization'] === 'Bearer owner') return { ...caller, reach: 'organisation' };
    if (headers['authorization'] === 'Bearer good') return caller;
    throw new SignalboxError('key_missing', 'no key', 'Send one.');
  },
  enterPlace: async (caller, { project }) => {
    if (project === undefined) return caller;
    return project === 'theirs' && caller.reach === 'organisation'
      ? { ...caller, projectId: 'theirs', environmentId: 'e' }
      : null;
  },
  system: {
    readiness: async () => ({ ready: false, parts: { control: { ready: true } } }),
    metrics: async () => 'a_metric 1\n',
  },
  log: pino({ level: 'error' }, { write: (line) => lines.push(line) }),
  version: '1.2.3',
  validateResponses: true,
  moved: new Map([['/api/v1/stuff', 'Ask for /api/v1/things.']]),
});

let port = '';
const call = async (method: string, path: string, body?: unknown, headers = {}) => {
  const response = await fetch(`${port}${path}`, {
    method,
    headers: {
      authorization: 'Bearer good',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = text.startsWith('{') ? JSON.parse(text) : null;
  return { status: response.status, headers: response.headers, text, json };
};

describe('createHttpServer', () => {
  beforeAll(async () => {
    port = await (await server).listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => (await server).close());

  it('answers with the declared status, an ETag of the version and the request id', async () => {
    const answer = await call('POST', '/api/v1/things', { size: 5 });
    expect(answer.status).toBe(201);
    expect(answer.json).toEqual(thing(5));
    expect(answer.headers.get('etag')).toBe('"3"');
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('names the failing member of a body', async () => {
    const answer = await call('POST', '/api/v1/things', { size: -1, other: 1 });
    expect(answer.status).toBe(400);
    expect(answer.json.error.code).toBe('request_invalid');
    expect(answer.json.error.message).toContain('body/size');
    expect(answer.json.error.request_id).toBe(answer.headers.get('x-request-id'));
    expect(answer.json.error.details.issues).toHaveLength(2);
  });

  it.each([
    ['not JSON', '{', {}, 400, 'request_invalid'],
    ['missing', '', {}, 400, 'request_invalid'],
    ['another content type', 'size=1', { 'content-type': 'text/plain' }, 400, 'request_invalid'],
    ['too large', JSON.stringify({ a: 'x'.repeat(2 << 20) }), {}, 413, 'body_too_large'],
  ])('refuses a body that is %s', async (_name, body, headers, status, code) => {
    const answer = await call('POST', '/api/v1/things', body, headers);
    expect([answer.status, answer.json.error.code]).toEqual([status, code]);
  });

  it('passes on an expected failure and keeps a bug to the log', async () => {
    const expected = await call('POST', '/api/v1/things', { size: 409 });
    expect([expected.status, expected.json.error.code]).toEqual([409, 'conflict']);
    expect(expected.json.error.details).toEqual({ size: 409 });
    const bug = await call('POST', '/api/v1/things', { size: 13 });
    expect([bug.status, bug.json.error.code]).toEqual([500, 'internal']);
    expect(bug.text).not.toContain('secret');
    expect(lines.join()).toContain('a bug with');
  });

  it('refuses to send an answer that its schema does not allow', async () => {
    expect((await call('POST', '/api/v1/things', { size: 14 })).status).toBe(500);
  });

  it('asks for the key before it looks at the body, and for the scope before the project', async () => {
    const none = await call('POST', '/api/v1/things', '{', { authorization: '' });
    expect([none.status, none.json.error.code]).toEqual([401, 'key_missing']);
    expect(none.headers.get('www-authenticate')).toContain('Bearer');
    const scope = await call('GET', '/api/v1/things/a', undefined, {
      'x-signalbox-project': 'theirs',
    });
    expect([scope.status, scope.json.error.code]).toEqual([403, 'scope_missing']);
    expect(scope.headers.get('x-request-id')).not.toBeNull();
  });

  it('lets only an owner act in another project', async () => {
    const theirs = { 'x-signalbox-project': 'theirs' };
    expect((await call('POST', '/api/v1/things', { size: 1 }, theirs)).status).toBe(404);
    const owner = { ...theirs, authorization: 'Bearer owner' };
    expect((await call('POST', '/api/v1/things', { size: 1 }, owner)).status).toBe(201);
    const nowhere = { authorization: 'Bearer owner', 'x-signalbox-project': 'nowhere' };
    expect((await call('POST', '/api/v1/things', { size: 1 }, nowhere)).status).toBe(404);
  });

  it('tells an unknown address from an unknown method', async () => {
    expect((await call('GET', '/api/v1/nothing')).json.error.code).toBe('not_found');
    const moved = await call('GET', '/api/v1/stuff?limit=1');
    expect([moved.status, moved.json.error.next]).toEqual([404, 'Ask for /api/v1/things.']);
    const method = await call('DELETE', '/api/v1/things/a');
    expect([method.status, method.headers.get('allow')]).toEqual([405, 'GET']);
  });

  it('tells health, readiness, metrics and its API without a key', async () => {
    const open = { authorization: '' };
    expect((await call('GET', '/healthz', undefined, open)).status).toBe(200);
    const ready = await call('GET', '/readyz', undefined, open);
    expect([ready.status, ready.json.ready]).toEqual([503, false]);
    expect((await call('GET', '/metrics', undefined, open)).text).toBe('a_metric 1\n');
    const api = (await call('GET', '/api/openapi.json', undefined, open)).json;
    expect(api.openapi).toBe('3.1.0');
    expect(Object.keys(api.paths)).toEqual(['/api/v1/things', '/api/v1/things/{id}']);
    expect(api.paths['/api/v1/things'].post.operationId).toBe('createThing');
    expect(Object.keys(api.components.schemas)).toEqual(['ApiError']);
  });

  it('has one error shape for what is not a request, too', async () => {
    const path = await call('GET', '/api/v1/%zz');
    expect([path.status, path.json.error.code]).toEqual([400, 'request_invalid']);
    const long = await call('GET', '/api/v1/things', undefined, { 'x-a': 'a'.repeat(20_000) });
    expect([long.status, long.json.error.code]).toEqual([431, 'headers_too_large']);
    const socket = connect(Number(new URL(port).port), '127.0.0.1');
    socket.write('no HTTP\r\n\r\n');
    let received = '';
    for await (const part of socket) received += String(part);
    expect(received).toMatch(/^HTTP\/1\.1 400 Bad Request/);
    expect(JSON.parse(received.split('\r\n\r\n')[1] ?? '')).toMatchObject({
      error: { code: 'request_invalid' },
    });
  });
});
