import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { aboutOf, type LastKnown, type Shown, shownOf } from './last-known.ts';
import { useRange } from './use-range.ts';

/**
 * What a page shows of a query: beside each answer it is noted what was answered last to the same question, whatever moment
 * it was asked about, and where a newer answer does not come that stays.
 */
export function useShown<Data>(
  placeKey: readonly [string, string],
  key: readonly unknown[],
  answer: Parameters<typeof shownOf<Data>>[0],
): Shown<Data> {
  const client = useQueryClient();
  const { range } = useRange();
  const about = aboutOf(key, range);
  const place = placeKey[1];
  const { data, dataUpdatedAt: at, error, isPlaceholderData } = answer;
  const answered = error === null && !isPlaceholderData && data !== undefined;
  useEffect(() => {
    if (answered) client.setQueryData<LastKnown<Data>>(['last-known', place, about], { data, at });
  }, [client, answered, place, about, data, at]);
  const last =
    error === null ? undefined : client.getQueryData<LastKnown<Data>>(['last-known', place, about]);
  return shownOf(answer, last);
}
