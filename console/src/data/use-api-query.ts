import { type Signalbox, SignalboxApiError } from '@signalbox/sdk';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useApi } from './api.ts';
import { isPassing } from './away.ts';
import type { Shown } from './last-known.ts';
import { placeKeyOf } from './question.ts';
import { usePlaceIfAny } from './use-place.ts';
import { useShown } from './use-shown.ts';

const NOT_FOUND_MS = 1_000;

export interface ApiAnswer<Data> extends Shown<Data> {
  readonly error: Error | null;
  /** Neither an answer nor that there is none has come. */
  readonly isPending: boolean;
  readonly refetch: () => Promise<unknown>;
}

/**
 * A query of the page's project and environment: `useApiQuery(['keys'], (api, signal) => unwrap(api.GET(…, { signal })))`.
 * What was there stays (`stale`) until what replaces it has come, and where that does not come, except when the place changes.
 */
export function useApiQuery<Data>(
  key: readonly unknown[],
  read: (api: Signalbox, signal: AbortSignal) => Promise<Data>,
  options: {
    readonly enabled?: boolean;
    /** By what was read last, where it depends on that; false: not again. */
    readonly refetchMs?: number | ((data: Data | undefined) => number | false);
    readonly staleMs?: number;
    /** What is asked for may be on its way: not found is asked again, so many times, a second apart. */
    readonly notFoundRetries?: number;
    /** It asks again and again by itself: that it takes long says nothing. */
    readonly polls?: boolean;
  } = {},
): ApiAnswer<Data> {
  const api = useApi();
  const placeKey = usePlaceKey();
  const query = useQuery({
    queryKey: [...placeKey, ...key],
    queryFn: ({ signal }) => read(api, signal),
    placeholderData: (previous, query) =>
      query?.queryKey[1] === placeKey[1] ? keepPreviousData(previous) : undefined,
    enabled: options.enabled ?? true,
    meta: { polls: options.polls ?? false },
    ...refetching(options.refetchMs),
    ...(options.staleMs === undefined ? {} : { staleTime: options.staleMs }),
    ...(options.notFoundRetries === undefined
      ? {}
      : { retry: retryNotFound(options.notFoundRetries), retryDelay: NOT_FOUND_MS }),
  });
  const { error, isPending, refetch } = query;
  return { ...useShown(placeKey, key, query), error, isPending, refetch };
}

function refetching<Data>(ms: number | ((data: Data | undefined) => number | false) | undefined) {
  if (typeof ms !== 'function') return ms === undefined ? {} : { refetchInterval: ms };
  return {
    refetchInterval: ({ state }: { readonly state: { readonly data: Data | undefined } }) =>
      ms(state.data),
  };
}

function retryNotFound(times: number): (failures: number, error: Error) => boolean {
  return (failures, error) =>
    failures < times &&
    (isPassing(error) || (error instanceof SignalboxApiError && error.status === 404));
}

/** What every key of the page's queries begins with: to invalidate `[...usePlaceKey(), 'keys']` after a change. */
export function usePlaceKey(): readonly [string, string] {
  return placeKeyOf(usePlaceIfAny());
}
