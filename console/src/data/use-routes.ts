import { unwrap } from '@signalbox/sdk';
import { useApiQuery } from './use-api-query.ts';
import { useCan } from './use-place.ts';

/** The names of the project's routes, as far as the reader may see them. */
export function useRouteNames(): readonly string[] {
  const { data } = useApiQuery(
    ['routes', 'names'],
    (api, signal) =>
      unwrap(api.GET('/api/v1/routes', { params: { query: { limit: 1000 } }, signal })),
    { enabled: useCan('routes:read') },
  );
  return data?.data.map(({ name }) => name) ?? [];
}
