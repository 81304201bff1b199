import type { Place } from '../data/place.ts';
import type { Range } from '../data/range.ts';
import type { Search } from '../data/search.ts';
import { filterQuery } from './dimensions.ts';

export interface TraceFilter {
  readonly from: string;
  readonly to: string;
  readonly environment: string;
  readonly [name: string]: string;
}

/** What an address narrows requests to, as the API takes it, with `range` in place of the address's own. */
export function traceFilter(
  search: Search,
  place: Place,
  range: Pick<Range, 'from' | 'to'>,
): TraceFilter {
  return {
    ...filterQuery(search),
    environment: place.environment.id,
    from: range.from,
    to: range.to,
  };
}
