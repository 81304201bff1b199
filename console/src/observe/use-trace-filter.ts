import { useMemo } from 'react';
import type { Range } from '../data/range.ts';
import { usePlace } from '../data/use-place.ts';
import { useRange } from '../data/use-range.ts';
import { useSearch } from '../data/use-search.ts';
import { filterQuery } from './dimensions.ts';

export interface TraceFilter {
  readonly from: string;
  readonly to: string;
  readonly environment: string;
  readonly [name: string]: string;
}

/** What the page's address narrows requests to, as the API takes it, with `range` in place of the address's own. */
export function useFilterOf(range: Pick<Range, 'from' | 'to'>): TraceFilter {
  const [search] = useSearch();
  const place = usePlace();
  const filters = JSON.stringify(filterQuery(search));
  return useMemo(
    () => ({
      ...(JSON.parse(filters) as { [name: string]: string }),
      environment: place.environment.id,
      from: range.from,
      to: range.to,
    }),
    [filters, place.environment.id, range.from, range.to],
  );
}

export function useTraceFilter(): TraceFilter {
  return useFilterOf(useRange().range);
}
