import { z } from 'zod';
import { isUuid } from '../../lib/ids.ts';
import type { ClickHouse, Parameters } from '../../platform/clickhouse/index.ts';
import { decodeCursor, encodeCursor } from '../../platform/http/index.ts';
import { conditionsOf, moment, settingsClause } from './conditions.ts';
import { readRows } from './list-rows.ts';
import type { RequestsMessage, TraceListQuery, TraceSummary } from './schema.ts';
import { Int } from './values.ts';

type Sort = NonNullable<TraceListQuery['sort']>;

/** What is sorted by: an expression that is null where there is no value, and its type. */
const SORT_SQL: Readonly<
  Record<Sort, { readonly value: string; readonly type: keyof typeof VALUE }>
> = {
  started_at: { value: 'toUnixTimestamp64Micro(started_at)', type: 'Int64' },
  // Of an interrupted request the end is not known.
  total_ms: { value: "if(status = 'interrupted', NULL, total_us)", type: 'UInt64' },
  ttft_ms: { value: 'ttft_us', type: 'UInt64' },
  cost_usd: { value: 'cost_usd', type: 'Decimal(38, 12)' },
  input_tokens: { value: 'input_tokens', type: 'UInt64' },
  output_tokens: { value: 'output_tokens', type: 'UInt64' },
};

/** What a value of the type looks like: anything else would be the store's to refuse, in its own words. */
const VALUE = {
  Int64: /^\d{1,18}$/,
  UInt64: /^\d{1,19}$/,
  'Decimal(38, 12)': /^\d{1,26}(\.\d{1,12})?$/,
} as const;

const SortedKey = z.object({ started_us: Int, id: z.string(), value: z.string().nullable() });
type SortedKey = z.infer<typeof SortedKey>;
const CURSOR_NULL = 'null';

export function isNewestFirst({ sort, order }: TraceListQuery): boolean {
  return (sort ?? 'started_at') === 'started_at' && (order ?? 'desc') === 'desc';
}

/**
 * A page in the order of any column, requests without a value last, equal values newest first. One scan of narrow columns by
 * all threads, of which each keeps the first rows only.
 */
export async function listSorted(
  store: ClickHouse,
  message: RequestsMessage,
  signal: AbortSignal,
): Promise<{ data: TraceSummary[]; next_cursor: string | null }> {
  const { query, content, project_id: projectId } = message;
  const { sort = 'started_at', order = 'desc' } = query;
  const { value } = SORT_SQL[sort];
  const { parts, parameters, settings } = conditionsOf(projectId, query, content, store.kind);
  const after =
    query.cursor === undefined ? null : conditionAfter(sort, order, readCursor(query.cursor, sort));
  const keys = await store.query({
    sql: `SELECT toUnixTimestamp64Micro(started_at) AS started_us, toString(r.request_id) AS id, toString(${value}) AS value
      FROM requests_list AS r
      WHERE ${[...parts, ...(after === null ? [] : [after.sql])].join(' AND ')}
      ORDER BY ${value} ${order} NULLS LAST, started_at DESC, r.request_id DESC LIMIT ${query.limit + 1}
      ${settingsClause(['optimize_read_in_order = 0', ...settings])}`,
    parameters: { ...parameters, ...after?.parameters },
    row: SortedKey,
    lane: 'quick',
    signal,
  });
  const page = keys.slice(0, query.limit);
  const last = page.at(-1);
  if (last === undefined) return { data: [], next_cursor: null };
  return {
    data: await readRows(store, { projectId, content }, page, signal),
    next_cursor:
      keys.length > query.limit
        ? encodeCursor([sort, last.value ?? CURSOR_NULL, String(last.started_us), last.id])
        : null,
  };
}

function conditionAfter(
  sort: Sort,
  order: 'asc' | 'desc',
  { value: last, started_us, id }: SortedKey,
): { sql: string; parameters: Parameters } {
  const { value, type } = SORT_SQL[sort];
  const older = `(started_at, r.request_id) < (${moment('after')}, {after_id:UUID})`;
  const parameters = { after: started_us, after_id: id };
  if (last === null) return { sql: `(${value} IS NULL AND ${older})`, parameters };
  const bound = `{after_value:${type}}`;
  return {
    sql: `(${value} IS NULL OR ${value} ${order === 'asc' ? '>' : '<'} ${bound} OR (${value} = ${bound} AND ${older}))`,
    parameters: { ...parameters, after_value: last },
  };
}

function readCursor(cursor: string, sort: Sort): SortedKey {
  const [, value = '', startedUs = '', id = ''] = decodeCursor(
    cursor,
    4,
    ([of = '', v = '', us = '', last = '']) =>
      of === sort &&
      (v === CURSOR_NULL || VALUE[SORT_SQL[sort].type].test(v)) &&
      /^\d{1,16}$/.test(us) &&
      isUuid(last),
  );
  return { value: value === CURSOR_NULL ? null : value, started_us: Number(startedUs), id };
}
