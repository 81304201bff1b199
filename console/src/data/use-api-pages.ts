import type { Signalbox } from '@signalbox/sdk';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from './api.ts';
import { usePlaceKey } from './use-api-query.ts';

interface Page<Row> {
  readonly data: readonly Row[];
  readonly next_cursor: string | null;
}

export interface ApiPages<Row> {
  /** Of all pages that were read; undefined until the first one came. */
  readonly rows: readonly Row[] | undefined;
  readonly error: Error | null;
  readonly stale: boolean;
  readonly hasMore: boolean;
  /** Reads the next page, once however often it is called. */
  readonly more: () => void;
  readonly retry: () => void;
}

/** A keyset-paged list, read as far as it is scrolled. `key` names what is listed and how it is filtered. */
export function useApiPages<Row>(
  key: readonly unknown[],
  read: (api: Signalbox, cursor: string | undefined, signal: AbortSignal) => Promise<Page<Row>>,
): ApiPages<Row> {
  const api = useApi();
  const placeKey = usePlaceKey();
  const { data, error, isPlaceholderData, hasNextPage, isFetchingNextPage, ...query } =
    useInfiniteQuery({
      queryKey: [...placeKey, ...key],
      queryFn: ({ pageParam, signal }) => read(api, pageParam, signal),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
      placeholderData: (previous, old) =>
        old?.queryKey[1] === placeKey[1] ? keepPreviousData(previous) : undefined,
    });
  const rows = useMemo(() => data?.pages.flatMap((page) => page.data), [data]);
  return {
    rows,
    error,
    stale: isPlaceholderData,
    hasMore: hasNextPage,
    more: () => {
      if (!isFetchingNextPage) void query.fetchNextPage();
    },
    retry: () => void query.refetch(),
  };
}
