import { unwrap } from '@signalbox/sdk';
import type { Question } from '../data/question.ts';
import type { TraceFilter } from './trace-filter.ts';
import type { UsageQuery, UsageRow } from './types.ts';

/** Sums of the requests that a filter finds: `{ group_by: 'model', percentiles: 'true' }`. */
export function usageQuestion(
  filter: TraceFilter,
  asked: Omit<UsageQuery, 'from' | 'to'>,
): Question<readonly UsageRow[]> {
  const query: UsageQuery = { ...filter, ...asked };
  return {
    key: ['usage', query],
    read: async (api, signal) =>
      (await unwrap(api.GET('/api/v1/usage', { params: { query }, signal }))).data,
  };
}
