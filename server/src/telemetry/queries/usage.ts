import { z } from 'zod';
import type { ClickHouse } from '../../platform/clickhouse/index.ts';
import { SignalboxError } from '../../platform/errors/index.ts';
import { LISTED_KINDS, USAGE_COLUMNS } from '../fields/usage-columns.ts';
import { usageOfRow } from '../fields/usage-of-row.ts';
import { conditionsOf, settingsClause } from './conditions.ts';
import { PERCENTILES_COLUMN, PercentilesColumn } from './percentiles.ts';
import type { Dimension, UsageMessage, UsageRow } from './schema.ts';
import { ANSWERED } from './status-sql.ts';
import { Decimal, Int, IntOrNull, isoOf, toMsOrNull } from './values.ts';

const MAX_GROUPS = 10_000;
const METADATA = 'metadata:';

/** What is grouped by: the columns as they are, since any expression costs more than all the sums (m). */
const DIMENSION_SQL: Readonly<Record<Dimension, string>> = {
  environment: 'environment_id',
  key: 'key_id',
  provider: 'provider',
  model: 'model',
  requested_model: 'requested_model',
  operation: 'operation',
  status: 'status',
  error_code: 'error_code',
  http_status: 'http_status',
  upstream_code: 'upstream_code',
  upstream_status: 'upstream_status',
  stream: 'stream',
  user: 'user',
  session: 'session',
  tag: 'arrayJoin(tags)',
  metadata_key: 'arrayJoin(mapKeys(metadata))',
};

/** First moments of buckets by the clocks of a zone; its name stands in `{time_zone:String}`. */
const IN_ZONE = 'toTimeZone(started_at, {time_zone:String})';
const INTERVAL_SQL = {
  minute: 'toStartOfMinute(started_at)',
  '5_minutes': 'toStartOfInterval(started_at, INTERVAL 5 MINUTE)',
  '15_minutes': 'toStartOfInterval(started_at, INTERVAL 15 MINUTE)',
  hour: `toStartOfHour(${IN_ZONE})`,
  '3_hours': `toStartOfInterval(${IN_ZONE}, INTERVAL 3 HOUR)`,
  day: `toStartOfDay(${IN_ZONE})`,
  // Dates have no zone: without one they would begin by the clock of the server.
  week: `toDateTime(toMonday(${IN_ZONE}), {time_zone:String})`,
  month: `toDateTime(toStartOfMonth(${IN_ZONE}), {time_zone:String})`,
} as const;

/** SQL over the columns of a group; equal ones come in the order of their requests, then of their values. */
const ORDER_SQL = {
  requests: 'requests',
  errors: 'errors',
  error_rate: 'errors / requests',
  cost_usd: 'cost_usd',
  tokens: 'coalesce(input_tokens, 0) + coalesce(output_tokens, 0)',
  input_tokens: 'input_tokens',
  output_tokens: 'output_tokens',
  total_ms_mean: 'total_us',
} as const;

const Sums = z.object({
  start_s: z.number().optional(),
  requests: Int,
  errors: Int,
  aborted: Int,
  input_tokens: IntOrNull,
  cached_input_tokens: IntOrNull,
  cache_write_tokens: IntOrNull,
  output_tokens: IntOrNull,
  reasoning_tokens: IntOrNull,
  other_usage: z.record(z.string(), Int).optional(),
  cost_usd: Decimal,
  metered_requests: Int,
  priced_requests: Int,
  total_us: z.number().nullable(),
  percentiles: PercentilesColumn.optional(),
  /** Of the dimensions, by their number in the question. */
  groups: z.array(z.string()),
});

/**
 * Sums of requests, tokens and cost by any dimensions and interval. What is not known is left out of a sum and counted:
 * `metered_requests` and `priced_requests` say how many of the requests it covers. With `tag`, a request with several tags
 * counts for each, and one without for none; so with the keys of its metadata.
 */
