import { z } from 'zod';
import type { ClickHouse } from '../../platform/clickhouse/index.ts';
import { decodeCursor, encodeCursor } from '../../platform/http/index.ts';
import { conditionsOf, moment, settingsClause } from './conditions.ts';
import type { SessionSummary, SessionsMessage } from './sessions-schema.ts';
import { Decimal, Int, IntOrNull, isoOf, TextOrNull, toMs } from './values.ts';

/** How many users of a session are named. */
const MAX_USERS = 10;
const KeyRow = z.object({ session: z.string(), last_us: Int });
type Key = z.infer<typeof KeyRow>;
const SessionRow = z.object({
  session: z.string(),
  requests: Int,
  errors: Int,
  first_us: Int,
  last_us: Int,
  end_us: Int,
  users: z.array(z.string()),
  models: z.array(z.string()),
  input_tokens: IntOrNull,
  output_tokens: IntOrNull,
  cost_usd: Decimal,
  priced_requests: Int,
  last_input: TextOrNull.optional(),
});

/**
 * A page of sessions, the one with the newest request first. What a session adds up to is of the requests that the filter
 * finds.
 */
export async function listSessions(
  store: ClickHouse,
  message: SessionsMessage,
  signal: AbortSignal,
): Promise<{ data: SessionSummary[]; next_cursor: string | null }> {
  const { query, content, project_id } = message;
  const keys = await findKeys(store, message, signal);
  const page = keys.slice(0, query.limit);
  const last = page.at(-1);
  if (last === undefined) return { data: [], next_cursor: null };
  const { parts, parameters, settings } = conditionsOf(project_id, query, content, store.kind);
  const rows = await store.query({
    sql: `SELECT l.session AS session, count() AS requests, countIf(l.status IN ('error', 'interrupted')) AS errors,
      toUnixTimestamp64Micro(min(started_at)) AS first_us, toUnixTimestamp64Micro(max(started_at)) AS last_us,
      max(toUnixTimestamp64Micro(started_at) + total_us) AS end_us,
      arraySort(groupUniqArrayIf(${MAX_USERS})(user, user != '')) AS users,
      arraySort(groupUniqArrayIf(${MAX_USERS})(toString(model), model != '')) AS models,
      sum(l.input_tokens) AS input_tokens, sum(l.output_tokens) AS output_tokens, sum(l.cost_usd) AS cost_usd,
      count(l.cost_usd) AS priced_requests${content ? ', argMax(l.input, started_at) AS last_input' : ''}
      FROM requests_list AS l WHERE ${parts.join(' AND ')} AND l.session IN {sessions:Array(String)}
      GROUP BY session ORDER BY last_us DESC, session DESC ${settingsClause(settings)}`,
    parameters: { ...parameters, sessions: page.map((key) => key.session) },
    row: SessionRow,
    lane: 'quick',
    signal,
  });
  return {
    data: rows.map(({ session, first_us, last_us, end_us, last_input = null, ...sums }) => ({
      session,
      first_at: isoOf(first_us),
      last_at: isoOf(last_us),
      length_ms: toMs(end_us - first_us),
      ...sums,
      last_input,
    })),
    next_cursor:
      keys.length > query.limit ? encodeCursor([String(last.last_us), last.session]) : null,
  };
}

/** Which sessions are on the page, and one more. */
function findKeys(
  store: ClickHouse,
  { project_id, query, content }: SessionsMessage,
  signal: AbortSignal,
): Promise<readonly Key[]> {
  const { parts, parameters, settings } = conditionsOf(project_id, query, content, store.kind);
  const before = query.cursor === undefined ? null : readCursor(query.cursor);
  return store.query({
    sql: `SELECT l.session AS session, toUnixTimestamp64Micro(max(started_at)) AS last_us
      FROM requests_list AS l WHERE ${parts.join(' AND ')} AND l.session != ''
      GROUP BY session
      ${before === null ? '' : `HAVING (max(started_at), session) < (${moment('before')}, {before_session:String})`}
      ORDER BY last_us DESC, session DESC LIMIT ${query.limit + 1} ${settingsClause(settings)}`,
    parameters: {
      ...parameters,
      ...(before === null ? {} : { before: before.last_us, before_session: before.session }),
    },
    row: KeyRow,
    lane: 'any',
    signal,
  });
}

function readCursor(cursor: string): Key {
  const [lastUs = '', session = ''] = decodeCursor(cursor, 2, ([us = '']) => /^\d{1,16}$/.test(us));
  return { last_us: Number(lastUs), session };
}
