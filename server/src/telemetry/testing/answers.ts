import type { ClickHouse } from '../../platform/clickhouse/index.ts';
import { requestDetail } from '../queries/detail.ts';
import type { TraceDetail } from '../queries/schema.ts';

/** A request as the management API shows it, with its bodies. */
export async function detailOf(
  store: ClickHouse,
  projectId: string,
  id: string,
): Promise<TraceDetail> {
  const message = { v: 1, project_id: projectId, content: true, id } as const;
  return await requestDetail(store, message, new AbortController().signal);
}
