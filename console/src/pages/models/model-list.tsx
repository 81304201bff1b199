import { unwrap } from '@signalbox/sdk';
import { useMemo } from 'react';
import { useApiQuery } from '../../data/use-api-query.ts';
import { useSearch } from '../../data/use-search.ts';
import { DataTable } from '../../ui/data-table/index.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SplitView } from '../../ui/split-view.tsx';
import { modelColumns } from './model-columns.tsx';
import { ModelPanel } from './model-panel.tsx';
import styles from './models.module.css';
import { useMeasured } from './use-measured.ts';

const AGAIN_MS = 5_000;

/** The models that are known by name; the states of local ones are read again every few seconds. */
export function ModelList() {
  const [{ model: open }, set] = useSearch();
  const measured = useMeasured('model');
  const columns = useMemo(() => modelColumns(measured), [measured]);
  const { data, error, refetch } = useApiQuery(
    ['models'],
    (api, signal) => unwrap(api.GET('/api/v1/models', { signal })),
    { refetchMs: AGAIN_MS },
  );
  if (error !== null && data === undefined) {
    return (
      <div className={styles.scroll}>
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      </div>
    );
  }
  const chosen = data?.data.find(({ id }) => id === open);
  return (
    <SplitView>
      <DataTable
        label="Models"
        storageKey="models"
        columns={columns}
        rows={data?.data ?? []}
        rowKey={({ id }) => id}
        selected={open}
        onOpen={({ id }) => set({ model: id })}
        loading={data === undefined}
        empty={
          <EmptyState title="No model is known by name">
            Providers without a list pass any name on: call <code>provider/model</code> as it is. A
            list of models in a provider shows them here with their prices.
          </EmptyState>
        }
      />
      {chosen === undefined ? null : (
        <ModelPanel
          key={chosen.id}
          model={chosen}
          measured={measured(chosen.id)}
          onClose={() => set({ model: undefined })}
        />
      )}
    </SplitView>
  );
}
