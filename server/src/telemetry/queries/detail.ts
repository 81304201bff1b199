import { z } from 'zod';
import { isUuid, millisOfId } from '../../lib/ids.ts';
import type { ClickHouse, Parameters } from '../../platform/clickhouse/index.ts';
import { SignalboxError } from '../../platform/errors/index.ts';
import { protocolNamed } from '../../protocols/index.ts';
import { wholeOutput } from '../ingest/preview.ts';
import { DETAIL_COLUMNS, DetailRow, detailOf } from './detail-row.ts';
import { bodyOf, type Payload, readPayloads } from './payloads.ts';
import { rangeOf, readAttempts, WHEN_FOUND, type Where } from './read-attempts.ts';
import type { RequestMessage, Scope, TraceDetail } from './schema.ts';
import { TextOrNull } from './values.ts';

const HOUR_US = 3_600e6;
const TRACE_ID = /^[0-9a-f]{32}$/;

const PreviewRow = z.object({ input: TextOrNull, output: TextOrNull });

/** A request by its id. Throws `not_found`. */
export async function requestDetail(
  store: ClickHouse,
  message: RequestMessage,
  signal: AbortSignal,
): Promise<TraceDetail> {
  const id = message.id.toLowerCase();
  const row = isUuid(id) ? await findRequest(store, message.project_id, id, signal) : undefined;
  if (row !== undefined) return await wholeOf(store, message, row, signal);
  throw TRACE_ID.test(id)
    ? new SignalboxError(
        'not_found',
        'there is no request of this id: it has the form of a trace’s',
        `Ask for /api/v1/traces/${id}, or take a request’s id, which its answer has as x-request-id.`,
      )
    : new SignalboxError(
        'not_found',
        'there is no request of this id',
        `Check the id; ${WHEN_FOUND}.`,
      );
}

async function wholeOf(
  store: ClickHouse,
  { project_id: project, content }: Scope,
  row: DetailRow,
  signal: AbortSignal,
): Promise<TraceDetail> {
  const where = rangeOf(project, [row]);
  const id = row.request_id;
  const attempts = row.attempts > 0 ? await readAttempts(store, where, signal) : null;
  const preview = content ? await readPreview(store, where, signal) : undefined;
  const payload = content ? (await readPayloads(store, project, where, signal)).get(id) : undefined;
  const detail = detailOf(
    { ...row, ...preview },
    attempts?.get(id) ?? [],
    payload === undefined ? NO_CONTENT : contentOf(row.protocol, payload),
  );
  // A provider's message may quote what was sent to it.
  const shown = <T extends { readonly error_message: string | null }>(told: T): T =>
    content ? told : { ...told, error_message: null };
  return { ...shown(detail), attempts: detail.attempts.map(shown) };
}

const NO_CONTENT = {
  request_body: null,
  response_body: null,
  output_text: null,
  conversation: null,
};

/** Both bodies as they were, and as their protocol reads them; a protocol that this build does not know reads nothing. */
function contentOf(name: string, { request, response }: Payload) {
  const protocol = protocolNamed(name);
  const conversation = protocol?.readConversation(request, response) ?? null;
  const reply = conversation ?? protocol?.readReply(response);
  return {
    request_body: bodyOf(request),
    response_body: bodyOf(response),
    output_text: reply === undefined ? null : wholeOutput(reply),
    conversation,
  };
}

/** By its id its time is known, which makes it a point read; what was put elsewhere in time is found by index. */
async function findRequest(
  store: ClickHouse,
  project: string,
  id: string,
  signal: AbortSignal,
): Promise<DetailRow | undefined> {
  const read = async (condition: string, more: Parameters): Promise<DetailRow | undefined> => {
    const rows = await store.query({
      sql: `SELECT ${DETAIL_COLUMNS} FROM requests AS r WHERE project_id = {project:String} AND r.request_id = {id:UUID}${condition}
        ORDER BY started_at LIMIT 1`,
      parameters: { project, id, ...more },
      row: DetailRow,
      lane: 'quick',
      signal,
    });
    return rows[0];
  };
  const at = millisOfId(id) * 1000;
  const near = await read(
    ` AND started_at >= fromUnixTimestamp64Micro({from:Int64}, 'UTC') AND started_at <= fromUnixTimestamp64Micro({to:Int64}, 'UTC')`,
    { from: at - HOUR_US, to: at + HOUR_US },
  );
  return near ?? (await read('', {}));
}

async function readPreview(
  store: ClickHouse,
  where: Where,
  signal: AbortSignal,
): Promise<{ input: string | null; output: string | null } | undefined> {
  const rows = await store.query({
    sql: `SELECT input, output FROM requests_list AS r WHERE ${where.sql}`,
    parameters: where.parameters,
    row: PreviewRow,
    lane: 'quick',
    signal,
  });
  return rows[0];
}
