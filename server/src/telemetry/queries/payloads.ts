import { isUtf8 } from 'node:buffer';
import { z } from 'zod';
import type { ClickHouse, Parameters } from '../../platform/clickhouse/index.ts';
import { SignalboxError } from '../../platform/errors/index.ts';
import { joinBody } from '../ingest/split-body.ts';
import type { Body } from './detail-parts.ts';

const base64 = z.string().transform((text) => Buffer.from(text, 'base64'));
const PayloadRow = z.object({
  request_id: z.string(),
  day: z.string(),
  subject: z.string(),
  skeleton: base64,
  message_offsets: z.array(z.number()),
  message_hashes: z.array(z.string()),
  response: base64,
});
type PayloadRow = z.infer<typeof PayloadRow>;
const MessageRow = z.object({ owner: z.string(), hash: z.string(), body: base64 });

export interface Payload {
  readonly request: Buffer;
  readonly response: Buffer;
}

/** The bodies of requests, as they were on the wire; `where` finds them in `payloads`. */
export async function readPayloads(
  store: ClickHouse,
  projectId: string,
  where: { readonly sql: string; readonly parameters: Parameters },
  signal: AbortSignal,
): Promise<Map<string, Payload>> {
  const rows = await store.query({
    sql: `SELECT toString(r.request_id) AS request_id, toString(toDate(started_at)) AS day, base64Encode(subject) AS subject,
      base64Encode(skeleton) AS skeleton, message_offsets, message_hashes, base64Encode(response) AS response
      FROM payloads AS r WHERE ${where.sql}`,
    parameters: where.parameters,
    row: PayloadRow,
    lane: 'quick',
    signal,
  });
  const messages = await readMessages(store, projectId, rows, signal);
  return new Map(
    rows.map((row) => {
      const parts = row.message_hashes.map((hash) => {
        const message = messages.get(`${ownerOf(row)}/${hash}`);
        if (message === undefined) throw incomplete(row.request_id);
        return message;
      });
      const request = joinBody({ skeleton: row.skeleton, offsets: row.message_offsets }, parts);
      return [row.request_id, { request, response: row.response }];
    }),
  );
}

async function readMessages(
  store: ClickHouse,
  projectId: string,
  rows: readonly PayloadRow[],
  signal: AbortSignal,
): Promise<Map<string, Buffer>> {
  const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];
  const hashes = unique(rows.flatMap((row) => row.message_hashes));
  if (hashes.length === 0) return new Map();
  const found = await store.query({
    // Copies that are not merged yet are alike.
    sql: `SELECT concat(toString(day), '/', base64Encode(subject)) AS owner, hash, base64Encode(any(body)) AS body
      FROM payload_messages WHERE project_id = {project:String} AND day IN (SELECT toDate(arrayJoin({days:Array(String)})))
      AND subject IN (SELECT base64Decode(arrayJoin({subjects:Array(String)}))) AND hash IN {hashes:Array(String)}
      GROUP BY day, subject, hash`,
    parameters: {
      project: projectId,
      days: unique(rows.map((row) => row.day)),
      subjects: unique(rows.map((row) => row.subject)),
      hashes,
    },
    row: MessageRow,
    lane: 'quick',
    signal,
  });
  return new Map(found.map(({ owner, hash, body }) => [`${owner}/${hash}`, body]));
}

const ownerOf = (row: PayloadRow): string => `${row.day}/${row.subject}`;

/** As text where it is text, so that a person can read it; never changed. */
export function bodyOf(bytes: Buffer): Body | null {
  if (bytes.length === 0) return null;
  return isUtf8(bytes)
    ? { encoding: 'utf-8', content: bytes.toString('utf8') }
    : { encoding: 'base64', content: bytes.toString('base64') };
}

function incomplete(requestId: string): SignalboxError {
  return new SignalboxError(
    'store_failed',
    `a message of request ${requestId} is not in the store`,
    'This is a bug: report it with the id.',
  );
}
