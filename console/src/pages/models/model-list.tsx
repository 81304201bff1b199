import { useMemo } from 'react';
import { useKnownModels, useStoredModels } from '../../data/use-models.ts';
import { useSearch } from '../../data/use-search.ts';
import { DataTable } from '../../ui/data-table/index.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SplitView } from '../../ui/split-view.tsx';
import { MODEL_COLUMNS } from './model-columns.tsx';
import { ModelPanel } from './model-panel.tsx';
import styles from './models.module.css';
import type { Model } from './types.ts';

const AGAIN_MS = 5_000;

/** The models that are known by name; the states of local ones are read again every few seconds. */
export function ModelList() {
  const [{ model: open }, set] = useSearch();
  const stored = useStoredModels({ refetchMs: AGAIN_MS });
  const known = useKnownModels();
  const rows = useMemo(
    () => withStates(known.data?.data, stored.data?.data),
    [known.data, stored.data],
  );
  const error = known.error ?? stored.error;
  const refetch = () => Promise.all([known.refetch(), stored.refetch()]);
  if (error !== null && rows === undefined) {
    return (
      <div className={styles.scroll}>
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      </div>
    );
  }
  const chosen = rows?.find(({ id }) => id === open);
  return (
    <>
      <p className={styles.missing} role="status">
        {missingWords(known.data?.missing ?? []) ?? '\u00a0'}
      </p>
      {known.error === null ? null : (
        <ErrorNotice error={known.error} onRetry={() => void known.refetch()} />
      )}
      <SplitView>
        <DataTable
          label="Models"
          storageKey="models"
          columns={MODEL_COLUMNS}
          rows={rows ?? []}
          rowKey={({ id }) => id}
          selected={open}
          onOpen={({ id }) => set({ model: id })}
          loading={rows === undefined}
          stale={known.stale}
          empty={
            <EmptyState title="No model is known by name">
              Providers that name no models pass any name on: call <code>provider/model</code> as it
              is, and it stands here with what it cost. So does a list of models in a provider.
            </EmptyState>
          }
        />
        {chosen === undefined ? null : (
          <ModelPanel
            key={chosen.id}
            model={chosen}
            unknown={known.isPending ? 'measuring' : 'not known'}
            onClose={() => set({ model: undefined })}
          />
        )}
      </SplitView>
    </>
  );
}

/** What is known of each, with the states of local models as they were read last; first the lists, which come sooner. */
function withStates(
  known: readonly Model[] | undefined,
  stored: readonly Model[] | undefined,
): readonly Model[] | undefined {
  if (known === undefined || stored === undefined) return known ?? stored;
  const states = new Map(stored.map(({ id, local_state: state }) => [id, state]));
  return known.map((model) => ({
    ...model,
    local_state: states.get(model.id) ?? model.local_state,
  }));
}

function missingWords(
  missing: readonly { readonly source: string; readonly provider: string | null }[],
): string | null {
  const silent = missing.flatMap(({ provider }) => (provider === null ? [] : [provider]));
  const sentences = [
    ...(silent.length === 0
      ? []
      : [
          `${silent.join(', ')} ${silent.length === 1 ? 'names' : 'name'} no models: any name is passed on.`,
        ]),
    ...(missing.some(({ source }) => source === 'used') ? ['What was used is not known now.'] : []),
  ];
  return sentences.length === 0 ? null : sentences.join(' ');
}
