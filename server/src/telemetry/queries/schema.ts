import { z } from 'zod';
import { timeZoneOf } from '../../lib/time-zones.ts';
import { PageQuery, pageOf } from '../../platform/http/index.ts';
import { Usage } from '../../protocols/conversation/index.ts';
import { apiShape } from '../fields/derive.ts';
import { REQUEST_FIELDS } from '../fields/request-fields.ts';
import { dimensionFilterShape } from './dimension-filter.ts';
import { UsagePercentiles } from './percentiles.ts';

export const Time = z.iso.datetime({
  offset: true,
  error: 'needs a time in ISO 8601 with its zone, such as 2026-11-23T10:00:00Z',
});
/** USD as decimal text, so that it stays exact. */
const Usd = z
  .string()
  .regex(/^\d{1,20}(\.\d{1,12})?$/, 'needs an amount in USD such as 0.05')
  .describe('USD.');
const Milliseconds = z.coerce.number().nonnegative().max(1e12);

const TimeZone = z
  .string()
  .max(64)
  .transform((name, context) => {
    const zone = timeZoneOf(name);
    if (zone !== null) return zone;
    context.addIssue('is no time zone of the IANA database, such as Europe/Berlin or UTC');
    return z.NEVER;
  });

const Metadata = z.string().max(4000).optional();

/** What every question about requests can be narrowed by. */
export const TraceFilter = z.object({
  from: Time.describe('First moment, ISO 8601.'),
  to: Time.describe('The moment after the last one, ISO 8601.'),
  ...dimensionFilterShape,
  metadata: Metadata.describe(
    'Of x-signalbox-metadata: `feature:search`; `feature` alone finds any value, `feature:` requests without it, an empty text those without any. Several are comma-separated (`\\,` is a comma, `\\:` a colon within a key): any of the values of one key, and all of the keys.',
  ),
  not_metadata: Metadata.describe('Leaves out what each of them would find.'),
  cost_min: Usd.optional(),
  cost_max: Usd.optional(),
  latency_min_ms: Milliseconds.optional(),
  latency_max_ms: Milliseconds.optional(),
  tags: z
    .string()
    .min(1)
    .max(2000)
    .optional()
    .describe('Comma-separated: requests that have all of them.'),
  text: z
    .string()
    .min(1)
    .max(500)
    .optional()
    .describe(
      'Found in what lists show of input and output (their first 200 characters), in any case: one word also as a part of a word, several as they follow each other, as whole words. Needs the scope traces:content.',
    ),
});
export type TraceFilter = z.infer<typeof TraceFilter>;

export const SORTS = [
  'started_at',
  'total_ms',
  'ttft_ms',
  'cost_usd',
  'input_tokens',
  'output_tokens',
] as const;

export const TraceListQuery = TraceFilter.extend({
  ...PageQuery.shape,
  sort: z
    .enum(SORTS)
    .optional()
    .describe('started_at unless set. What has no value comes last in both orders.'),
  order: z.enum(['desc', 'asc']).optional().describe('desc unless set.'),
});
export type TraceListQuery = z.infer<typeof TraceListQuery>;

