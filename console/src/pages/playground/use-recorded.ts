import { unwrap } from '@signalbox/sdk';
import { useApiQuery } from '../../data/use-api-query.ts';

const FIRST_MS = 1_500;
const AGAIN_MS = 700;
/** Records come in once a second; a busy system may take longer. */
const MOST_TRIES = 20;

/** What the record of a request says once it is there: the cost as it is billed, and the gateway's own measures. */
export function useRecorded(requestId: string | null) {
  const { data } = useApiQuery(
    ['playground-record', requestId],
    async (api, signal) => {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        await new Promise((resolve) => setTimeout(resolve, tries === 0 ? FIRST_MS : AGAIN_MS));
        signal.throwIfAborted();
        const { data: found } = await api.GET('/api/v1/requests/{id}', {
          params: { path: { id: requestId ?? '' } },
          signal,
        });
        if (found !== undefined) return found;
      }
      return null;
    },
    { enabled: requestId !== null, staleMs: Number.POSITIVE_INFINITY, polls: true },
  );
  return requestId === null || data?.request_id !== requestId ? undefined : data;
}

/** The request that its page wants to have tried again. */
export function useRequest(requestId: string | undefined) {
  return useApiQuery(
    ['playground-request', requestId],
    (api, signal) =>
      unwrap(
        api.GET('/api/v1/requests/{id}', { params: { path: { id: requestId ?? '' } }, signal }),
      ),
    { enabled: requestId !== undefined, staleMs: 60_000 },
  );
}
