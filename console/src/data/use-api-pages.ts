import type { Signalbox } from '@signalbox/sdk';
import {
  keepPreviousData,
  type UseInfiniteQueryResult,
  useInfiniteQuery,
} from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from './api.ts';
import { type ApiAnswer, usePlaceKey } from './use-api-query.ts';
import { useShown } from './use-shown.ts';

interface Page<Row> {
  readonly data: readonly Row[];
  readonly next_cursor: string | null;
}

export interface ApiPages<Row> extends Omit<ApiAnswer<unknown>, 'data'> {
  /** Of all pages that were read; undefined until the first one came. */
  readonly rows: readonly Row[] | undefined;
  readonly hasMore: boolean;
  /** Reads the next page, once however often it is called. */
  readonly more: () => void;
}

/** A keyset-paged list, read as far as it is scrolled. `key` names what is listed and how it is filtered. */
export function useApiPages<Row>(
  key: readonly unknown[],
  read: (api: Signalbox, cursor: string | undefined, signal: AbortSignal) => Promise<Page<Row>>,
): ApiPages<Row> {
  const api = useApi();
  const placeKey = usePlaceKey();
  const query = useInfiniteQuery({
    queryKey: [...placeKey, ...key],
    queryFn: ({ pageParam, signal }) => read(api, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    placeholderData: (previous, old) =>
      old?.queryKey[1] === placeKey[1] ? keepPreviousData(previous) : undefined,
  });
  return usePages(placeKey, key, query);
}

/** A keyset-paged query as a list. */
export function usePages<Row>(
  placeKey: readonly [string, string],
  key: readonly unknown[],
  query: UseInfiniteQueryResult<{ readonly pages: readonly Page<Row>[] }>,
): ApiPages<Row> {
  const { error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const { data, stale, knownAt } = useShown(placeKey, key, query);
  const rows = useMemo(() => data?.pages.flatMap((page) => page.data), [data]);
  return {
    rows,
    error,
    stale,
    knownAt,
    isPending,
    refetch,
    hasMore: hasNextPage && !isFetchingNextPage,
    more: () => {
      if (!isFetchingNextPage) void fetchNextPage();
    },
  };
}
