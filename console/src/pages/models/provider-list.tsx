import { Button, Skeleton } from '@mantine/core';
import { unwrap } from '@signalbox/sdk';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useApiQuery } from '../../data/use-api-query.ts';
import { useCan } from '../../data/use-place.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import styles from './models.module.css';
import { ProviderDialog } from './provider-dialog.tsx';
import { ProviderRow } from './provider-row.tsx';
import type { Provider } from './types.ts';
import { useMeasured } from './use-measured.ts';
import { useProviderOrder } from './use-provider-order.ts';

const NONE: readonly Provider[] = [];

/** The providers in the order in which a bare model name is looked up. */
export function ProviderList() {
  const mayWrite = useCan('providers:write');
  const [adding, setAdding] = useState(false);
  const measured = useMeasured();
  const { data, error, refetch } = useApiQuery(['providers'], (api, signal) =>
    unwrap(api.GET('/api/v1/providers', { params: { query: { limit: 1000 } }, signal })),
  );
  const { providers, move, error: refused, said } = useProviderOrder(data?.data ?? NONE);
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
      {refused === null ? null : <ErrorNotice error={refused} />}
      {data === undefined && error === null ? <Skeleton height={72} /> : null}
      {data !== undefined && providers.length === 0 ? (
        <EmptyState title="No provider yet">
          Add a model host by its name, or any that speaks OpenAI’s protocol by its address, with
          your key for it. Or set its variable, such as OPENAI_API_KEY, before the start.
        </EmptyState>
      ) : null}
      <ol className={styles.list} aria-label="Providers" aria-busy={data === undefined}>
        {providers.map((provider, index) => (
          <ProviderRow
            key={provider.id}
            provider={provider}
            measured={measured(provider.name)}
            mayWrite={mayWrite}
            place={index}
            count={providers.length}
            onMove={move}
          />
        ))}
      </ol>
      <div className="visually-hidden" aria-live="polite">
        {said}
      </div>
      {adding ? <ProviderDialog provider={null} onClose={() => setAdding(false)} /> : null}
    </div>
  );
}
