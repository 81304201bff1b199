import { type Signalbox, unwrap } from '@signalbox/sdk';
import { useApiQuery } from '../data/use-api-query.ts';
import { useCan } from '../data/use-place.ts';

export type KeyNames = ReadonlyMap<string, string>;

const NONE: KeyNames = new Map();

/** Names of keys, people and the owner key by the ids that requests have, as far as the reader may see them; others see ids. */
export function useKeyNames(): KeyNames {
  const allowed = useMaySeeKeyNames();
  const { data } = useApiQuery(['keys', 'names'], readKeyNames, {
    enabled: allowed,
    staleMs: 60_000,
  });
  return data ?? NONE;
}

export function useMaySeeKeyNames(): boolean {
  const all = useCan('keys:read');
  const own = useCan('keys:own');
  return all || own;
}

export async function readKeyNames(api: Signalbox, signal?: AbortSignal): Promise<KeyNames> {
  const options = signal === undefined ? {} : { signal };
  const { data } = await unwrap(api.GET('/api/v1/key-names', options));
  return new Map(
    data.map(({ id, kind, name }) => [id, kind === 'person' ? `${name} (in the console)` : name]),
  );
}
