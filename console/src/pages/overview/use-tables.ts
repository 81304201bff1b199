import { useCallback } from 'react';
import { useSearch } from '../../data/use-search.ts';

/** Which charts are shown as tables stands in the address, by their ids: `tables=requests,cost`. */
export function useTables() {
  const [search, set] = useSearch();
  const tables = search['tables'] ?? '';
  return useCallback(
    (id: string) => {
      const shown = tables === '' ? [] : tables.split(',');
      const others = shown.filter((other) => other !== id);
      return {
        table: shown.includes(id),
        onTable: (table: boolean) =>
          set({ tables: (table ? [...others, id] : others).join(',') || undefined }),
      };
    },
    [tables, set],
  );
}
