import { unwrap } from '@signalbox/sdk';
import { useApiQuery } from './use-api-query.ts';

/** Where applications reach the gateway, as this browser would; undefined until the server has said. */
export function useGatewayUrl(): string | undefined {
  const { data } = useApiQuery(
    ['gateway'],
    (api, signal) => unwrap(api.GET('/api/v1/gateway', { signal })),
    { staleMs: 600_000 },
  );
  if (data === undefined) return undefined;
  return data.url ?? `${location.protocol}//${location.hostname}:${data.port}`;
}
