import type { ClickHouse } from '../../server/src/platform/clickhouse/index.ts';
import { encodeCursor } from '../../server/src/platform/http/index.ts';
import { requestDetail } from '../../server/src/telemetry/queries/detail.ts';
import { listTraces } from '../../server/src/telemetry/queries/list.ts';
import type { TraceListQuery, UsageQuery } from '../../server/src/telemetry/queries/schema.ts';
import { listSessions } from '../../server/src/telemetry/queries/sessions.ts';
import type { SessionListQuery } from '../../server/src/telemetry/queries/sessions-schema.ts';
import { traceTree } from '../../server/src/telemetry/queries/trace-tree.ts';
import { usage } from '../../server/src/telemetry/queries/usage.ts';
import type { IngestedRange } from './range.ts';
import { PROJECT } from './records.ts';

/** Asks for the i-th time. */
type Ask = (i: number) => Promise<{ data: readonly unknown[]; next_cursor?: string | null }>;

const signal = new AbortController().signal;

/**
 * What people ask, over the whole range. What is rare is asked with another bound each time: the engine remembers which
 * granules hold nothing for a condition that it had before.
 */
export function questionsOf(
  store: ClickHouse,
  range: IngestedRange,
): Readonly<Record<string, Ask>> {
  const scope = { v: 1 as const, project_id: PROJECT, content: true };
  const whole = { from: iso(range.fromUs - 1e6), to: iso(range.toUs + 1e6) };
  const pick = (i: number) =>
    range.sample[(i * 7919) % range.sample.length] as IngestedRange['sample'][number];
  const list = (query: Partial<TraceListQuery>) =>
    listTraces(store, { ...scope, query: { ...whole, limit: 50, ...query } }, signal);
  const sum = (query: Partial<UsageQuery>) =>
    usage(store, { ...scope, query: { ...whole, ...query } }, signal);
  const sessions = (query: Partial<SessionListQuery>) =>
    listSessions(store, { ...scope, query: { ...whole, limit: 50, ...query } }, signal);
  return {
    'list, newest': () => list({}),
    'list, a page far down': (i) =>
      list({ cursor: encodeCursor([String(pick(i).startedAtUs), pick(i).id]) }),
    'list, 1000 rows': () => list({ limit: 1000 }),
    'sorted by cost': () => list({ sort: 'cost_usd', order: 'desc' }),
    'sorted by latency': () => list({ sort: 'total_ms', order: 'desc' }),
    'sorted by output tokens, up': () => list({ sort: 'output_tokens', order: 'asc' }),
    'sorted by latency, far down': (i) =>
      list({
        sort: 'total_ms',
        order: 'desc',
        cursor: encodeCursor(['total_ms', '3000000', String(pick(i).startedAtUs), pick(i).id]),
      }),
    'sorted by time, up': () => list({ sort: 'started_at', order: 'asc' }),
    'filter by model': () => list({ model: 'gpt-4o' }),
    'filter by user': (i) => list({ user: `user-${(i * 13) % 5000}` }),
    'filter by session': (i) => list({ session: `session-${i * 17}` }),
    'filter by status and latency': (i) => list({ status: 'error', latency_min_ms: 8_100 + i / 4 }),
    'filter by cost': (i) => list({ cost_min: `0.001${i}` }),
    'filter by cost, none': (i) => list({ cost_min: `5.${i}` }),
    'filter by tags': () => list({ tags: 'batch' }),
    'text, a common word': (i) => list({ text: pick(i).question.split(' ')[0] ?? 'a' }),
    'text, the same in capitals': (i) =>
      list({ text: (pick(i).question.split(' ')[0] ?? 'a').toUpperCase() }),
    'text, three words in a row': (i) =>
      list({ text: pick(i).question.split(' ').slice(3, 6).join(' ') }),
    'text, in one request only': (i) =>
      list({ text: pick(i).question.split(' ').slice(0, 8).join(' ') }),
    'text, in none': (i) => list({ text: `zebra crossing ${i}` }),
    'detail by request id': (i) =>
      requestDetail(store, { ...scope, id: pick(i).id }, signal).then((one) => ({ data: [one] })),
    'tree by trace id': (i) =>
      traceTree(store, { ...scope, trace_id: pick(i).traceId, query: {} }, signal).then(
        ({ spans }) => ({ data: spans }),
      ),
    'sessions, newest': () => sessions({}),
    'sessions, a page far down': (i) =>
      sessions({ cursor: encodeCursor([String(pick(i).startedAtUs), 'session-0']) }),
    'sessions of a user': (i) => sessions({ user: `user-${(i * 13) % 5000}` }),
    'sessions with a slow error': (i) =>
      sessions({ status: 'error', latency_min_ms: 8_100 + i / 4 }),
    'usage, whole': () => sum({}),
    'usage by day and model': () => sum({ interval: 'day', group_by: 'model' }),
    'usage by hour and provider': () => sum({ interval: 'hour', group_by: 'provider' }),
    'usage by day and key': () => sum({ interval: 'day', group_by: 'key' }),
    'usage by user': () => sum({ group_by: 'user' }),
    'usage by user, the first ten': () =>
      sum({ group_by: 'user', order_by: 'cost_usd', limit: 10 }),
    'usage by tag': () => sum({ group_by: 'tag' }),
    'percentiles, whole': () => sum({ percentiles: 'true' }),
    'percentiles by day': () => sum({ interval: 'day', percentiles: 'true' }),
    'percentiles by hour': () => sum({ interval: 'hour', percentiles: 'true' }),
    'percentiles by model': () => sum({ group_by: 'model', percentiles: 'true' }),
    'percentiles by day and model': () =>
      sum({ interval: 'day', group_by: 'model', percentiles: 'true' }),
  };
}

const iso = (us: number): string => new Date(us / 1000).toISOString();
