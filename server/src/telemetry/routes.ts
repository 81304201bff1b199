import { z } from 'zod';
import { type Caller, type Endpoint, endpoint } from '../platform/http/index.ts';
import { LastRequest, type LastRequestMessage, LastRequestQuery } from './queries/last-request.ts';
import {
  type RequestMessage,
  type RequestsMessage,
  TraceDetail,
  TraceListQuery,
  TracePage,
  UsageAnswer,
  type UsageMessage,
  UsageQuery,
} from './queries/schema.ts';
import { SessionListQuery, SessionPage, type SessionsMessage } from './queries/sessions-schema.ts';
import { type TraceMessage, TraceTree, TraceTreeQuery } from './queries/trace-schema.ts';
import type { TelemetryLink } from './telemetry-link.ts';

/** The management endpoints of requests, traces and usage, answered by the telemetry role. */
export function traceEndpoints(telemetry: TelemetryLink): Endpoint[] {
  return [
    endpoint({
      method: 'GET',
      path: '/api/v1/requests',
      operationId: 'listRequests',
      summary: 'Lists requests, newest first or in the order of a column.',
      tag: 'traces',
      scope: 'traces:read',
      query: TraceListQuery,
      response: TracePage,
      handler: ({ caller, query, signal }) => {
        const body: RequestsMessage = { ...asker(caller), query };
        return telemetry.ask('/query/requests', TracePage, { body, signal });
      },
    }),
    endpoint({
      method: 'GET',
      path: '/api/v1/last-request',
      operationId: 'getLastRequest',
      summary:
        'When the newest request that is kept began: whether it is quiet, or nobody has called yet.',
      tag: 'traces',
      scope: 'traces:read',
      query: LastRequestQuery,
      response: LastRequest,
      handler: ({ caller, query, signal }) => {
        const body: LastRequestMessage = { ...asker(caller), query };
        return telemetry.ask('/query/last-request', LastRequest, { body, signal });
      },
    }),
    endpoint({
      method: 'GET',
      path: '/api/v1/requests/:id',
      operationId: 'getRequest',
      summary: 'Shows a request whole: its attempts, the time of each step, its bodies.',
      tag: 'traces',
      scope: 'traces:read',
      params: z.object({ id: z.string().min(1).max(100) }),
      response: TraceDetail,
      handler: ({ caller, params, signal }) => {
        const body: RequestMessage = { ...asker(caller), id: params.id };
        return telemetry.ask('/query/request', TraceDetail, { body, signal });
      },
    }),
    endpoint({
      method: 'GET',
      path: '/api/v1/traces/:trace_id',
      operationId: 'getTrace',
      summary: 'Shows a trace as a tree of spans: its requests, their steps and attempts.',
      tag: 'traces',
      scope: 'traces:read',
      params: z.object({ trace_id: z.string().min(1).max(100) }),
      query: TraceTreeQuery,
      response: TraceTree,
      handler: ({ caller, params, query, signal }) => {
        const body: TraceMessage = { ...asker(caller), trace_id: params.trace_id, query };
        return telemetry.ask('/query/trace', TraceTree, { body, signal });
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
        return telemetry.ask('/query/sessions', SessionPage, { body, signal });
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
        return askUsage(telemetry, caller, query, signal);
      },
    }),
  ];
}

/** Sums of requests, as who calls may see them. */
export function askUsage(
  telemetry: TelemetryLink,
  caller: Caller,
  query: UsageQuery,
  signal: AbortSignal,
): Promise<z.infer<typeof UsageAnswer>> {
  const body: UsageMessage = { ...asker(caller), query };
  return telemetry.ask('/query/usage', UsageAnswer, { body, signal });
}

/** Control has found out who calls; telemetry believes it over the link. */
function asker(caller: Caller): { v: 1; project_id: string; content: boolean } {
  return { v: 1, project_id: caller.projectId, content: caller.scopes.has('traces:content') };
}
