import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from '../../data/api.ts';
import { usePlaceKey } from '../../data/use-api-query.ts';
import type { TraceFilter } from '../../observe/trace-filter.ts';
import type { TraceSummary } from '../../observe/types.ts';
import { type ListOrder, listQuestion } from './list-question.ts';

/** The requests that a filter finds, as far as they were scrolled to. */
export function useRequestList(filter: TraceFilter, order: ListOrder) {
  const query = useInfiniteQuery(listQuestion(useApi(), usePlaceKey(), filter, order));
  const rows = useMemo(
    (): readonly TraceSummary[] => query.data?.pages.flatMap((page) => page.data) ?? [],
    [query.data],
  );
  return { ...query, rows };
}
