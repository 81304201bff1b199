import { z } from 'zod';
import type { ClickHouse } from '../../platform/clickhouse/index.ts';
import type { Frame } from '../../platform/spool/record.ts';
import type { RequestRecord } from '../request-record.ts';
import { chatRequest, chatResponse, endRecord, frameOf, requestEnd } from './records.ts';

export const TABLES = [
  'requests',
  'requests_list',
  'attempts',
  'payloads',
  'dead_letters',
] as const;

let number = 0;
export const nextFrameNumber = (): number => ++number;

/** Two days, an earlier attempt, messages, a stream, one that was interrupted, and one record that is no request. */
export function oddFrame(user: string): Frame {
  const now = Date.now() * 1000;
  const retried = requestEnd({ user, started_at_us: now });
  const records: RequestRecord[] = [
    endRecord(
      { ...retried, attempts: [...retried.attempts, ...retried.attempts] },
      chatRequest('a system prompt', 'one'),
      chatResponse('1'),
    ),
    endRecord(
      requestEnd({ user, started_at_us: now - 86_400e6 }),
      chatRequest('a system prompt', 'two'),
      chatResponse('2\n\n3'),
    ),
    endRecord(
      requestEnd({
        user,
        status: 'interrupted',
        usage: null,
        cost: null,
        attempts: [],
        http_status: null,
      }),
    ),
    {
      id: requestEnd().id,
      header: Buffer.from(`{"no":"request","of":"${user}"}`),
      request: Buffer.from('x'),
      response: Buffer.alloc(0),
    },
  ];
  return frameOf(nextFrameNumber(), records, { cutAtUs: now });
}

/** What `copies` says of an odd frame that is there once. */
export const ONCE = { requests: 3, requests_list: 3, attempts: 3, payloads: 2, dead_letters: 1 };

const Count = z.object({ n: z.string() });
export async function count(store: ClickHouse, table: string, where: string): Promise<number> {
  const sql = `SELECT count() AS n FROM ${table} WHERE ${where}`;
  return Number((await store.query({ sql, row: Count, lane: 'any' }))[0]?.n);
}

/** How often everything of `frame` is there. */
export async function copies(store: ClickHouse, frame: Frame): Promise<Record<string, number>> {
  const ids = frame.records.map((record) => `'${record.id}'`).join(',');
  const counts = await Promise.all(
    TABLES.map((table) => count(store, table, `toString(request_id) IN (${ids})`)),
  );
  return Object.fromEntries(TABLES.map((table, i) => [table, counts[i] ?? 0]));
}
