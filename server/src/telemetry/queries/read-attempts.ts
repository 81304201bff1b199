import type { ClickHouse, Parameters } from '../../platform/clickhouse/index.ts';
import { ATTEMPT_COLUMNS, AttemptRow, type DetailRow } from './detail-row.ts';

export const WHEN_FOUND =
  'a request can be found about a second after its answer, and until its retention has passed';

/** Where the rows of some requests are, in any table: by their times, which makes it a point read, and their ids. */
export interface Where {
  readonly sql: string;
  readonly parameters: Parameters;
}

export function rangeOf(project: string, rows: readonly DetailRow[]): Where {
  const times = rows.map((row) => row.started_us);
  return {
    sql: `project_id = {project:String} AND started_at >= fromUnixTimestamp64Micro({from:Int64}, 'UTC')
      AND started_at <= fromUnixTimestamp64Micro({to:Int64}, 'UTC')
      AND r.request_id IN (SELECT toUUID(arrayJoin({ids:Array(String)})))`,
    parameters: {
      project,
      from: Math.min(...times),
      to: Math.max(...times),
      ids: rows.map((row) => row.request_id),
    },
  };
}

/** The attempts of each request. */
export async function readAttempts(
  store: ClickHouse,
  { sql, parameters }: Where,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly AttemptRow[]>> {
  const rows = await store.query({
    sql: `SELECT ${ATTEMPT_COLUMNS} FROM attempts AS r WHERE ${sql}`,
    parameters,
    row: AttemptRow,
    lane: 'quick',
    signal,
  });
  return Map.groupBy(rows, ({ request_id }) => request_id);
}
