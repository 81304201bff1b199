import { useNavigate, useSearch as useRouterSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Search } from './search.ts';

export type SearchPatch = { readonly [name: string]: string | undefined };

/** The address's search and a way to change parts of it: `set({ model: 'a' })`, `set({ model: undefined })` to take it out. */
export function useSearch(): [
  Search,
  (patch: SearchPatch, options?: { replace?: boolean }) => void,
] {
  const search = useRouterSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const set = useCallback(
    (patch: SearchPatch, options: { replace?: boolean } = {}) => {
      void navigate({
        to: '.',
        search: (old: Search) => ({ ...old, ...patch }),
        replace: options.replace ?? false,
        resetScroll: false,
      });
    },
    [navigate],
  );
  return [search, set];
}
