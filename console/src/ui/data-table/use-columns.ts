import { columnVisibilityFeature, tableFeatures, useTable } from '@tanstack/react-table';
import { useCallback, useMemo, useState } from 'react';
import type { Column } from './column.ts';

const features = tableFeatures({ columnVisibilityFeature });

/** The table's own rows are none: they are drawn as they come, without a model of each. */
const NO_ROWS: object[] = [];

/** The columns that this reader chose for this list, remembered by this browser. */
export function useColumns<Row extends object>(
  columns: readonly Column<Row>[],
  storageKey: string,
) {
  const [chosen, setChosen] = useState(() => readChosen(storageKey));
  const columnVisibility = useMemo(
    () => Object.fromEntries(columns.map(({ id, hidden }) => [id, chosen[id] ?? hidden !== true])),
    [columns, chosen],
  );
  const definitions = useMemo(
    () => columns.map(({ id, header }) => ({ id, header, accessorFn: () => null })),
    [columns],
  );
  const table = useTable({
    features,
    columns: definitions,
    data: NO_ROWS,
    state: { columnVisibility },
  });
  const shownIds = table
    .getVisibleLeafColumns()
    .map(({ id }) => id)
    .join('\n');
  const shown = useMemo(() => {
    const ids = new Set(shownIds.split('\n'));
    return columns.filter(({ id }) => ids.has(id));
  }, [columns, shownIds]);
  const toggle = useCallback(
    (id: string) => {
      const next = { ...chosen, [id]: columnVisibility[id] !== true };
      setChosen(next);
      localStorage.setItem(`signalbox.columns.${storageKey}`, JSON.stringify(next));
    },
    [chosen, columnVisibility, storageKey],
  );
  return { shown, toggle };
}

/** The columns that this reader sees of a list, for what is made of it elsewhere. */
export function shownColumns<Shown extends { readonly id: string; readonly hidden?: boolean }>(
  columns: readonly Shown[],
  storageKey: string,
): readonly Shown[] {
  const chosen = readChosen(storageKey);
  return columns.filter(({ id, hidden }) => chosen[id] ?? hidden !== true);
}

function readChosen(storageKey: string): Readonly<Record<string, boolean>> {
  try {
    const value: unknown = JSON.parse(
      localStorage.getItem(`signalbox.columns.${storageKey}`) ?? '{}',
    );
    return typeof value === 'object' && value !== null ? (value as Record<string, boolean>) : {};
  } catch {
    return {};
  }
}
