import { z } from 'zod';
import type { ClickHouse } from '../../platform/clickhouse/index.ts';
import { Scope } from './schema.ts';
import { Int, isoOf } from './values.ts';

export const LastRequestQuery = z.object({
  environment: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('Id of one; left out: of all that the project has.'),
});

export const LastRequest = z
  .object({ started_at: z.string().nullable().describe('Null: none is kept.') })
  .meta({ id: 'LastRequest' });
export type LastRequest = z.infer<typeof LastRequest>;

export const LastRequestMessage = Scope.extend({ query: LastRequestQuery });
export type LastRequestMessage = z.infer<typeof LastRequestMessage>;

const Row = z.object({ started_us: Int });

/** The newest request of a project: read from the end of the table's own order, so that it costs the same however much there is. */
export async function lastRequest(
  store: ClickHouse,
  { project_id, query }: LastRequestMessage,
  signal: AbortSignal,
): Promise<LastRequest> {
  const one = query.environment === undefined ? '' : 'AND environment_id = {environment:String}';
  const [row] = await store.query({
    sql: `SELECT toUnixTimestamp64Micro(started_at) AS started_us FROM requests_list
      WHERE project_id = {project:String} ${one}
      ORDER BY started_at DESC LIMIT 1 SETTINGS optimize_read_in_order = 1`,
    parameters: {
      project: project_id,
      ...(query.environment === undefined ? {} : { environment: query.environment }),
    },
    row: Row,
    lane: 'quick',
    signal,
  });
  return { started_at: row === undefined ? null : isoOf(row.started_us) };
}
