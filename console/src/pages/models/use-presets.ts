import { unwrap } from '@signalbox/sdk';
import { useApiQuery } from '../../data/use-api-query.ts';
import type { ProviderPreset } from './types.ts';

const NONE: readonly ProviderPreset[] = [];

/** The model hosts that are known by name; none until they are there. */
export function usePresets(): readonly ProviderPreset[] {
  const { data } = useApiQuery(
    ['provider-presets'],
    (api, signal) => unwrap(api.GET('/api/v1/providers/presets', { signal })),
    { staleMs: Number.POSITIVE_INFINITY },
  );
  return data?.data ?? NONE;
}
