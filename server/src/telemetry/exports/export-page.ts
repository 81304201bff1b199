import { z } from 'zod';
import type { ClickHouse } from '../../platform/clickhouse/index.ts';
import { conditionsOf, moment, settingsClause } from '../queries/conditions.ts';
import { PREVIEW_COLUMNS, SUMMARY_COLUMNS, SummaryRow, summaryOf } from '../queries/summary.ts';
import { Int } from '../queries/values.ts';
import type { ExportMessage, ExportRows } from './schema.ts';

const CountRow = z.object({ total: Int });

/**
 * A page of an export, in the order of the table's own key, so that each page reads on where the last one ended. What arrives
 * meanwhile at a place already passed is not in it.
 */
export async function exportPage(
  store: ClickHouse,
  message: ExportMessage,
  signal: AbortSignal,
): Promise<ExportRows> {
  const { project_id, filter, content, after, limit } = message;
  const { parts, parameters, settings } = conditionsOf(project_id, filter, content, store.kind);
  const whole = parts.join(' AND ');
  const total =
    after === null
      ? await store.query({
          sql: `SELECT toString(count()) AS total FROM requests_list AS r WHERE ${whole} ${settingsClause(settings)}`,
          parameters,
          row: CountRow,
          lane: 'any',
          signal,
        })
      : null;
  const from =
    after === null
      ? { sql: whole, parameters }
      : {
          // The first condition is what the primary key is searched by.
          sql: `started_at >= ${moment('after')} AND (started_at, r.request_id) > (${moment('after')}, {after_id:UUID}) AND ${whole}`,
          parameters: { ...parameters, after: after.started_us, after_id: after.id },
        };
  const rows = await store.query({
    sql: `SELECT ${SUMMARY_COLUMNS}${content ? `, ${PREVIEW_COLUMNS}` : ''} FROM requests_list AS r WHERE ${from.sql}
      ORDER BY project_id, started_at, r.request_id LIMIT ${limit} ${settingsClause(settings)}`,
    parameters: from.parameters,
    row: SummaryRow,
    lane: 'any',
    signal,
  });
  const last = rows.at(-1);
  return {
    rows: rows.map(summaryOf),
    next:
      rows.length < limit || last === undefined
        ? null
        : { started_us: last.started_us, id: last.request_id },
    total: total?.[0]?.total ?? null,
  };
}
