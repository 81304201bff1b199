import { isUuid } from '../../lib/ids.ts';
import type { ClickHouse } from '../../platform/clickhouse/index.ts';
import { SignalboxError } from '../../platform/errors/index.ts';
import { decodeCursor, encodeCursor } from '../../platform/http/index.ts';
import { conditionsOf, moment } from './conditions.ts';
import type { TraceSummary, TracesMessage } from './schema.ts';
import { PREVIEW_COLUMNS, SUMMARY_COLUMNS, SummaryRow, summaryOf } from './summary.ts';

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
  const rows = await store.query({
    sql: `SELECT ${SUMMARY_COLUMNS}${content ? `, ${PREVIEW_COLUMNS}` : ''} FROM requests_list AS r
      WHERE ${parts.join(' AND ')}
      ORDER BY started_at DESC, r.request_id DESC LIMIT ${query.limit + 1}`,
    parameters,
    row: SummaryRow,
    lane: 'quick',
    signal,
  });
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    data: shown.map(summaryOf),
    next_cursor:
      rows.length > query.limit && last !== undefined
        ? encodeCursor([String(last.started_us), last.request_id])
        : null,
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
