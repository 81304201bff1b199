import { unwrap } from '@signalbox/sdk';
import { useMemo } from 'react';
import { useApiQuery } from '../data/use-api-query.ts';
import { useCan } from '../data/use-place.ts';

const MOST = 1000;

/** Names of the project's keys by their ids, for those who may see keys; others see the ids. */
export function useKeyNames(): ReadonlyMap<string, string> {
  const allowed = useCan('keys:read');
  const { data } = useApiQuery(
    ['keys', 'names'],
    (api, signal) =>
      unwrap(
        api.GET('/api/v1/keys', { params: { query: { limit: MOST, status: 'all' } }, signal }),
      ),
    { enabled: allowed, staleMs: 60_000 },
  );
  return useMemo(() => new Map(data?.data.map(({ id, name }) => [id, name])), [data]);
}
