import { useCallback, useMemo } from 'react';
import { useClock } from './clock.tsx';
import { type Range, type RelativeRange, readRange } from './range.ts';
import { useSearch } from './use-search.ts';

/** The time range that all pages share, from the address. */
export function useRange(): {
  range: Range;
  setRelative: (relative: RelativeRange) => void;
  /** Both as a date or ISO text. */
  setAbsolute: (from: string | number | Date, to: string | number | Date) => void;
} {
  const [search, set] = useSearch();
  const { now, refresh } = useClock();
  const { from, to, range: relative } = search;
  const range = useMemo(
    () => readRange({ from, to, range: relative }, now),
    [from, to, relative, now],
  );
  const setRelative = useCallback(
    (name: RelativeRange) => {
      refresh();
      set({ range: name, from: undefined, to: undefined });
    },
    [set, refresh],
  );
  const setAbsolute = useCallback(
    (start: string | number | Date, end: string | number | Date) =>
      set({
        range: undefined,
        from: new Date(start).toISOString(),
        to: new Date(end).toISOString(),
      }),
    [set],
  );
  return { range, setRelative, setAbsolute };
}
