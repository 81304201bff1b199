import { z } from 'zod';
import { PageQuery, pageOf } from '../../platform/http/index.ts';
import { Scope, TraceFilter } from './schema.ts';

export const SessionListQuery = TraceFilter.extend(PageQuery.shape);
export type SessionListQuery = z.infer<typeof SessionListQuery>;

const count = z.number().int();

/** The requests that were sent under one x-signalbox-session, together. */
export const SessionSummary = z.object({
  session: z.string(),
  first_at: z.string(),
  last_at: z.string(),
  /** From the first request to the end of the last answer. */
  length_ms: z.number(),
  requests: count,
  errors: count,
  /** The first ten. */
  users: z.array(z.string()),
  models: z.array(z.string()),
  input_tokens: count.nullable(),
  output_tokens: count.nullable(),
  /** Decimal text; null: of no request is the cost known. */
  cost_usd: z.string().nullable(),
  priced_requests: count,
  /** What the newest request asked; null without the scope traces:content. */
  last_input: z.string().nullable(),
});
export type SessionSummary = z.infer<typeof SessionSummary>;

export const SessionPage = pageOf(SessionSummary);
export const SessionsMessage = Scope.extend({ query: SessionListQuery });
export type SessionsMessage = z.infer<typeof SessionsMessage>;
