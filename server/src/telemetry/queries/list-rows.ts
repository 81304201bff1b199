import type { ClickHouse } from '../../platform/clickhouse/index.ts';
import { moment } from './conditions.ts';
import type { TraceSummary } from './schema.ts';
import { PREVIEW_COLUMNS, SUMMARY_COLUMNS, SummaryRow, summaryOf } from './summary.ts';

/** Where a request is in `requests_list`. */
export interface Key {
  readonly started_us: number;
  readonly id: string;
}

/** The requests of these keys, in their order. */
export async function readRows(
  store: ClickHouse,
  { projectId, content }: { readonly projectId: string; readonly content: boolean },
  keys: readonly Key[],
  signal: AbortSignal,
): Promise<TraceSummary[]> {
  const times = keys.map((key) => key.started_us);
  const rows = await store.query({
    sql: `SELECT ${SUMMARY_COLUMNS}${content ? `, ${PREVIEW_COLUMNS}` : ''} FROM requests_list AS r
      WHERE project_id = {project:String} AND started_at >= ${moment('first')} AND started_at <= ${moment('last')}
      AND (started_at, r.request_id) IN (
        SELECT fromUnixTimestamp64Micro(k.1, 'UTC'), toUUID(k.2)
        FROM (SELECT arrayJoin(arrayZip({times:Array(Int64)}, {ids:Array(String)})) AS k))`,
    parameters: {
      project: projectId,
      first: Math.min(...times),
      last: Math.max(...times),
      times,
      ids: keys.map((key) => key.id),
    },
    row: SummaryRow,
    lane: 'quick',
    signal,
  });
  const byId = new Map(rows.map((row) => [row.request_id, row]));
  return keys.flatMap((key) => {
    const row = byId.get(key.id);
    return row === undefined ? [] : [summaryOf(row)];
  });
}
