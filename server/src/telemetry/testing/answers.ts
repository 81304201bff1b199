import type { ClickHouse } from '../../platform/clickhouse/index.ts';
import { traceDetail } from '../queries/detail.ts';
import type { TraceDetail } from '../queries/schema.ts';

/** A request as the management API shows it, with its bodies. */
export async function detailOf(
  store: ClickHouse,
  projectId: string,
  id: string,
): Promise<TraceDetail | undefined> {
  const message = { v: 1, project_id: projectId, content: true, id } as const;
  const { data } = await traceDetail(store, message, new AbortController().signal);
  return data.find((request) => request.request_id === id);
}
