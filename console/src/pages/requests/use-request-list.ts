import { useInfiniteQuery } from '@tanstack/react-query';
import { useApi } from '../../data/api.ts';
import { type ApiPages, usePages } from '../../data/use-api-pages.ts';
import { usePlaceKey } from '../../data/use-api-query.ts';
import type { TraceFilter } from '../../observe/trace-filter.ts';
import type { TraceSummary } from '../../observe/types.ts';
import { type ListOrder, listQuestion } from './list-question.ts';

/** The requests that a filter finds, as far as they were scrolled to. */
export function useRequestList(filter: TraceFilter, order: ListOrder): ApiPages<TraceSummary> {
  const placeKey = usePlaceKey();
  const query = useInfiniteQuery(listQuestion(useApi(), placeKey, filter, order));
  return usePages(placeKey, ['requests', filter, order], query);
}
