import { z } from 'zod';
import { isUuid } from '../../lib/ids.ts';
import type { ClickHouse } from '../../platform/clickhouse/index.ts';
import { SignalboxError } from '../../platform/errors/index.ts';
import { decodeCursor, encodeCursor } from '../../platform/http/index.ts';
import { conditionsOf, moment } from './conditions.ts';
import type { TraceSummary, TracesMessage } from './schema.ts';
import { PREVIEW_COLUMNS, SUMMARY_COLUMNS, SummaryRow, summaryOf } from './summary.ts';
import { Int } from './values.ts';

const KeyRow = z.object({ started_us: Int, id: z.string() });

/** A page of requests, newest first; equal moments in the order of their ids, so that pages neither repeat nor skip. */
export async function listTraces(
  store: ClickHouse,
  message: TracesMessage,
  signal: AbortSignal,
): Promise<{ data: TraceSummary[]; next_cursor: string | null }> {
  const { query, content } = message;
  const { parts, parameters } = conditionsOf(message.project_id, query, content);
  if (query.cursor !== undefined) {
    const [startedUs, id] = readCursor(query.cursor);
    parts.push(
      `started_at <= ${moment('before')}`,
      `(started_at, r.request_id) < (${moment('before')}, {before_id:UUID})`,
    );
    parameters['before'] = startedUs;
    parameters['before_id'] = id;
  }
  // The page first, from the narrowest columns, since the engine reads a granule of every part for it; then its rows.
  const keys = await store.query({
    sql: `SELECT toUnixTimestamp64Micro(started_at) AS started_us, toString(r.request_id) AS id FROM requests_list AS r
      WHERE ${parts.join(' AND ')}
      ORDER BY started_at DESC, r.request_id DESC LIMIT ${query.limit + 1}`,
    parameters,
    row: KeyRow,
    lane: 'quick',
    signal,
  });
  const page = keys.slice(0, query.limit);
  const last = page.at(-1);
  if (last === undefined) return { data: [], next_cursor: null };
  const rows = await store.query({
    sql: `SELECT ${SUMMARY_COLUMNS}${content ? `, ${PREVIEW_COLUMNS}` : ''} FROM requests_list AS r
      WHERE project_id = {project:String} AND started_at >= ${moment('first')} AND started_at <= ${moment('last')}
      AND (started_at, r.request_id) IN (
        SELECT fromUnixTimestamp64Micro(k.1, 'UTC'), toUUID(k.2)
        FROM (SELECT arrayJoin(arrayZip({times:Array(Int64)}, {ids:Array(String)})) AS k))
      ORDER BY started_at DESC, r.request_id DESC`,
    parameters: {
      project: message.project_id,
      first: last.started_us,
      last: page[0]?.started_us ?? last.started_us,
      times: page.map((key) => key.started_us),
      ids: page.map((key) => key.id),
    },
    row: SummaryRow,
    lane: 'quick',
    signal,
  });
  return {
    data: rows.map(summaryOf),
    next_cursor:
      keys.length > query.limit ? encodeCursor([String(last.started_us), last.id]) : null,
  };
}

function readCursor(cursor: string): [string, string] {
  const [startedUs = '', id = ''] = decodeCursor(cursor, 2);
  if (/^\d{1,18}$/.test(startedUs) && isUuid(id)) return [startedUs, id];
  throw new SignalboxError(
    'request_invalid',
    'query/cursor: this is no cursor of this list',
    'Take `next_cursor` of the page before as it is, or leave it out for the first page.',
  );
}
