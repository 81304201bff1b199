import { z } from 'zod';
import { Scope, Time } from './schema.ts';

const count = z.number().int();

/** What a part of a trace took, and for how much. Names follow OpenTelemetry where it has one. */
export const TraceSpan = z.object({
  span_id: z
    .string()
    .describe(
      '16 digits. Of a request the last ones of its id, which `traceparent` of a call beneath it names; of a caller’s span as the caller named it.',
    ),
  parent_span_id: z.string().nullable().describe('Of this tree; null: it stands at the top.'),
  kind: z
    .enum(['caller', 'request', 'step', 'attempt'])
    .describe(
      '`caller`: a span of the application, known from traceparent only, drawn where it holds some requests apart from others and as long as these. `step`: of the gateway. `attempt`: one call to a provider.',
    ),
  name: z
    .string()
    .describe('The model that was asked for, the step, `provider/model` of an attempt.'),
  request_id: z
    .string()
    .nullable()
    .describe('The request that it is or belongs to; null of a caller’s.'),
  operation: z.string().nullable(),
  attempt: count.nullable().describe('The number of an attempt.'),
  start_ms: z.number().describe('Since the trace began.'),
  end_ms: z.number().nullable().describe('Null: not known.'),
  status: z.string().nullable().describe('Of a request or an attempt.'),
  error_code: z.string().nullable(),
  input_tokens: count.nullable(),
  output_tokens: count.nullable(),
  cost_usd: z.string().nullable(),
});
export type TraceSpan = z.infer<typeof TraceSpan>;

/** What the requests of a trace add up to. */
export const TraceTotals = z.object({
  requests: count,
  errors: count.describe('Failed and interrupted ones.'),
  total_ms: z
    .number()
    .nullable()
    .describe('From the first beginning to the last end; null: of one the end is not known.'),
  input_tokens: count.nullable().describe('Sums of what is known; null where nothing is.'),
  output_tokens: count.nullable(),
  cost_usd: z.string().nullable(),
  priced_requests: count.describe('How many requests the cost covers.'),
  users: z.array(z.string()).describe('Each once, in the order of their first request.'),
  sessions: z.array(z.string()),
  models: z.array(z.string()),
});
export type TraceTotals = z.infer<typeof TraceTotals>;

export const TraceTree = z.object({
  trace_id: z.string(),
  started_at: z.string().describe('When its first request began.'),
  spans: z
    .array(TraceSpan)
    .describe('Each behind its parent and what is under the siblings before it.'),
  totals: TraceTotals,
  more: z.boolean().describe('It has more requests than are here, which are the first ones.'),
});
export type TraceTree = z.infer<typeof TraceTree>;

export const TraceTreeQuery = z.object({
  from: Time.optional().describe('Only requests from here on: a range finds them sooner.'),
  to: Time.optional().describe('Only requests before this moment.'),
});

export const TraceMessage = Scope.extend({ trace_id: z.string(), query: TraceTreeQuery });
export type TraceMessage = z.infer<typeof TraceMessage>;
