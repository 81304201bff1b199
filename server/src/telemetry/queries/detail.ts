import { z } from 'zod';
import { isUuid, millisOfId } from '../../lib/ids.ts';
import type { ClickHouse, Parameters } from '../../platform/clickhouse/index.ts';
import { SignalboxError } from '../../platform/errors/index.ts';
import { readConversation } from '../../protocols/openai-chat/index.ts';
import { wholeOutput } from '../ingest/preview.ts';
import { ATTEMPT_COLUMNS, AttemptRow, DETAIL_COLUMNS, DetailRow, detailOf } from './detail-row.ts';
import { bodyOf, type Payload, readPayloads } from './payloads.ts';
import type { TraceDetail, TraceMessage } from './schema.ts';
import { TextOrNull } from './values.ts';

/** A trace of more is shown by its list. */
const MAX_REQUESTS = 100;
/** Bodies of a trace are read up to so many bytes together; a single request's always. */
const MAX_BODY_BYTES = 64 << 20;
const HOUR_US = 3_600e6;

const PreviewRow = z.object({ request_id: z.string(), input: TextOrNull, output: TextOrNull });

/** A request by its id, or all requests of a trace by the trace's, oldest first. Throws `not_found`. */
export async function traceDetail(
  store: ClickHouse,
  message: TraceMessage,
  signal: AbortSignal,
): Promise<{ data: TraceDetail[] }> {
  const { project_id: project, content } = message;
  const id = message.id.toLowerCase();
  const rows = await find(store, project, id, signal);
  if (rows.length === 0) {
    throw new SignalboxError(
      'not_found',
      'there is no request and no trace of this id',
      'Check the id; a request can be found about a second after its answer, and until its retention has passed.',
    );
  }
  const times = rows.map((row) => row.started_us);
  const where = {
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
  const attempts = rows.some((row) => row.attempts > 0)
    ? await store.query({
        sql: `SELECT ${ATTEMPT_COLUMNS} FROM attempts AS r WHERE ${where.sql}`,
        parameters: where.parameters,
        row: AttemptRow,
        lane: 'quick',
        signal,
      })
    : [];
  const previews = content ? await readPreviews(store, where, signal) : new Map();
  const payloads = content
    ? await readPayloads(
        store,
        project,
        { ...where, parameters: { ...where.parameters, ids: affordable(rows) } },
        signal,
      )
    : new Map<string, Payload>();
  return {
    data: rows.map((row) => {
      const payload = payloads.get(row.request_id);
      const detail = detailOf(
        { ...row, ...previews.get(row.request_id) },
        attempts.filter((attempt) => attempt.request_id === row.request_id),
      );
      // A provider's message may quote what was sent to it.
      const shown = <T extends { readonly error_message: string | null }>(told: T): T =>
        content ? told : { ...told, error_message: null };
      return {
        ...shown(detail),
        attempts: detail.attempts.map(shown),
        request_body: payload === undefined ? null : bodyOf(payload.request),
        response_body: payload === undefined ? null : bodyOf(payload.response),
        output_text: payload === undefined ? null : wholeOutput(payload.response),
        conversation:
          payload === undefined ? null : readConversation(payload.request, payload.response),
      };
    }),
  };
}

/** By request id its time is known, which makes it a point read; what was put elsewhere in time is found by index. */
async function find(
  store: ClickHouse,
  project: string,
  id: string,
  signal: AbortSignal,
): Promise<readonly DetailRow[]> {
  const read = (condition: string, parameters: Parameters): Promise<readonly DetailRow[]> =>
    store.query({
      sql: `SELECT ${DETAIL_COLUMNS} FROM requests AS r WHERE project_id = {project:String} AND ${condition}
        ORDER BY started_at, r.request_id LIMIT ${MAX_REQUESTS}`,
      parameters: { project, ...parameters },
      row: DetailRow,
      lane: 'quick',
      signal,
    });
  if (isUuid(id)) {
    const at = millisOfId(id) * 1000;
    const near = await read(
      `r.request_id = {id:UUID} AND started_at >= fromUnixTimestamp64Micro({from:Int64}, 'UTC') AND started_at <= fromUnixTimestamp64Micro({to:Int64}, 'UTC')`,
      { id, from: at - HOUR_US, to: at + HOUR_US },
    );
    if (near.length > 0) return near;
    const far = await read('r.request_id = {id:UUID}', { id });
    if (far.length > 0) return far;
  }
  return read('trace_id = {trace:String}', { trace: id.replaceAll('-', '') });
}

async function readPreviews(
  store: ClickHouse,
  where: { readonly sql: string; readonly parameters: Parameters },
  signal: AbortSignal,
): Promise<Map<string, { input: string | null; output: string | null }>> {
  const rows = await store.query({
    sql: `SELECT toString(r.request_id) AS request_id, input, output FROM requests_list AS r WHERE ${where.sql}`,
    parameters: where.parameters,
    row: PreviewRow,
    lane: 'quick',
    signal,
  });
  return new Map(rows.map(({ request_id, ...preview }) => [request_id, preview]));
}

function affordable(rows: readonly DetailRow[]): string[] {
  let bytes = 0;
  return rows
    .filter((row, i) => {
      bytes += row.request_bytes + row.response_bytes;
      return i === 0 || bytes <= MAX_BODY_BYTES;
    })
    .map((row) => row.request_id);
}
