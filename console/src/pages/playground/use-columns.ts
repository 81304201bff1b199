import { useCallback, useState } from 'react';
import { usePlace } from '../../data/use-place.ts';
import { copyOf, MOST_COLUMNS, NO_PARAMETERS, newColumn, type PlaygroundColumn } from './column.ts';

export interface Columns {
  readonly columns: readonly PlaygroundColumn[];
  readonly change: (column: PlaygroundColumn) => void;
  /** Another one, a copy of the last. Answers with its id; null: there are as many as there may be. */
  readonly add: () => string | null;
  readonly duplicate: (id: string) => void;
  readonly remove: (id: string) => void;
  readonly replaceAll: (columns: readonly PlaygroundColumn[]) => void;
}

/** What is filled in, kept by this tab over a reload. */
export function useColumns(): Columns {
  const { project } = usePlace();
  const key = `signalbox.playground.${project.id}`;
  const [columns, setColumns] = useState<readonly PlaygroundColumn[]>(() => kept(key));
  const update = useCallback(
    (next: (old: readonly PlaygroundColumn[]) => readonly PlaygroundColumn[]) =>
      setColumns((old) => {
        const now = next(old);
        keep(key, now);
        return now;
      }),
    [key],
  );
  const duplicate = (id: string) =>
    update((old) =>
      old.length >= MOST_COLUMNS
        ? old
        : old.flatMap((one) => (one.id === id ? [one, copyOf(one)] : [one])),
    );
  return {
    columns,
    change: (column) => update((old) => old.map((one) => (one.id === column.id ? column : one))),
    add: () => {
      const last = columns.at(-1);
      if (last === undefined || columns.length >= MOST_COLUMNS) return null;
      const copy = copyOf(last);
      update((old) => [...old, copy]);
      return copy.id;
    },
    duplicate,
    remove: (id) => update((old) => (old.length <= 1 ? old : old.filter((one) => one.id !== id))),
    replaceAll: (next) => update(() => next),
  };
}

function keep(key: string, columns: readonly PlaygroundColumn[]): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(columns));
  } catch {
    // Large images may not fit: better the rest without them than nothing.
    const small = columns.map((column) => ({
      ...column,
      messages: column.messages.map((message) => ({ ...message, images: [] })),
    }));
    sessionStorage.setItem(key, JSON.stringify(small));
  }
}

function kept(key: string): readonly PlaygroundColumn[] {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(key) ?? '[]');
    // Written by this page in this tab; another version of it may have had other fields.
    if (Array.isArray(value) && value.length > 0 && value.every(isColumn)) {
      return value.map((column) => ({
        ...column,
        parameters: { ...NO_PARAMETERS, ...column.parameters },
      }));
    }
  } catch {
    // As if nothing had been kept.
  }
  return [newColumn()];
}

function isColumn(value: unknown): value is PlaygroundColumn {
  const empty = newColumn();
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(empty).every(([name, like]) => typeof Reflect.get(value, name) === typeof like)
  );
}
