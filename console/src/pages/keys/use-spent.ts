import { useMemo } from 'react';
import { useCan } from '../../data/use-place.ts';
import { useRange } from '../../data/use-range.ts';
import type { UsageRow } from '../../observe/types.ts';
import { useUsage } from '../../observe/use-usage.ts';

/** What each key of the project did in the time range; null: not for the reader to see. */
export type Spent = {
  /** By the id of the key; a key that did nothing has none. Undefined: not known, or not yet. */
  readonly rows: ReadonlyMap<string, UsageRow> | undefined;
  readonly failed: boolean;
} | null;

export function useSpent(): Spent {
  const allowed = useCan('usage:read');
  const {
    range: { from, to },
  } = useRange();
  const { data, error } = useUsage({ from, to }, { group_by: 'key' }, { enabled: allowed });
  const failed = error !== null;
  return useMemo(() => {
    if (!allowed) return null;
    const rows = data === undefined ? data : new Map(data.map((row) => [String(row.key), row]));
    return { rows, failed };
  }, [allowed, data, failed]);
}