export async function usage(
  store: ClickHouse,
  message: UsageMessage,
  signal: AbortSignal,
): Promise<{ data: UsageRow[] }> {
  const { query } = message;
  if (query.limit !== undefined && query.interval !== undefined) throw limitedSeries();
  if (query.offset !== undefined && query.limit === undefined) throw offsetAlone();
  const { parts, parameters, settings } = conditionsOf(
    message.project_id,
    query,
    message.content,
    store.kind,
  );
  const dimensions = [...new Set((query.group_by ?? '').split(',').filter((d) => d !== ''))];
  const bucket =
    query.interval === undefined ? null : `toUnixTimestamp(${INTERVAL_SQL[query.interval]})`;
  if (bucket !== null) parameters['time_zone'] = query.time_zone ?? 'UTC';
  const keys = dimensions.map((name, i) => {
    const key = metadataKey(name);
    if (key === null) return `${DIMENSION_SQL[name as Dimension]} AS g${i}`;
    parameters[`group_key_${i}`] = key;
    return `metadata[{group_key_${i}:String}] AS g${i}`;
  });
  const names = [...(bucket === null ? [] : ['start_s']), ...dimensions.map((_, i) => `g${i}`)];
  const sums = [
    ...LISTED_KINDS.map((kind) => USAGE_COLUMNS[kind]).map((name) => `sum(l.${name}) AS ${name}`),
    ...(query.by_kind === 'true' ? ['sumMap(l.other_usage) AS other_usage'] : []),
  ];
  const rows = await store.query({
    sql: `SELECT ${[...(bucket === null ? [] : [`${bucket} AS start_s`]), ...keys].map((k) => `${k}, `).join('')}
      [${dimensions.map((_, i) => `toString(g${i})`).join(', ')}]::Array(String) AS groups,
      count() AS requests, countIf(l.status IN ('error', 'interrupted')) AS errors,
      countIf(l.status = 'aborted') AS aborted,
      ${sums.join(', ')}, sum(l.cost_usd) AS cost_usd,
      countIf(l.input_tokens IS NOT NULL OR l.output_tokens IS NOT NULL) AS metered_requests,
      count(l.cost_usd) AS priced_requests, avgOrNullIf(l.total_us, l.${ANSWERED}) AS total_us
      ${query.percentiles === 'true' ? `, ${PERCENTILES_COLUMN}` : ''}
      FROM requests_list AS l WHERE ${parts.join(' AND ')}
      ${names.length === 0 ? '' : `GROUP BY ${names.join(', ')} ORDER BY ${bucket === null ? '' : 'start_s, '}${ORDER_SQL[query.order_by ?? 'requests']} ${query.order ?? 'desc'} NULLS LAST, requests DESC, groups`}
      LIMIT ${query.limit ?? MAX_GROUPS + 1} OFFSET ${query.offset ?? 0} ${settingsClause(settings)}`,
    parameters,
    row: Sums,
    lane: 'any',
    signal,
  });
  if (rows.length > MAX_GROUPS) {
    throw new SignalboxError(
      'query_too_expensive',
      `the answer has more than ${MAX_GROUPS} rows`,
      'Group by fewer dimensions, or ask for a longer interval or a shorter range.',
    );
  }
  return { data: rows.map((row) => usageRow(row, dimensions)) };
}

function usageRow(row: z.infer<typeof Sums>, dimensions: readonly string[]): UsageRow {
  const { start_s, groups, total_us, percentiles, other_usage, ...sums } = row;
  const metadata: Record<string, string | null> = {};
  const values: Record<string, string | number | boolean | null> = {};
  for (const [i, name] of dimensions.entries()) {
    const value = groups[i] ?? '';
    const key = metadataKey(name);
    if (key === null) values[name] = typed(name as Dimension, value);
    else metadata[key] = value === '' ? null : value;
  }
  return {
    ...(start_s === undefined ? {} : { start: isoOf(start_s * 1e6) }),
    ...values,
    ...(Object.keys(metadata).length === 0 ? {} : { metadata }),
    ...sums,
    ...(other_usage === undefined ? {} : { usage_by_kind: usageOfRow({ ...sums, other_usage }) }),
    total_ms_mean: toMsOrNull(total_us),
    ...(percentiles === undefined ? {} : { percentiles }),
  };
}

/** Of `metadata:feature`, `feature`; null: it is a dimension of every request. */
function metadataKey(name: string): string | null {
  return name.startsWith(METADATA) ? name.slice(METADATA.length) : null;
}

function limitedSeries(): SignalboxError {
  return new SignalboxError(
    'request_invalid',
    'query/limit: it cannot be given together with `interval`',
    'Ask for the first groups alone, then for their series with a filter for them.',
  );
}

function offsetAlone(): SignalboxError {
  return new SignalboxError(
    'request_invalid',
    'query/offset: it needs a `limit`',
    'Say how many groups an answer may have.',
  );
}

const STATES: ReadonlySet<Dimension> = new Set(['http_status', 'upstream_status']);

/** An empty text, and a state of HTTP of 0, say that there was none. */
function typed(dimension: Dimension, value: string): string | number | boolean | null {
  if (value === '' || (STATES.has(dimension) && value === '0')) return null;
  if (dimension === 'stream') return value === 'true' || value === '1';
  return STATES.has(dimension) ? Number(value) : value;
}
