import { unwrap } from '@signalbox/sdk';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from '../../data/api.ts';
import { usePlaceKey } from '../../data/use-api-query.ts';
import type { TraceQuery, TraceSummary } from '../../observe/types.ts';
import type { TraceFilter } from '../../observe/use-trace-filter.ts';

/** A screen and some more, to be there soon; then more at a time, since a page costs the server about the same. */
const FIRST_PAGE = 100;
const PAGE = 300;

/** The requests that a filter finds, page after page as they are scrolled to. */
export function useTraceList(
  filter: TraceFilter,
  order: { readonly sort: NonNullable<TraceQuery['sort']>; readonly order: 'asc' | 'desc' },
) {
  const api = useApi();
  const placeKey = usePlaceKey();
  const query = useInfiniteQuery({
    queryKey: [...placeKey, 'traces', filter, order],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/traces', {
          params: {
            query: {
              ...filter,
              ...order,
              ...(pageParam === null ? { limit: FIRST_PAGE } : { limit: PAGE, cursor: pageParam }),
            },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    // A page that was read stays as it was: it is bounded in time.
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const rows = useMemo(
    (): readonly TraceSummary[] => query.data?.pages.flatMap((page) => page.data) ?? [],
    [query.data],
  );
  return { ...query, rows };
}
