import { z } from 'zod';
import type { TraceAttempt, TraceDetail } from './schema.ts';
import { SUMMARY_COLUMNS, SummaryRow, summaryOf } from './summary.ts';
import {
  Decimal,
  Int,
  IntOrNull,
  isoOf,
  StatusOrNull,
  TextOrNull,
  toMs,
  toMsOrNull,
} from './values.ts';

/** The steps that have a column. */
const STEPS = ['authenticate', 'admit', 'route', 'infer', 'settle', 'record'] as const;
/** The steps of the request path, in its order. */
const IN_ORDER = ['authenticate', 'parse', ...STEPS.slice(1)];

/** The columns of `requests` that make a detail. */
export const DETAIL_COLUMNS = `${SUMMARY_COLUMNS}, claimed_started_at_us, gateway, protocol, capture, response_model, response_id, system_fingerprint, error_message, finish_reasons, [${STEPS.map((s) => `step_${s}_us`).join(', ')}] AS steps_us, other_steps_us, output_chunks, input_audio_tokens, output_audio_tokens, images, cost_by_kind, price_version, attempt_status, attempt_http_status, attempt_error_code, attempt_start_us, attempt_first_byte_us, attempt_end_us, request_bytes, response_bytes, response_content_type, payload_dropped, toUnixTimestamp(expires_at) AS expires_s`;

export const DetailRow = SummaryRow.extend({
  claimed_started_at_us: IntOrNull,
  gateway: z.string(),
  protocol: z.string(),
  capture: z.string(),
  response_model: TextOrNull,
  response_id: TextOrNull,
  system_fingerprint: TextOrNull,
  error_message: TextOrNull,
  finish_reasons: z.array(z.string()),
  steps_us: z.array(Int),
  other_steps_us: z.record(z.string(), Int),
  output_chunks: IntOrNull,
  input_audio_tokens: IntOrNull,
  output_audio_tokens: IntOrNull,
  images: IntOrNull,
  cost_by_kind: z.record(z.string(), z.string()),
  price_version: TextOrNull,
  attempt_status: z.string(),
  attempt_http_status: StatusOrNull,
  attempt_error_code: TextOrNull,
  attempt_start_us: Int,
  attempt_first_byte_us: IntOrNull,
  attempt_end_us: Int,
  request_bytes: Int,
  response_bytes: Int,
  response_content_type: TextOrNull,
  payload_dropped: z.boolean(),
  expires_s: z.number(),
});
export type DetailRow = z.infer<typeof DetailRow>;

/** The columns of `attempts` that make one of a detail. */
export const ATTEMPT_COLUMNS =
  'toString(r.request_id) AS request_id, attempt, provider, model, status, http_status, error_code, reason, upstream_code, error_message, upstream_request_id, start_us, first_byte_us, end_us, input_tokens, cached_input_tokens, cache_write_tokens, output_tokens, reasoning_tokens, cost_usd';

export const AttemptRow = z.object({
  request_id: z.string(),
  attempt: z.number(),
  provider: z.string(),
  model: z.string(),
  status: z.string(),
  http_status: StatusOrNull,
  error_code: TextOrNull,
  reason: TextOrNull,
  upstream_code: TextOrNull,
  error_message: TextOrNull,
  upstream_request_id: TextOrNull,
  start_us: Int,
  first_byte_us: IntOrNull,
  end_us: Int,
  input_tokens: IntOrNull,
  cached_input_tokens: IntOrNull,
  cache_write_tokens: IntOrNull,
  output_tokens: IntOrNull,
  reasoning_tokens: IntOrNull,
  cost_usd: Decimal,
});
export type AttemptRow = z.infer<typeof AttemptRow>;

/** Everything of the request but its bodies. */
export function detailOf(
  row: DetailRow,
  stored: readonly AttemptRow[],
): Omit<TraceDetail, 'request_body' | 'response_body' | 'output_text' | 'conversation'> {
  const { claimed_started_at_us: claimed, other_steps_us } = row;
  const attempts = attemptsOf(row, stored);
  return {
    ...summaryOf(row),
    claimed_started_at: claimed === null ? null : claimedText(claimed),
    gateway: row.gateway,
    protocol: row.protocol,
    capture: row.capture,
    response_model: row.response_model,
    response_id: row.response_id,
    system_fingerprint: row.system_fingerprint,
    error_message: row.error_message,
    finish_reasons: row.finish_reasons,
    steps_ms: stepsOf(row.steps_us, other_steps_us),
    output_chunks: row.output_chunks,
    input_audio_tokens: row.input_audio_tokens,
    output_audio_tokens: row.output_audio_tokens,
    images: row.images,
    cost_by_kind_usd: row.cost_by_kind,
    price_version: row.price_version,
    attempts,
    upstream_request_id: attempts.at(-1)?.upstream_request_id ?? null,
    request_bytes: row.request_bytes,
    response_bytes: row.response_bytes,
    response_content_type: row.response_content_type,
    payload_dropped: row.payload_dropped,
    expires_at: isoOf(row.expires_s * 1e6),
  };
}

/** By step, in the order of the path. A step that was not measured (it is stored as 0) is absent. */
function stepsOf(
  columns: readonly number[],
  others: Readonly<Record<string, number>>,
): Record<string, number> {
  const us = new Map([
    ...STEPS.map((step, i) => [step, columns[i] ?? 0] as const),
    ...Object.entries(others),
  ]);
  const names = new Set([...IN_ORDER, ...us.keys()]);
  return Object.fromEntries(
    [...names]
      .filter((name) => (us.get(name) ?? 0) > 0)
      .map((name) => [name, toMs(us.get(name) ?? 0)]),
  );
}

/** Oldest first. Of requests from before attempts had rows of their own, the last one stands in the request's. */
function attemptsOf(row: DetailRow, stored: readonly AttemptRow[]): TraceAttempt[] {
  const attempts = stored
    .toSorted((a, b) => a.attempt - b.attempt)
    .map(({ request_id: _, start_us, first_byte_us, end_us, ...same }) => ({
      ...same,
      start_ms: toMs(start_us),
      first_byte_ms: toMsOrNull(first_byte_us),
      end_ms: toMs(end_us),
    }));
  const last = attempts.at(-1);
  if (row.attempts === 0 || last?.attempt === row.attempts) return attempts;
  return [
    ...attempts,
    {
      attempt: row.attempts,
      provider: row.provider ?? '',
      model: row.model ?? '',
      status: row.attempt_status,
      http_status: row.attempt_http_status,
      error_code: row.attempt_error_code,
      reason: null,
      upstream_code: row.upstream_code,
      error_message: row.error_message,
      upstream_request_id: null,
      start_ms: toMs(row.attempt_start_us),
      first_byte_ms: toMsOrNull(row.attempt_first_byte_us),
      end_ms: toMs(row.attempt_end_us),
      input_tokens: row.input_tokens,
      cached_input_tokens: row.cached_input_tokens,
      cache_write_tokens: row.cache_write_tokens,
      output_tokens: row.output_tokens,
      reasoning_tokens: row.reasoning_tokens,
      cost_usd: row.cost_usd,
    },
  ];
}

/** A clock can claim what no date has. */
function claimedText(us: number): string {
  return Math.abs(us) < 8.64e18 / 1000 ? isoOf(us) : String(us);
}
