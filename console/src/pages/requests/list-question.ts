import { type Signalbox, unwrap } from '@signalbox/sdk';
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import type { Search } from '../../data/search.ts';
import type { TraceFilter } from '../../observe/trace-filter.ts';
import type { TraceQuery } from '../../observe/types.ts';

/** A screen and some more, to be there soon; then more at a time, since a page costs the server about the same. */
const FIRST_PAGE = 100;
const PAGE = 300;

export interface ListOrder {
  readonly sort: NonNullable<TraceQuery['sort']>;
  readonly order: 'asc' | 'desc';
}

const SORTS: readonly string[] = [
  'started_at',
  'total_ms',
  'ttft_ms',
  'cost_usd',
  'input_tokens',
  'output_tokens',
] satisfies readonly ListOrder['sort'][];

/** The order that an address asks for; the newest first where it asks for none that there is. */
export function listOrder(search: Search): ListOrder {
  const asked = search['sort'] ?? '';
  return {
    sort: SORTS.includes(asked) ? (asked as ListOrder['sort']) : 'started_at',
    order: search['order'] === 'asc' ? 'asc' : 'desc',
  };
}

/** The filter of an address with the text that it searches, which only those can who may read texts. */
export function listFilter(filter: TraceFilter, search: Search, content: boolean): TraceFilter {
  const text = search['text'];
  return text === undefined || !content ? filter : { ...filter, text };
}

/** The requests that a filter finds, page after page. */
export function listQuestion(
  api: Signalbox,
  placeKey: readonly string[],
  filter: TraceFilter,
  order: ListOrder,
) {
  return infiniteQueryOptions({
    queryKey: [...placeKey, 'requests', filter, order],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/v1/requests', {
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
}
