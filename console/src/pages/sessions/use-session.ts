import { unwrap } from '@signalbox/sdk';
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from '../../data/api.ts';
import { useClock } from '../../data/clock.tsx';
import { useApiQuery, usePlaceKey } from '../../data/use-api-query.ts';
import { usePlace } from '../../data/use-place.ts';
import { conversationOf } from '../../observe/trace/conversation.ts';
import { joinValues } from '../../ui/filter-bar/index.ts';

const MOST = 1000;
const EVER = '2000-01-01T00:00:00Z';
/** A gateway's clock may be ahead of the reader's. */
const AHEAD_MS = 3_600_000;

/**
 * The requests of a session, the oldest first, and what they add up to. Of all that is kept, whatever range the page has: a
 * link needs the session's id only, and half a conversation would be read as a whole one.
 */
export function useSessionRequests(session: string) {
  const { now } = useClock();
  const { environment } = usePlace();
  const query = {
    from: EVER,
    to: new Date(now + AHEAD_MS).toISOString(),
    environment: environment.id,
    session: joinValues([session]),
  };
  const requests = useApiQuery(['session', query, 'requests'], (api, signal) =>
    unwrap(
      api.GET('/api/v1/requests', {
        params: { query: { ...query, sort: 'started_at', order: 'asc', limit: MOST } },
        signal,
      }),
    ),
  );
  const sums = useApiQuery(['session', query, 'sums'], (api, signal) =>
    unwrap(api.GET('/api/v1/sessions', { params: { query }, signal })),
  );
  return { requests, sums };
}

/** The requests whole, in the order of their ids, as they come. */
export function useConversations(ids: readonly string[]) {
  const api = useApi();
  const placeKey = usePlaceKey();
  const results = useQueries({
    queries: ids.map((id) => ({
      queryKey: [...placeKey, 'trace', id],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        unwrap(api.GET('/api/v1/requests/{id}', { params: { path: { id } }, signal })),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  });
  const details = results.map(({ data }) => data);
  const loaded = details.map((detail) => detail?.request_id ?? '').join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the details are what `loaded` says.
  return useMemo(
    () =>
      details.map((detail) => ({
        detail,
        conversation: detail === undefined ? null : conversationOf(detail),
      })),
    [loaded],
  );
}
