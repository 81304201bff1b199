import { isUuid } from '../../lib/ids.ts';
import type { ClickHouse } from '../../platform/clickhouse/index.ts';
import { SignalboxError } from '../../platform/errors/index.ts';
import { DETAIL_COLUMNS, DetailRow, detailOf } from './detail-row.ts';
import { rangeOf, readAttempts, WHEN_FOUND } from './read-attempts.ts';
import type { TraceMessage, TraceTree } from './trace-schema.ts';
import { traceSpans } from './trace-spans.ts';
import { traceTotals } from './trace-totals.ts';
import { isoOf } from './values.ts';

/** A trace of more is read by its list. */
const MAX_REQUESTS = 1000;
const NO_BODIES = {
  request_body: null,
  response_body: null,
  output_text: null,
  conversation: null,
};
const EVER_US = { from: 0, to: Date.parse('2200-01-01T00:00:00Z') * 1000 };

/** A trace as its requests were nested, with what they add up to. Throws `not_found`. */
export async function traceTree(
  store: ClickHouse,
  { project_id: project, trace_id, query }: TraceMessage,
  signal: AbortSignal,
): Promise<TraceTree> {
  const trace = trace_id.toLowerCase();
  if (isUuid(trace)) {
    throw new SignalboxError(
      'not_found',
      'this is the id of a request, not of a trace',
      `Ask for /api/v1/requests/${trace}; a trace’s id has 32 digits without dashes.`,
    );
  }
  const found = await store.query({
    sql: `SELECT ${DETAIL_COLUMNS} FROM requests AS r WHERE project_id = {project:String} AND trace_id = {trace:String}
      AND started_at >= fromUnixTimestamp64Micro({from:Int64}, 'UTC') AND started_at < fromUnixTimestamp64Micro({to:Int64}, 'UTC')
      ORDER BY started_at, r.request_id LIMIT ${MAX_REQUESTS + 1}`,
    parameters: {
      project,
      trace,
      from: microsOf(query.from) ?? EVER_US.from,
      to: microsOf(query.to) ?? EVER_US.to,
    },
    row: DetailRow,
    lane: 'quick',
    signal,
  });
  const rows = found.slice(0, MAX_REQUESTS);
  const [first] = rows;
  if (first === undefined) {
    throw new SignalboxError(
      'not_found',
      'there is no trace of this id',
      `Check the id; ${WHEN_FOUND}.`,
    );
  }
  const attempts = await readAttempts(store, rangeOf(project, rows), signal);
  const requests = rows.map((row) => ({
    ...detailOf(row, attempts.get(row.request_id) ?? [], NO_BODIES),
    started_us: row.started_us,
  }));
  return {
    trace_id: trace,
    started_at: isoOf(first.started_us),
    spans: traceSpans(requests),
    totals: traceTotals(requests),
    more: found.length > rows.length,
  };
}

function microsOf(time: string | undefined): number | null {
  return time === undefined ? null : Date.parse(time) * 1000;
}
