import { unwrap } from '@signalbox/sdk';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useApi } from '../../data/api.ts';
import { type ApiPages, usePages } from '../../data/use-api-pages.ts';
import { usePlaceKey } from '../../data/use-api-query.ts';
import type { TraceFilter } from '../../observe/trace-filter.ts';
import type { SessionSummary } from '../../observe/types.ts';

const PAGE = 200;

/** Sessions with a request that the filter finds, the last used first, page after page. */
export function useSessionList(filter: TraceFilter): ApiPages<SessionSummary> {
  const api = useApi();
  const placeKey = usePlaceKey();
  const query = useInfiniteQuery({
    queryKey: [...placeKey, 'sessions', filter],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/sessions', {
          params: {
            query: {
              ...filter,
              limit: PAGE,
              ...(pageParam === null ? {} : { cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
  });
  return usePages(placeKey, ['sessions', filter], query);
}
