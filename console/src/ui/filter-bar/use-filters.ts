import { useCallback, useMemo } from 'react';
import { useSearch } from '../../data/use-search.ts';
import {
  type Filter,
  joinValues,
  parameter,
  readFilters,
  withoutValue,
  withValue,
} from './filters.ts';

export interface Filters {
  readonly filters: readonly Filter[];
  add(dimension: string, value: string, exclude?: boolean): void;
  remove(dimension: string, value: string, exclude?: boolean): void;
  /** Takes a chip away whole. */
  drop(filter: Filter): void;
  /** Turns "is" into "is not" and back. */
  flip(filter: Filter): void;
  clear(): void;
}

/** The filters of a page, held by its address. `dimensions` must stay the same array between renders. */
export function useFilters(dimensions: readonly string[]): Filters {
  const [search, set] = useSearch();
  const filters = useMemo(() => readFilters(search, dimensions), [search, dimensions]);
  const add = useCallback(
    (dimension: string, value: string, exclude = false) =>
      set(withValue(search, dimension, value, exclude)),
    [search, set],
  );
  const remove = useCallback(
    (dimension: string, value: string, exclude = false) =>
      set(withoutValue(search, dimension, value, exclude)),
    [search, set],
  );
  return {
    filters,
    add,
    remove,
    drop: ({ dimension, exclude }) => set({ [parameter(dimension, exclude)]: undefined }),
    flip: ({ dimension, exclude, values }) =>
      set({
        [parameter(dimension, exclude)]: undefined,
        [parameter(dimension, !exclude)]: joinValues(values),
      }),
    clear: () =>
      set(
        Object.fromEntries(
          dimensions.flatMap((name) => [
            [parameter(name, false), undefined],
            [parameter(name, true), undefined],
          ]),
        ),
      ),
  };
}
