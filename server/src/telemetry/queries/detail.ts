import { z } from 'zod';
import { isUuid, millisOfId } from '../../lib/ids.ts';
import type { ClickHouse, Parameters } from '../../platform/clickhouse/index.ts';
import { SignalboxError } from '../../platform/errors/index.ts';
import { protocolNamed } from '../../protocols/index.ts';
import { wholeOutput } from '../ingest/preview.ts';
import { ATTEMPT_COLUMNS, AttemptRow, DETAIL_COLUMNS, DetailRow, detailOf } from './detail-row.ts';
import { bodyOf, type Payload, readPayloads } from './payloads.ts';
import type { RequestMessage, Scope, TraceDetail, TraceMessage } from './schema.ts';
import { TextOrNull } from './values.ts';

/** A trace of more is shown by its list. */
const MAX_REQUESTS = 100;
/** Bodies of a trace are read up to so many bytes together; a single request's always. */
const MAX_BODY_BYTES = 64 << 20;
const HOUR_US = 3_600e6;
const TRACE_ID = /^[0-9a-f]{32}$/;

const PreviewRow = z.object({ request_id: z.string(), input: TextOrNull, output: TextOrNull });

const WHEN =
  'a request can be found about a second after its answer, and until its retention has passed';

/** A request by its id. Throws `not_found`. */
export async function requestDetail(
  store: ClickHouse,
  message: RequestMessage,
  signal: AbortSignal,
): Promise<TraceDetail> {
  const id = message.id.toLowerCase();
  const row = isUuid(id) ? await findRequest(store, message.project_id, id, signal) : undefined;
  const [detail] = row === undefined ? [] : await wholeOf(store, message, [row], signal);
  if (detail !== undefined) return detail;
  throw TRACE_ID.test(id)
    ? new SignalboxError(
        'not_found',
        'there is no request of this id: it has the form of a trace’s',
        `Ask for /api/v1/traces/${id}, or take a request’s id, which its answer has as x-request-id.`,
      )
    : new SignalboxError('not_found', 'there is no request of this id', `Check the id; ${WHEN}.`);
}

/** The requests of a trace, oldest first. Throws `not_found`. */
export async function traceDetail(
  store: ClickHouse,
  message: TraceMessage,
  signal: AbortSignal,
): Promise<{ data: TraceDetail[] }> {
  const id = message.trace_id.toLowerCase();
  if (isUuid(id)) {
    throw new SignalboxError(
      'not_found',
      'this is the id of a request, not of a trace',
      `Ask for /api/v1/requests/${id}; a trace’s id has 32 digits without dashes.`,
    );
  }
  const read = reader(store, message.project_id, signal);
  const rows = await read('trace_id = {trace:String}', { trace: id });
  if (rows.length > 0) return { data: await wholeOf(store, message, rows, signal) };
  throw new SignalboxError('not_found', 'there is no trace of this id', `Check the id; ${WHEN}.`);
}

async function wholeOf(
  store: ClickHouse,
  { project_id: project, content }: Scope,
  rows: readonly DetailRow[],
  signal: AbortSignal,
): Promise<TraceDetail[]> {
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
  return rows.map((row) => {
    const payload = payloads.get(row.request_id);
    const detail = detailOf(
      { ...row, ...previews.get(row.request_id) },
      attempts.filter((attempt) => attempt.request_id === row.request_id),
      {
        request_body: payload === undefined ? null : bodyOf(payload.request),
        response_body: payload === undefined ? null : bodyOf(payload.response),
        output_text: payload === undefined ? null : wholeOutput(payload.response),
        conversation:
          payload === undefined
            ? null
            : (protocolNamed(row.protocol)?.readConversation(payload.request, payload.response) ??
              null),
      },
    );
    // A provider's message may quote what was sent to it.
    const shown = <T extends { readonly error_message: string | null }>(told: T): T =>
      content ? told : { ...told, error_message: null };
    return { ...shown(detail), attempts: detail.attempts.map(shown) };
  });
}

/** By its id its time is known, which makes it a point read; what was put elsewhere in time is found by index. */
async function findRequest(
  store: ClickHouse,
  project: string,
  id: string,
  signal: AbortSignal,
): Promise<DetailRow | undefined> {
  const read = reader(store, project, signal);
  const at = millisOfId(id) * 1000;
  const near = await read(
    `r.request_id = {id:UUID} AND started_at >= fromUnixTimestamp64Micro({from:Int64}, 'UTC') AND started_at <= fromUnixTimestamp64Micro({to:Int64}, 'UTC')`,
    { id, from: at - HOUR_US, to: at + HOUR_US },
  );
  return near[0] ?? (await read('r.request_id = {id:UUID}', { id }))[0];
}

function reader(store: ClickHouse, project: string, signal: AbortSignal) {
  return (condition: string, parameters: Parameters): Promise<readonly DetailRow[]> =>
    store.query({
      sql: `SELECT ${DETAIL_COLUMNS} FROM requests AS r WHERE project_id = {project:String} AND ${condition}
        ORDER BY started_at, r.request_id LIMIT ${MAX_REQUESTS}`,
      parameters: { project, ...parameters },
      row: DetailRow,
      lane: 'quick',
      signal,
    });
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
