import { z } from 'zod';
import { Conversation } from '../../protocols/conversation/index.ts';
import { longText, orNull } from '../ingest/fields.ts';
import { Body, TraceAttempt } from '../queries/detail-parts.ts';
import { IntOrNull, isoOf, TextOrNull, tpotMs } from '../queries/values.ts';
import { Attempt, isAttempt, refusalOfAttempt } from './attempt.ts';
import { isCount, isInt } from './checks.ts';
import * as kinds from './field-kinds.ts';
import { added, column, field, hidden, member, readColumn, shown } from './line.ts';
import { stepFields } from './steps.ts';

/** Said when the upstream call starts: enough for a row if nothing follows. */
const BEGIN = 'begin';
/** Said at the end. */
const END = 'end';

const LISTED = { in: 'both', shown: 'lists' } as const;
const DETAILED = { in: 'requests', shown: 'details' } as const;
const KEPT = { in: 'both', shown: 'nowhere' } as const;
const PREVIEW = { in: 'list', shown: 'lists' } as const;

/**
 * What is said, kept and shown of a request, a line each, in the order of the API: from here come the record's schemas and its
 * fast check, the rows and the columns of `requests` and `requests_list`, what queries read and how the API and exports show it.
 * A further field is a line here and its column in a migration. Times count from when the request began; what is optional is
 * absent in what older gateways wrote, which spools may still hold.
 */