export const DIMENSIONS = [
  'environment',
  'key',
  'provider',
  'model',
  'requested_model',
  'operation',
  'status',
  'error_code',
  'http_status',
  'upstream_code',
  'upstream_status',
  'stream',
  'user',
  'session',
  'tag',
  'metadata_key',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export const INTERVALS = [
  'minute',
  '5_minutes',
  '15_minutes',
  'hour',
  '3_hours',
  'day',
  'week',
  'month',
] as const;

const GROUP = `(${DIMENSIONS.join('|')}|metadata:[^,]{1,256})`;

const USAGE_ORDERS = [
  'requests',
  'errors',
  'error_rate',
  'cost_usd',
  'tokens',
  'input_tokens',
  'output_tokens',
  'total_ms_mean',
] as const;

export const UsageQuery = TraceFilter.extend({
  interval: z
    .enum(INTERVALS)
    .optional()
    .describe('Buckets by the clocks of `time_zone`; left out: the whole range.'),
  time_zone: TimeZone.optional().describe(
    'A name of the IANA database, such as Europe/Berlin, in which days, weeks (from Monday) and months begin; UTC unless set.',
  ),
  group_by: z
    .string()
    .regex(
      new RegExp(`^${GROUP}(,${GROUP})*$`),
      `takes, comma-separated: ${DIMENSIONS.join(', ')}, metadata:KEY`,
    )
    .optional(),
  percentiles: z
    .enum(['true', 'false'])
    .optional()
    .describe(
      'Adds p50, p95 and p99 of each time, within 1% of the value: of answered requests, the overhead of all.',
    ),
  by_kind: z
    .enum(['true', 'false'])
    .optional()
    .describe('Adds `usage_by_kind`: what was used, of every kind that is known.'),
  order_by: z
    .enum(USAGE_ORDERS)
    .optional()
    .describe('Of the groups; requests unless set. What has no value comes last in both orders.'),
  order: z.enum(['desc', 'asc']).optional().describe('desc unless set.'),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .optional()
    .describe('The first groups only. Not together with `interval`.'),
  offset: z.coerce
    .number()
    .int()
    .min(0)
    .max(10_000_000)
    .optional()
    .describe('Leaves out so many groups before those of `limit`.'),
});
export type UsageQuery = z.infer<typeof UsageQuery>;

const count = z.number().int();

/** A request as lists show it. Names follow OpenTelemetry's GenAI conventions where these have one. */
export const TraceSummary = z.object(apiShape(REQUEST_FIELDS, 'lists'));
export type TraceSummary = z.infer<typeof TraceSummary>;

/** A request with everything that is kept of it. */
export const TraceDetail = TraceSummary.extend(apiShape(REQUEST_FIELDS, 'details'));
export type TraceDetail = z.infer<typeof TraceDetail>;

const DimensionValue = z.union([z.string(), z.number(), z.boolean()]).nullable().optional();
const dimensionShape = Object.fromEntries(
  DIMENSIONS.map((name) => [name, DimensionValue]),
) as Record<Dimension, typeof DimensionValue>;

/** The dimensions that were asked for, and sums. */
export const UsageRow = z.object({
  /** Where `interval` was asked for: the bucket's first moment. */
  start: z.string().optional(),
  ...dimensionShape,
  /** Values by key, of `group_by=metadata:KEY`; null: without it. */
  metadata: z.record(z.string(), z.string().nullable()).optional(),
  requests: count,
  /** Failed and interrupted ones. */
  errors: count,
  /** Those whose client left. */
  aborted: count,
  /** Sums of what is known; null where nothing is. */
  input_tokens: count.nullable(),
  cached_input_tokens: count.nullable(),
  cache_write_tokens: count.nullable(),
  output_tokens: count.nullable(),
  reasoning_tokens: count.nullable(),
  /** Where it was asked for. */
  usage_by_kind: Usage.optional(),
  cost_usd: z.string().nullable(),
  /** How many of the requests the sums cover. */
  metered_requests: count,
  priced_requests: count,
  /** Of those that were answered. */
  total_ms_mean: z.number().nullable(),
  /** Where they were asked for. */
  percentiles: UsagePercentiles.optional(),
});
export type UsageRow = z.infer<typeof UsageRow>;

export const TracePage = pageOf(TraceSummary);
export const UsageAnswer = z.object({ data: z.array(UsageRow) });

/** Whoever asks, as control has found out: what is in here is believed. */
export const Scope = z.object({ v: z.literal(1), project_id: z.string(), content: z.boolean() });
export type Scope = z.infer<typeof Scope>;

/** What travels over the link to the telemetry role. */
export const RequestsMessage = Scope.extend({ query: TraceListQuery });
export const RequestMessage = Scope.extend({ id: z.string() });
export const UsageMessage = Scope.extend({ query: UsageQuery });
export type RequestsMessage = z.infer<typeof RequestsMessage>;
export type RequestMessage = z.infer<typeof RequestMessage>;
export type UsageMessage = z.infer<typeof UsageMessage>;
