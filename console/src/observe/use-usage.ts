import { unwrap } from '@signalbox/sdk';
import type { UseQueryResult } from '@tanstack/react-query';
import { useApiQuery } from '../data/use-api-query.ts';
import type { UsageQuery, UsageRow } from './types.ts';
import type { TraceFilter } from './use-trace-filter.ts';

/** Sums of the requests that a filter finds: `{ group_by: 'model', percentiles: 'true' }`. */
export function useUsage(
  filter: TraceFilter,
  asked: Omit<UsageQuery, 'from' | 'to'>,
  options: { readonly enabled?: boolean } = {},
): UseQueryResult<readonly UsageRow[]> {
  const query: UsageQuery = { ...filter, ...asked };
  return useApiQuery(
    ['usage', query],
    async (api, signal) =>
      (await unwrap(api.GET('/api/v1/usage', { params: { query }, signal }))).data,
    options,
  );
}
