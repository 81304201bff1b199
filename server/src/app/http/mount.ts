import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { z } from 'zod';
import {
  ApiError,
  type Caller,
  type Endpoint,
  unknownQueryCheck,
} from '../../platform/http/index.ts';
import {
  type Authenticate,
  authorise,
  ENVIRONMENT_HEADER,
  type EnterPlace,
  PROJECT_HEADER,
} from './authorise.ts';
import { compressJson } from './compress.ts';
import { refuseClient } from './refuse-client.ts';
import { CSRF_HEADER, checkSameOrigin } from './same-origin.ts';
import { sessionCookieOf, sessionTokenOf } from './session-cookie.ts';

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
  }
}

const BODY_MS = 60_000;
const TOO_SLOW = Object.assign(new Error('the body did not come in time'), {
  code: 'ERR_HTTP_REQUEST_TIMEOUT',
});

interface Guard {
  readonly bodyMs?: number;
  readonly authenticate: Authenticate;
  readonly enterPlace: EnterPlace;
}

/** Mounts one declaration: authorisation before the body is read, validation, handler, status, ETag. */
export async function mountEndpoint(
  app: FastifyInstance,
  endpoint: Endpoint,
  guard: Guard,
): Promise<void> {
  const { raw } = endpoint;
  if (raw === undefined) {
    app.route(routeOf(endpoint, guard));
    return;
  }
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    scope.route({
      ...routeOf(endpoint, guard),
      validatorCompiler: () => () => true,
      handler: (request, reply) =>
        raw({
          caller: callerOf(request),
          params: request.params,
          request: request.raw,
          response: reply.raw,
          takeOver: () => reply.hijack(),
        }),
    });
  });
}

function routeOf(endpoint: Endpoint, guard: Guard): RouteOptions {
  const status = endpoint.status ?? 200;
  const checkQuery = unknownQueryCheck(endpoint.query);
  return {
    method: endpoint.method,
    url: endpoint.path,
    schema: {
      operationId: endpoint.operationId,
      summary: endpoint.summary,
      description: accessText(endpoint),
      tags: [endpoint.tag],
      security: endpoint.access === 'public' ? [] : [{ key: [] }, { session: [] }],
      ...(endpoint.params === undefined ? {} : { params: endpoint.params }),
      ...(endpoint.query === undefined ? {} : { querystring: endpoint.query }),
      ...(endpoint.body === undefined ? {} : { body: endpoint.body }),
      headers: headersOf(endpoint),
      response: {
        [status]: endpoint.response,
        '4xx': ApiError,
        '5xx': ApiError,
      },
    },
    onRequest: async (request) => {
      if (endpoint.raw === undefined) boundBody(request, guard.bodyMs ?? BODY_MS);
      const { method, headers } = request;
      const presented = { method, headers, sessionToken: sessionTokenOf(request) };
      if (endpoint.access === 'public') {
        // Another site could sign its visitor in as somebody else, and so read what they then enter.
        checkSameOrigin(presented);
        return;
      }
      const caller = await guard.authenticate(presented);
      const place = {
        // A download is a link, which carries no header.
        project: text(headers[PROJECT_HEADER]) ?? projectOfLink(endpoint, request) ?? undefined,
        environment: text(headers[ENVIRONMENT_HEADER]) ?? undefined,
      };
      request.caller = await authorise(endpoint, caller, place, guard.enterPlace);
    },
    preValidation: async (request) => checkQuery(request.query),
    ...(endpoint.method === 'GET' && !endpoint.secret ? { onSend: compressJson } : {}),
    handler: async (request, reply) => {
      const result: unknown = await endpoint.handler({
        ...(endpoint.access === 'public' ? {} : { caller: callerOf(request) }),
        params: request.params,
        query: request.query,
        body: request.body,
        requestId: request.id,
        ip: request.ip,
        headers: {
          ifMatch: text(request.headers['if-match']),
          idempotencyKey: text(request.headers['idempotency-key']),
          userAgent: text(request.headers['user-agent']),
        },
        session: sessionCookieOf(request, reply),
        signal: signalOf(reply.raw),
      } as Parameters<Endpoint['handler']>[0]);
      const version = versionOf(result);
      if (version !== null) reply.header('etag', `"${version}"`);
      return reply.status(status).send(result);
    },
  };
}

/** A body that is buffered comes whole within a minute, or its connection goes: it would hold its place for nothing. */
function boundBody({ raw }: FastifyRequest, withinMs: number): void {
  const { headers } = raw;
  if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) return;
  const late = setTimeout(() => {
    if (!raw.complete) refuseClient(TOO_SLOW, raw.socket);
  }, withinMs).unref();
  const arrived = (): void => clearTimeout(late);
  raw.once('end', arrived);
  raw.once('close', arrived);
}

function projectOfLink(endpoint: Endpoint, request: FastifyRequest): string | null {
  if (endpoint.raw === undefined || endpoint.method !== 'GET') return null;
  const { project } = request.query as { readonly project?: unknown };
  return typeof project === 'string' ? project : null;
}

/** Documented headers. Loose: others pass, since validation replaces nothing here. */
function headersOf(endpoint: Endpoint): z.ZodType {
  const place = z.string().max(200).optional();
  const shape: Record<string, z.ZodType> = {};
  if (endpoint.scope !== undefined) {
    shape[PROJECT_HEADER] = place.describe(
      'Id or name of the project to act in: any that a person may enter; with a key, owners only.',
    );
    shape[ENVIRONMENT_HEADER] = place.describe('Id or name of the environment to act in.');
  }
  if (endpoint.access !== 'public' && endpoint.method !== 'GET') {
    shape[CSRF_HEADER] = place.describe('With a cookie and no key: `csrf_token` of GET auth/me.');
  }
  if (endpoint.method === 'POST' && endpoint.access !== 'public' && endpoint.raw === undefined) {
    shape['idempotency-key'] = z
      .string()
      .min(1)
      .max(255)
      .optional()
      .describe('The same key and body answer the same for 24 hours without a second effect.');
  }
  if (endpoint.method === 'PATCH' || endpoint.method === 'DELETE') {
    shape['if-match'] = z
      .string()
      .max(200)
      .optional()
      .describe('The ETag that was read: another state answers 412.');
  }
  return z.looseObject(shape);
}

function accessText({ access, scope, ownScope }: Endpoint): string {
  if (access === 'public') return 'Needs neither key nor sign-in.';
  if (access === 'caller') return 'Needs a key or a sign-in, with whatever scopes.';
  return ownScope === undefined
    ? `Needs the scope \`${scope}\`.`
    : `Needs the scope \`${scope}\`; with \`${ownScope}\` it is about one's own only.`;
}

/** Fastify's own `request.signal` is aborted as soon as the body of a request was read. */
function signalOf(response: ServerResponse): AbortSignal {
  const left = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) left.abort();
  });
  return left.signal;
}

function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null) throw new Error('a handler ran without a caller');
  return request.caller;
}

function text(header: string | string[] | undefined): string | null {
  return typeof header === 'string' ? header : null;
}

/** Everything that can be changed under If-Match carries `version`; its ETag is that. */
function versionOf(result: unknown): number | null {
  if (typeof result !== 'object' || result === null || !('version' in result)) return null;
  return typeof result.version === 'number' ? result.version : null;
}
