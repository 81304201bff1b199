import { unwrap } from '@signalbox/sdk';
import { useApiQuery } from '../data/use-api-query.ts';
import { useCan, usePlace } from '../data/use-place.ts';

/** When the newest request of the page's environment began; null: none is kept; undefined: not known, or not yet. */
export function useLastRequest(enabled: boolean): {
  readonly at: string | null | undefined;
  readonly waits: boolean;
} {
  const { environment } = usePlace();
  const allowed = useCan('traces:read');
  const query = { environment: environment.id };
  const { data, isPending } = useApiQuery(
    ['last-request', query],
    (api, signal) => unwrap(api.GET('/api/v1/last-request', { params: { query }, signal })),
    { enabled: enabled && allowed },
  );
  return { at: data?.started_at, waits: enabled && allowed && isPending };
}
