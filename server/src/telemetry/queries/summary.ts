import { z } from 'zod';
import type { TraceSummary } from './schema.ts';
import {
  Decimal,
  Int,
  IntOrNull,
  isoOf,
  StatusOrNull,
  TextOrNull,
  toMs,
  toMsOrNull,
  tpotMs,
} from './values.ts';

/** The columns that make a summary, of `requests_list` or `requests` named r (a name of a result would hide a column's). */
export const SUMMARY_COLUMNS = `toString(r.request_id) AS request_id, trace_id, parent_span_id, toUnixTimestamp64Micro(started_at) AS started_us, environment_id, key_id, operation, stream, requested_model, provider, model, status, http_status, error_code, upstream_code, upstream_status, user, session, tags, metadata, ttft_us, total_us, overhead_us, input_tokens, cached_input_tokens, cache_write_tokens, output_tokens, reasoning_tokens, cost_usd, attempts`;
export const PREVIEW_COLUMNS = 'input, output';

export const SummaryRow = z.object({
  request_id: z.string(),
  trace_id: z.string(),
  parent_span_id: TextOrNull,
  started_us: Int,
  environment_id: z.string(),
  key_id: z.string(),
  operation: z.string(),
  stream: z.boolean(),
  requested_model: z.string(),
  provider: TextOrNull,
  model: TextOrNull,
  status: z.string(),
  http_status: StatusOrNull,
  error_code: TextOrNull,
  upstream_code: TextOrNull,
  upstream_status: StatusOrNull,
  user: TextOrNull,
  session: TextOrNull,
  tags: z.array(z.string()),
  metadata: z.record(z.string(), z.string()),
  ttft_us: IntOrNull,
  total_us: Int,
  overhead_us: Int,
  input_tokens: IntOrNull,
  cached_input_tokens: IntOrNull,
  cache_write_tokens: IntOrNull,
  output_tokens: IntOrNull,
  reasoning_tokens: IntOrNull,
  cost_usd: Decimal,
  attempts: z.number(),
  input: TextOrNull.optional(),
  output: TextOrNull.optional(),
});
export type SummaryRow = z.infer<typeof SummaryRow>;

export function summaryOf(row: SummaryRow): TraceSummary {
  const timed = row.status !== 'interrupted';
  return {
    request_id: row.request_id,
    trace_id: row.trace_id,
    parent_span_id: row.parent_span_id,
    started_at: isoOf(row.started_us),
    environment_id: row.environment_id,
    key_id: row.key_id,
    operation: row.operation,
    stream: row.stream,
    requested_model: row.requested_model,
    provider: row.provider,
    model: row.model,
    status: row.status,
    http_status: row.http_status,
    error_code: row.error_code,
    upstream_code: row.upstream_code,
    upstream_status: row.upstream_status,
    user: row.user,
    session: row.session,
    tags: row.tags,
    metadata: row.metadata,
    input: row.input ?? null,
    output: row.output ?? null,
    ttft_ms: toMsOrNull(row.ttft_us),
    tpot_ms: tpotMs(row.ttft_us, row.total_us, row.output_tokens),
    total_ms: timed ? toMs(row.total_us) : null,
    overhead_ms: timed ? toMs(row.overhead_us) : null,
    input_tokens: row.input_tokens,
    cached_input_tokens: row.cached_input_tokens,
    cache_write_tokens: row.cache_write_tokens,
    output_tokens: row.output_tokens,
    reasoning_tokens: row.reasoning_tokens,
    cost_usd: row.cost_usd,
    attempt_count: row.attempts,
  };
}
