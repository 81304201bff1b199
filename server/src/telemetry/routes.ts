import { z } from 'zod';
import { SignalboxError } from '../platform/errors/index.ts';
import { type Caller, type Endpoint, endpoint } from '../platform/http/index.ts';
import type { LinkClient } from '../platform/link/index.ts';
import {
  TraceAnswer,
  TraceListQuery,
  type TraceMessage,
  TracePage,
  type TracesMessage,
  UsageAnswer,
  type UsageMessage,
  UsageQuery,
} from './queries/schema.ts';
import { SessionListQuery, SessionPage, type SessionsMessage } from './queries/sessions-schema.ts';

/** The management endpoints of traces and usage, answered by the telemetry role. */
export function traceEndpoints(client: LinkClient): Endpoint[] {
  return [
    endpoint({
      method: 'GET',
      path: '/api/v1/traces',
      operationId: 'listTraces',
      summary: 'Lists requests, newest first or in the order of a column.',
      tag: 'traces',
      scope: 'traces:read',
      query: TraceListQuery,
      response: TracePage,
      handler: ({ caller, query, signal }) => {
        const body: TracesMessage = { ...asker(caller), query };
        return ask(() => client.json('POST', '/query/traces', TracePage, { body, signal }));
      },
    }),
    endpoint({
      method: 'GET',
      path: '/api/v1/traces/:id',
      operationId: 'getTrace',
      summary:
        'Shows a request by its id, or every request of a trace by the id of the trace, with bodies.',
      tag: 'traces',
      scope: 'traces:read',
      params: z.object({ id: z.string().min(1).max(100) }),
      response: TraceAnswer,
      handler: ({ caller, params, signal }) => {
        const body: TraceMessage = { ...asker(caller), id: params.id };
        return ask(() => client.json('POST', '/query/trace', TraceAnswer, { body, signal }));
      },
    }),
    endpoint({
      method: 'GET',
      path: '/api/v1/sessions',
      operationId: 'listSessions',
      summary: 'Lists sessions, the one with the newest request first.',
      tag: 'traces',
      scope: 'traces:read',
      query: SessionListQuery,
      response: SessionPage,
      handler: ({ caller, query, signal }) => {
        const body: SessionsMessage = { ...asker(caller), query };
        return ask(() => client.json('POST', '/query/sessions', SessionPage, { body, signal }));
      },
    }),
    endpoint({
      method: 'GET',
      path: '/api/v1/usage',
      operationId: 'getUsage',
      summary: 'Adds up requests, tokens and cost by any dimension and interval.',
      tag: 'traces',
      scope: 'usage:read',
      query: UsageQuery,
      response: UsageAnswer,
      handler: ({ caller, query, signal }) => {
        const body: UsageMessage = { ...asker(caller), query };
        return ask(() => client.json('POST', '/query/usage', UsageAnswer, { body, signal }));
      },
    }),
  ];
}

/** Control has found out who calls; telemetry believes it over the link. */
function asker(caller: Caller): { v: 1; project_id: string; content: boolean } {
  return { v: 1, project_id: caller.projectId, content: caller.scopes.has('traces:content') };
}

/** The link's own failures say that telemetry is not there. */
async function ask<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    const gone = ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'UND_ERR_SOCKET', 'UND_ERR_CLOSED'];
    if (error instanceof SignalboxError || typeof code !== 'string' || !gone.includes(code))
      throw error;
    throw new SignalboxError(
      'store_failed',
      'the telemetry role does not answer',
      'It is being started; try again in some seconds. What requests leave behind is kept meanwhile.',
      { cause: error, details: { retry_after_seconds: 2 } },
    );
  }
}
