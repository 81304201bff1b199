import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ApiError, type Caller, type Endpoint } from '../../platform/http/index.ts';
import { type Authenticate, authorise, type FindProject, PROJECT_HEADER } from './authorise.ts';

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
  }
}

/** Mounts one declaration: authorisation before the body is read, validation, handler, status, ETag. */
export function mountEndpoint(
  app: FastifyInstance,
  endpoint: Endpoint,
  guard: { readonly authenticate: Authenticate; readonly findProject: FindProject },
): void {
  const status = endpoint.status ?? 200;
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    schema: {
      operationId: endpoint.operationId,
      summary: endpoint.summary,
      description: `Needs the scope \`${endpoint.scope}\`.`,
      tags: [endpoint.tag],
      security: [{ key: [] }],
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
      const caller = await guard.authenticate(request.headers);
      const project = request.headers[PROJECT_HEADER];
      request.caller = await authorise(
        endpoint,
        caller,
        typeof project === 'string' ? project : undefined,
        guard.findProject,
      );
    },
    handler: async (request, reply) => {
      const result: unknown = await endpoint.handler({
        caller: callerOf(request),
        params: request.params,
        query: request.query,
        body: request.body,
        requestId: request.id,
        ip: request.ip,
        headers: {
          ifMatch: text(request.headers['if-match']),
          idempotencyKey: text(request.headers['idempotency-key']),
        },
        signal: request.signal,
      } as Parameters<Endpoint['handler']>[0]);
      const version = versionOf(result);
      if (version !== null) reply.header('etag', `"${version}"`);
      return reply.status(status).send(result);
    },
  });
}

/** Documented headers. Loose: others pass, since validation replaces nothing here. */
function headersOf(endpoint: Endpoint): z.ZodType {
  const project = z.string().max(200).optional();
  const shape: Record<string, z.ZodType> = {
    [PROJECT_HEADER]: project.describe('Id or name of the project to act in (owners only).'),
  };
  if (endpoint.method === 'POST') {
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
