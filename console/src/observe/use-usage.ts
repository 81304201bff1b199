import { type ApiAnswer, useApiQuery } from '../data/use-api-query.ts';
import type { UsageQuery, UsageRow } from './types.ts';
import { type UsageFilter, usageQuestion } from './usage-question.ts';

/** The answer to `usageQuestion` in the page's place. */
export function useUsage(
  filter: UsageFilter,
  asked: Omit<UsageQuery, 'from' | 'to'>,
  options: { readonly enabled?: boolean } = {},
): ApiAnswer<readonly UsageRow[]> {
  const { key, read } = usageQuestion(filter, asked);
  return useApiQuery(key, read, options);
}
