import { z } from 'zod';
import { isUuid } from '../../lib/ids.ts';
import type { ClickHouse } from '../../platform/clickhouse/index.ts';
import { SignalboxError } from '../../platform/errors/index.ts';
import { decodeCursor, encodeCursor } from '../../platform/http/index.ts';
import { conditionsOf, moment, settingsClause } from './conditions.ts';
import { type Key, readRows } from './list-rows.ts';
import { isNewestFirst, listSorted } from './list-sorted.ts';
import type { RequestsMessage, TraceSummary } from './schema.ts';
import { Int } from './values.ts';

const KeyRow = z.object({ started_us: Int, id: z.string() });
/** Shares of the range, newest first, each four times the one before; the last takes what is left. */
const SLICES = [1 / 64, 1 / 16, 1 / 4, 1] as const;
const LONGER = 4;

/** A page of requests, newest first unless asked otherwise; equal moments in the order of their ids, so that pages neither repeat nor skip. */
export async function listTraces(
  store: ClickHouse,
  message: RequestsMessage,
  signal: AbortSignal,
): Promise<{ data: TraceSummary[]; next_cursor: string | null }> {
  const { query, content } = message;
  if (!isNewestFirst(query)) return listSorted(store, message, signal);
  const keys = await findKeys(store, message, signal);
  const page = keys.slice(0, query.limit);
  const last = page.at(-1);
  if (last === undefined) return { data: [], next_cursor: null };
  const asked = { projectId: message.project_id, content };
  return {
    data: await readRows(store, asked, page, signal),
    next_cursor:
      keys.length > query.limit ? encodeCursor([String(last.started_us), last.id]) : null,
  };
}

/**
 * Which requests are on the page, one more than it holds, from the narrowest columns. Looks at the newest part of the range
 * first and at the rest only where that is not enough, each without reading in order: what is common is found in the first,
 * and what is rare costs one scan by all threads, where reading in order would take it granule by granule.
 */
async function findKeys(
  store: ClickHouse,
  { project_id, query, content }: RequestsMessage,
  signal: AbortSignal,
): Promise<Key[]> {
  const conditions = conditionsOf(project_id, query, content, store.kind);
  const { parts, parameters } = conditions;
  const settings = settingsClause(['optimize_read_in_order = 0', ...conditions.settings]);
  const from = Date.parse(query.from) * 1000;
  let to = Date.parse(query.to) * 1000;
  if (query.cursor !== undefined) {
    const [startedUs, id] = readCursor(query.cursor);
    parts.push(`(started_at, r.request_id) < (${moment('before')}, {before_id:UUID})`);
    parameters['before'] = startedUs;
    parameters['before_id'] = id;
    to = Math.min(to, startedUs + 1);
  }
  const span = to - from;
  const found: Key[] = [];
  let next = 0;
  while (to > from && found.length <= query.limit) {
    const share = SLICES[next];
    const slice = share === undefined ? from : Math.max(from, Math.floor(to - span * share));
    found.push(
      ...(await store.query({
        sql: `SELECT toUnixTimestamp64Micro(started_at) AS started_us, toString(r.request_id) AS id FROM requests_list AS r
          WHERE ${parts.join(' AND ')}
          ORDER BY started_at DESC, r.request_id DESC LIMIT ${query.limit + 1 - found.length}
          ${settings}`,
        parameters: { ...parameters, from: slice, to },
        row: KeyRow,
        lane: 'quick',
        signal,
      })),
    );
    to = slice;
    // A slice that is not likely to fill the page would be one more question.
    next += found.length * LONGER > query.limit ? 1 : 2;
  }
  return found;
}

function readCursor(cursor: string): [number, string] {
  const [startedUs = '', id = ''] = decodeCursor(cursor, 2);
  if (/^\d{1,16}$/.test(startedUs) && isUuid(id)) return [Number(startedUs), id];
  throw new SignalboxError(
    'request_invalid',
    'query/cursor: this is not a cursor of this list',
    'Take `next_cursor` of the page before as it is, or leave it out for the first page.',
  );
}