export const REQUEST_FIELDS = [
  member('v', BEGIN, { said: z.literal(1), holds: (v) => v === 1 }),
  field('organisation_id', BEGIN, kinds.ID, KEPT),
  field('project_id', BEGIN, kinds.ID, KEPT),
  field('id', BEGIN, { ...kinds.ID, type: 'UUID' }, LISTED, {
    column: 'request_id',
    sql: 'toString(r.request_id) AS request_id',
  }),
  field('trace_id', BEGIN, kinds.NAME, LISTED),
  /** The caller's span; null where the trace begins here. */
  field('parent_span_id', BEGIN, kinds.NAME_OR_NULL, LISTED),
  /** Microseconds since the Unix epoch. */
  member('started_at_us', BEGIN, { said: z.number().int(), holds: isInt }),
  column('started_at', { from: 'times', of: 'startedAtUs' }, kinds.INSTANT, LISTED, {
    read: 'started_us',
    sql: 'toUnixTimestamp64Micro(started_at) AS started_us',
    api: 'started_at',
  }),
  field('environment_id', BEGIN, kinds.ID, LISTED),
  field('key_id', BEGIN, kinds.ID, LISTED),
  /** gen_ai.operation.name: `chat`, `embeddings`. */
  field('operation', BEGIN, kinds.NAME, LISTED),
  field('stream', BEGIN, kinds.FLAG, LISTED),
  field('requested_model', BEGIN, kinds.NAME, LISTED),
  field('provider', BEGIN, kinds.NAME_OR_NULL, LISTED),
  field('model', BEGIN, kinds.NAME_OR_NULL, LISTED),
  /** `aborted`: the client left. `interrupted`: the gateway died (made in recovery). */
  field('status', END, kinds.oneOf(['ok', 'error', 'aborted', 'interrupted']), LISTED),
  /** What the client got; null where it got nothing. */
  field('http_status', END, kinds.HTTP_STATUS, LISTED),
  field('error_code', END, kinds.NAME_OR_NULL, LISTED),
  /**
   * Of a request that failed after a provider had answered it: what the provider itself called the error (its code, or else its
   * type), and the HTTP status of its answer.
   */
  field('upstream_code', END, kinds.optional(kinds.NAME_OR_NULL), LISTED),
  field('upstream_status', END, kinds.optional(kinds.HTTP_STATUS), LISTED),
  field('user', BEGIN, kinds.NAME_OR_NULL, LISTED),
  field('session', BEGIN, kinds.NAME_OR_NULL, LISTED),
  field('tags', BEGIN, kinds.NAMES, LISTED),
  field('metadata', BEGIN, kinds.LABELS, LISTED),
  /** Of both bodies; null without the scope traces:content, and where nothing was captured. */
  ...previewOf('input'),
  ...previewOf('output'),
  /** First content byte to the client; null unless streamed. */
  field('ttft_us', END, kinds.MICROSECONDS_OR_NULL, LISTED, { api: 'ttft_ms' }),
  shown(
    'tpot_ms',
    LISTED.shown,
    z.number().nullable(),
    (row: { ttft_us: number | null; total_us: number; output_tokens: number | null }) =>
      tpotMs(row.ttft_us, row.total_us, row.output_tokens),
  ),
  field('total_us', END, kinds.MICROSECONDS_UNLESS_INTERRUPTED, LISTED, { api: 'total_ms' }),
  /** The gateway's own share of `total_us`: all but waiting for the upstream or the client. */
  field('overhead_us', END, kinds.MICROSECONDS_UNLESS_INTERRUPTED, LISTED, { api: 'overhead_ms' }),
  /** Of all attempts together. */
  member('usage', END, kinds.USAGE),
  kinds.used('input', LISTED),
  kinds.used('cached_input', LISTED),
  kinds.used('cache_write', LISTED),
  kinds.used('output', LISTED),
  kinds.used('reasoning', LISTED),
  kinds.otherUsage({ in: 'both', shown: 'details' }),
  /** Of all attempts together. Null: the price is unknown. */
  member('cost', END, kinds.COST),
  kinds.costUsd(LISTED),
  member('attempts', END, {
    said: z.array(Attempt),
    holds: (v) => Array.isArray(v) && v.every(isAttempt),
    refusal: refusalOfAttempts,
  }),
  column(
    'attempts',
    { from: 'record', of: 'attempts' },
    { ...kinds.SMALL_COUNT, write: (attempts: readonly unknown[]) => attempts.length },
    LISTED,
    { api: 'attempt_count' },
  ),
  /** What the gateway's clock said, where it was too far from the time of delivery. */
  column(
    'claimed_started_at_us',
    { from: 'times', of: 'claimedUs' },
    {
      type: 'Nullable(Int64)',
      write: orNull,
      read: IntOrNull,
      api: z.string().nullable(),
      show: (us: number | null) => (us === null ? null : claimedText(us)),
    },
    DETAILED,
    { api: 'claimed_started_at' },
  ),
  field('gateway', BEGIN, kinds.NAME, DETAILED),
  /** The route that the requested model named, and its version in force; null: a model was named. */
  field('route', BEGIN, kinds.optional(kinds.NAME_OR_NULL), DETAILED),
  field('route_version', BEGIN, kinds.optional(kinds.COUNT_OR_NULL), DETAILED),
  field('protocol', BEGIN, kinds.NAME, DETAILED),
  /** How much of the request's content is kept. */
  field('capture', BEGIN, kinds.oneOf(['full', 'metadata', 'off']), DETAILED),
  field('response_model', END, kinds.NAME_OR_NULL, DETAILED),
  field('response_id', END, kinds.NAME_OR_NULL, DETAILED),
  field('system_fingerprint', END, kinds.NAME_OR_NULL, DETAILED),
  field('error_message', END, kinds.MESSAGE_OR_NULL, DETAILED),
  field('finish_reasons', END, kinds.NAMES, DETAILED),
  ...stepFields(END, DETAILED),
  /** Content chunks of a stream, for TPOT. */
  field('output_chunks', END, kinds.COUNT_OR_NULL, DETAILED),
  kinds.used('input_audio', DETAILED),
  kinds.used('output_audio', DETAILED),
  kinds.used('images', DETAILED),
  kinds.usageByKind(DETAILED.shown),
  kinds.costByKind(DETAILED),
  kinds.priceVersion(DETAILED),
  // Of requests from before attempts had rows of their own, the last one stands here.
  hidden(readColumn('attempt_status', kinds.NAME, DETAILED)),
  hidden(readColumn('attempt_http_status', kinds.HTTP_STATUS, DETAILED)),
  hidden(readColumn('attempt_error_code', kinds.NAME_OR_NULL, DETAILED)),
  hidden(readColumn('attempt_start_us', kinds.MICROSECONDS, DETAILED)),
  hidden(readColumn('attempt_first_byte_us', kinds.MICROSECONDS_OR_NULL, DETAILED)),
  hidden(readColumn('attempt_end_us', kinds.MICROSECONDS, DETAILED)),
  added(
    'attempts',
    DETAILED.shown,
    z.array(TraceAttempt).describe('Each call to a provider, with what it used and cost.'),
  ),
  added(
    'upstream_request_id',
    DETAILED.shown,
    z
      .string()
      .nullable()
      .describe("The provider's own id of the last attempt, by which its support finds it."),
  ),
  field('request_bytes', END, kinds.COUNT, DETAILED),
  field('response_bytes', END, kinds.COUNT, DETAILED),
  field('response_content_type', END, kinds.NAME_OR_NULL, DETAILED),
  /** True where the spool was short of room and the bodies were left out although `capture` is `full`. */
  field('payload_dropped', END, kinds.FLAG, DETAILED),
  added('request_body', DETAILED.shown, Body.nullable()),
  added('response_body', DETAILED.shown, Body.nullable()),
  /** What the assistant said, whole; of a stream put together from its events. */
  added('output_text', DETAILED.shown, z.string().nullable()),
  /** Both bodies in the form that all protocols are read in; null where there are none, or none that can be read. */
  added('conversation', DETAILED.shown, Conversation.nullable()),
  /** Days the row is kept, from the project at the time. */
  member('retention_days', BEGIN, {
    said: z.number().int().positive(),
    holds: (v) => isCount(v) && v !== 0,
  }),
  column(
    'expires_at',
    { from: 'times', of: 'expiresAt' },
    {
      type: "DateTime('UTC')",
      write: (seconds: number) => seconds,
      read: z.number(),
      api: z.string(),
      show: (seconds: number) => isoOf(seconds * 1e6),
    },
    { in: 'both', shown: 'details' },
    { read: 'expires_s', sql: 'toUnixTimestamp(expires_at) AS expires_s', api: 'expires_at' },
  ),
] as const;

/** The first characters of what was asked or answered; empty where there is nothing to show or to be kept. */
function previewOf<N extends 'input' | 'output'>(name: N) {
  const text = {
    type: 'String',
    write: longText,
    read: TextOrNull.optional(),
    api: z.unknown(),
    show: () => null,
    escaped: true,
  } as const;
  return [
    hidden(column(name, { from: 'preview', of: name }, text, PREVIEW)),
    shown(
      name,
      PREVIEW.shown,
      z.string().nullable(),
      (row: { readonly [K in N]?: string | null | undefined }) => row[name] ?? null,
    ),
  ] as const;
}

function refusalOfAttempts(attempts: readonly Attempt[]): string | null {
  if (attempts.length > 65_535) return `${attempts.length} attempts`;
  for (const [i, attempt] of attempts.entries()) {
    const why = refusalOfAttempt(attempt);
    if (why !== null) return `attempts.${i}: ${why}`;
  }
  return null;
}

/** A clock can claim what no date has. */
function claimedText(us: number): string {
  return Math.abs(us) < 8.64e18 / 1000 ? isoOf(us) : String(us);
}
