import { z } from 'zod';
import { Cost } from '../platform/money/index.ts';
import { Usage } from '../protocols/conversation/index.ts';

/**
 * One call to one target. Times are microseconds since the request began. What is optional is absent in what older gateways wrote,
 * which spools may still hold.
 */
export const Attempt = z.object({
  provider: z.string(),
  model: z.string(),
  status: z.enum(['ok', 'error', 'aborted']),
  http_status: z.number().int().nullable(),
  error_code: z.string().nullable(),
  start_us: z.number().int().nonnegative(),
  /** First byte of the answer's body. */
  first_byte_us: z.number().int().nonnegative().nullable(),
  end_us: z.number().int().nonnegative(),
  /** Why it was made: `first`; `retry`, the same target again; `fallback`, another one; `without_usage`, again without asking for usage. */
  reason: z.string().optional(),
  /** What the provider itself called its error. */
  upstream_code: z.string().nullable().optional(),
  error_message: z.string().nullable().optional(),
  /** The provider's own id of the call. */
  upstream_request_id: z.string().nullable().optional(),
  /** Absent: the request's usage and cost belong to its last attempt, and the others have none. */
  usage: Usage.nullable().optional(),
  /** Null: it is not known. */
  cost: Cost.nullable().optional(),
});
export type Attempt = z.infer<typeof Attempt>;

/** How much of a request's content is kept. */
export const Capture = z.enum(['full', 'metadata', 'off']);
export type Capture = z.infer<typeof Capture>;

/** What the gateway knew when the upstream call started; enough for a row if nothing follows. */
export const RequestBegin = z.object({
  v: z.literal(1),
  id: z.string(),
  trace_id: z.string(),
  parent_span_id: z.string().nullable(),
  organisation_id: z.string(),
  project_id: z.string(),
  environment_id: z.string(),
  key_id: z.string(),
  /** Microseconds since the Unix epoch. */
  started_at_us: z.number().int(),
  gateway: z.string(),
  protocol: z.string(),
  /** gen_ai.operation.name: `chat`, `embeddings`. */
  operation: z.string(),
  stream: z.boolean(),
  requested_model: z.string(),
  provider: z.string().nullable(),
  model: z.string().nullable(),
  user: z.string().nullable(),
  session: z.string().nullable(),
  tags: z.array(z.string()),
  metadata: z.record(z.string(), z.string()),
  capture: Capture,
  /** Days the row is kept, from the project at the time. */
  retention_days: z.number().int().positive(),
});
export type RequestBegin = z.infer<typeof RequestBegin>;

/** The header of an end record: the whole request but its bodies, which follow raw. Times are microseconds since it began. */
export const RequestEnd = RequestBegin.extend({
  /** `aborted`: the client left. `interrupted`: the gateway died (made in recovery). */
  status: z.enum(['ok', 'error', 'aborted', 'interrupted']),
  /** What the client got; null where it got nothing. */
  http_status: z.number().int().nullable(),
  error_code: z.string().nullable(),
  error_message: z.string().nullable(),
  /**
   * Of a request that failed after a provider had answered it: what the provider itself called the error (its code, or else its
   * type), and the HTTP status of its answer. Absent in what older gateways wrote, which spools may still hold.
   */
  upstream_code: z.string().nullable().optional(),
  upstream_status: z.number().int().nullable().optional(),
  response_model: z.string().nullable(),
  response_id: z.string().nullable(),
  system_fingerprint: z.string().nullable(),
  finish_reasons: z.array(z.string()),
  /** Time in each pipeline step, by the step's name. */
  steps_us: z.record(z.string(), z.number().int().nonnegative()),
  /** First content byte to the client; null unless streamed. */
  ttft_us: z.number().int().nonnegative().nullable(),
  /** Content chunks of a stream, for TPOT. */
  output_chunks: z.number().int().nonnegative().nullable(),
  total_us: z.number().int().nonnegative(),
  /** The gateway's own share of `total_us`: all but waiting for the upstream or the client. */
  overhead_us: z.number().int().nonnegative(),
  /** Of all attempts together. */
  usage: Usage.nullable(),
  /** Of all attempts together. Null: the price is unknown. */
  cost: Cost.nullable(),
  attempts: z.array(Attempt),
  request_bytes: z.number().int().nonnegative(),
  response_bytes: z.number().int().nonnegative(),
  response_content_type: z.string().nullable(),
  /** True where the spool was short of room and the bodies were left out although `capture` is `full`. */
  payload_dropped: z.boolean(),
});
export type RequestEnd = z.infer<typeof RequestEnd>;

/** What an attempt used and cost: its own, or all that the request did where attempts do not say and it is the last. */
export function spentBy(
  { attempts, usage, cost }: Pick<RequestEnd, 'attempts' | 'usage' | 'cost'>,
  attempt: Attempt,
): Pick<RequestEnd, 'usage' | 'cost'> {
  const isLast = attempt === attempts.at(-1);
  return {
    usage: attempt.usage === undefined && isLast ? usage : (attempt.usage ?? null),
    cost: attempt.cost === undefined && isLast ? cost : (attempt.cost ?? null),
  };
}
