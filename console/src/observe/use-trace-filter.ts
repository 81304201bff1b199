import { useMemo } from 'react';
import type { Range } from '../data/range.ts';
import { usePlace } from '../data/use-place.ts';
import { useRange } from '../data/use-range.ts';
import { useSearch } from '../data/use-search.ts';
import { type TraceFilter, traceFilter } from './trace-filter.ts';

/** The filter of the page's address, the same object while it says the same. */
export function useFilterOf({ from, to }: Pick<Range, 'from' | 'to'>): TraceFilter {
  const [search] = useSearch();
  const place = usePlace();
  const filter = JSON.stringify(traceFilter(search, place, { from, to }));
  return useMemo(() => JSON.parse(filter) as TraceFilter, [filter]);
}

export function useTraceFilter(): TraceFilter {
  return useFilterOf(useRange().range);
}
