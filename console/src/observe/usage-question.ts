import { unwrap } from '@signalbox/sdk';
import type { Question } from '../data/question.ts';
import { readersTimeZone } from './interval.ts';
import type { UsageQuery, UsageRow } from './types.ts';

/** What requests are summed up: those of a range at least, and of any environment unless one is named. */
export interface UsageFilter {
  readonly from: string;
  readonly to: string;
  readonly [name: string]: string;
}

/** Sums of the requests that a filter finds: `{ group_by: 'model', percentiles: 'true' }`. */
export function usageQuestion(
  filter: UsageFilter,
  asked: Omit<UsageQuery, 'from' | 'to'>,
): Question<readonly UsageRow[]> {
  const zone = asked.interval === undefined ? {} : { time_zone: readersTimeZone() };
  const query: UsageQuery = { ...filter, ...asked, ...zone };
  return {
    key: ['usage', query],
    read: async (api, signal) =>
      (await unwrap(api.GET('/api/v1/usage', { params: { query }, signal }))).data,
  };
}
