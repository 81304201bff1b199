import { unwrap } from '@signalbox/sdk';
import { useApiQuery } from '../../data/use-api-query.ts';
import type { TraceDetail } from '../types.ts';

const AROUND_MS = 6 * 3_600_000;
const MINUTE_MS = 60_000;
const NOT_FOUND_RETRIES = 15;
const TRACE_ID = /^[0-9a-f]{32}$/;

/** A request with everything that is kept of it and that the reader may see. */
export function useTrace(id: string) {
  return useApiQuery(
    ['trace', id],
    async (api, signal): Promise<TraceDetail> => {
      if (!TRACE_ID.test(id))
        return unwrap(api.GET('/api/v1/requests/{id}', { params: { path: { id } }, signal }));
      const path = { trace_id: id };
      const { spans } = await unwrap(
        api.GET('/api/v1/traces/{trace_id}', { params: { path }, signal }),
      );
      const first = spans.find(({ kind }) => kind === 'request')?.request_id ?? '';
      return unwrap(api.GET('/api/v1/requests/{id}', { params: { path: { id: first } }, signal }));
    },
    // What ended does not change.
    {
      staleMs: Number.POSITIVE_INFINITY,
      ...(isRecent(id) ? { notFoundRetries: NOT_FOUND_RETRIES } : {}),
    },
  );
}

/** Made within the last minute, as its UUIDv7 says: what was just answered is stored about a second later. */
function isRecent(id: string): boolean {
  const madeAtMs = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
  return Math.abs(Date.now() - madeAtMs) < MINUTE_MS;
}

/** Of what an id names, a request or a trace, the one that is shown; none while what stands there is what was read before. */
export function namedBy(id: string, data: TraceDetail | undefined) {
  return data?.request_id === id || data?.trace_id === id ? data : undefined;
}

/** The trace of a request: looked for around it, which is sooner than in all that is kept. */
export function useTraceTree(detail: TraceDetail) {
  const at = Date.parse(detail.started_at);
  return useApiQuery(
    ['trace', detail.trace_id, 'tree'],
    (api, signal) =>
      unwrap(
        api.GET('/api/v1/traces/{trace_id}', {
          params: {
            path: { trace_id: detail.trace_id },
            query: {
              from: new Date(at - AROUND_MS).toISOString(),
              to: new Date(at + AROUND_MS).toISOString(),
            },
          },
          signal,
        }),
      ),
    { staleMs: 60_000 },
  );
}
