import { unwrap } from '@signalbox/sdk';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { useApi } from './api.ts';
import { isAway, isLate } from './away.ts';
import { holdsAnswers, type Trouble, troublesFrom } from './trouble.ts';
import { useLongWait } from './use-long-wait.ts';

const CALM_MS = 5_000;
const TROUBLE_MS = 2_000;

/**
 * What does not answer just now. It is asked every few seconds, at once where a question of the page failed or waits for long,
 * and more often until all is well again; then what failed meanwhile is asked again, so that nobody has to reload a page.
 */
export function useTroubles(): readonly Trouble[] {
  const api = useApi();
  const longWait = useLongWait();
  const health = useQuery({
    queryKey: ['health'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/health', { signal })),
    staleTime: TROUBLE_MS,
    retry: false,
    refetchInterval: ({ state: { data, error } }) =>
      error === null && data?.troubles.length === 0 ? CALM_MS : TROUBLE_MS,
  });
  const { data, dataUpdatedAt, error, errorUpdatedAt } = health;
  const troubles = useMemo(
    () => troublesFrom({ data, dataUpdatedAt, error, errorUpdatedAt }, longWait),
    [data, dataUpdatedAt, error, errorUpdatedAt, longWait],
  );
  useAskAtOnce(longWait);
  useAskFailedAgain(data !== undefined && !troubles.some(holdsAnswers), dataUpdatedAt);
  return troubles;
}

/** Who is away is asked as soon as a page has reason to doubt, unless it was just asked. */
function useAskAtOnce(longWait: number | null): void {
  const client = useQueryClient();
  useEffect(() => {
    const ask = () =>
      void client.refetchQueries(
        { queryKey: ['health'], stale: true, fetchStatus: 'idle' },
        { cancelRefetch: false },
      );
    if (longWait !== null) ask();
    return client.getQueryCache().subscribe((event) => {
      if (event.query.queryKey[0] !== 'place' || event.type !== 'updated') return;
      if (event.action.type === 'error' && isAway(event.action.error)) ask();
    });
  }, [client, longWait]);
}

/** What failed because somebody was away; what took too long only where a trouble has ended since. */
function useAskFailedAgain(well: boolean, foundAt: number): void {
  const client = useQueryClient();
  const troubled = useRef(false);
  useEffect(() => {
    if (!well) {
      troubled.current = true;
      return;
    }
    const ended = troubled.current;
    troubled.current = false;
    void client.refetchQueries({
      queryKey: ['place'],
      type: 'active',
      predicate: ({ state: { status, error, errorUpdatedAt } }) =>
        status === 'error' &&
        isAway(error) &&
        (ended || (!isLate(error) && errorUpdatedAt < foundAt)),
    });
  }, [client, well, foundAt]);
}
