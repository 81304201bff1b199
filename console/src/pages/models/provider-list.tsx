import { Button, Skeleton } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useApiMutation } from '../../data/use-api-mutation.ts';
import { useApiQuery } from '../../data/use-api-query.ts';
import { useCan } from '../../data/use-place.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import styles from './models.module.css';
import { ProviderDialog } from './provider-dialog.tsx';
import { ProviderRow } from './provider-row.tsx';
import { useMeasured } from './use-measured.ts';

/** The providers in the order in which a bare model name is looked up. */
export function ProviderList() {
  const mayWrite = useCan('providers:write');
  const [adding, setAdding] = useState(false);
  const measured = useMeasured('provider');
  const { data, error, refetch } = useApiQuery(['providers'], (api, signal) =>
    unwrap(api.GET('/api/v1/providers', { params: { query: { limit: 1000 } }, signal })),
  );
  const order = useApiMutation(
    (api, ids: string[]) => unwrap(api.PUT('/api/v1/providers/order', { body: { ids } })),
    { changes: [['providers'], ['models'], ['audit']] },
  );
  const providers = data?.data ?? [];
  const move = (from: number, to: number): void => {
    const ids = providers.map(({ id }) => id);
    const [moved] = ids.splice(from, 1);
    if (moved === undefined) return;
    ids.splice(to, 0, moved);
    order.mutate(ids);
  };
  return (
    <div className={styles.scroll}>
      <div className={styles.intro}>
        <p>
          A model is called as <code>provider/model</code>. A name without a provider goes to the
          first of these, from the top, that serves it.
        </p>
        {mayWrite ? (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
            Add a provider
          </Button>
        ) : null}
      </div>
      {error === null ? null : <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {order.error === null ? null : <ErrorNotice error={order.error} />}
      {data === undefined && error === null ? <Skeleton height={72} /> : null}
      {data !== undefined && providers.length === 0 ? (
        <EmptyState title="No provider yet">
          Add a host that speaks OpenAI’s protocol, with its address and your key for it. Or set
          OPENAI_API_KEY before the start.
        </EmptyState>
      ) : null}
      <ol className={styles.list} aria-label="Providers" aria-busy={data === undefined}>
        {providers.map((provider, index) => (
          <ProviderRow
            key={provider.id}
            provider={provider}
            measured={measured === undefined ? undefined : (measured.get(provider.name) ?? null)}
            mayWrite={mayWrite}
            onUp={index === 0 ? null : () => move(index, index - 1)}
            onDown={index === providers.length - 1 ? null : () => move(index, index + 1)}
          />
        ))}
      </ol>
      {adding ? <ProviderDialog provider={null} onClose={() => setAdding(false)} /> : null}
    </div>
  );
}
