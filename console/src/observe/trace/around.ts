import type { Search } from '../../data/search.ts';
import type { TraceDetail } from '../types.ts';

const HALF_DAY_MS = 43_200_000;

/** A day around a request, so that what a link leads to has this request in it whatever range the page had. */
export function aroundOf({ started_at }: TraceDetail): Search {
  const at = Date.parse(started_at);
  return {
    from: new Date(at - HALF_DAY_MS).toISOString(),
    to: new Date(at + HALF_DAY_MS).toISOString(),
  };
}
