import { unwrap } from '@signalbox/sdk';
import { useState } from 'react';
import { useApiMutation } from '../../data/use-api-mutation.ts';
import type { Provider } from './types.ts';

export interface ProviderOrder {
  /** As they were put, though the server has not said so yet. */
  readonly providers: readonly Provider[];
  readonly error: Error | null;
  /** What was moved where, for those who do not see it. */
  readonly said: string;
  readonly move: (from: number, to: number) => void;
}

/** The order of bare names: shown as it is wanted at once, and as it is again where the server refuses. */
export function useProviderOrder(stored: readonly Provider[]): ProviderOrder {
  const [wanted, setWanted] = useState<readonly string[] | null>(null);
  const [said, setSaid] = useState('');
  const order = useApiMutation(
    (api, ids: readonly string[]) =>
      unwrap(api.PUT('/api/v1/providers/order', { body: { ids: [...ids] } })),
    { changes: [['providers'], ['models'], ['audit']] },
  );
  const providers = wanted === null ? stored : inOrder(stored, wanted);
  return {
    providers,
    error: order.error,
    said,
    move(from, to) {
      const ids = providers.map(({ id }) => id);
      const [moved] = ids.splice(from, 1);
      if (moved === undefined || from === to || to < 0 || to > ids.length) return;
      ids.splice(to, 0, moved);
      setWanted(ids);
      setSaid(`${providers[from]?.name} is number ${to + 1} of ${providers.length}`);
      order.mutate(ids, { onSettled: () => setWanted(null) });
    },
  };
}

function inOrder(providers: readonly Provider[], ids: readonly string[]): readonly Provider[] {
  return [...providers].sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}
