import { unwrap } from '@signalbox/sdk';
import { useApiQuery } from '../../data/use-api-query.ts';
import type { TraceDetail } from '../types.ts';

const AROUND_MS = 6 * 3_600_000;
const MOST = 100;

/** A request with everything that is kept of it and that the reader may see. */
export function useTrace(id: string) {
  return useApiQuery(
    ['trace', id],
    async (api, signal) => {
      const { data } = await unwrap(
        api.GET('/api/v1/traces/{id}', { params: { path: { id } }, signal }),
      );
      return data;
    },
    // What ended does not change.
    { staleMs: Number.POSITIVE_INFINITY },
  );
}

/** The requests of its trace, itself among them. */
export function useTraceRequests(detail: TraceDetail | undefined) {
  const at = Date.parse(detail?.started_at ?? '');
  return useApiQuery(
    ['trace', detail?.trace_id, 'requests'],
    async (api, signal) => {
      const query = {
        trace_id: detail?.trace_id ?? '',
        from: new Date(at - AROUND_MS).toISOString(),
        to: new Date(at + AROUND_MS).toISOString(),
        limit: MOST,
      };
      const { data } = await unwrap(api.GET('/api/v1/traces', { params: { query }, signal }));
      return data;
    },
    { enabled: detail !== undefined, staleMs: 60_000 },
  );
}
