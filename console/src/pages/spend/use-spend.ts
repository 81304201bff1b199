import { useMemo } from 'react';
import type { TraceFilter } from '../../observe/trace-filter.ts';
import { useKeyNames } from '../../observe/use-key-names.ts';
import { useUsage } from '../../observe/use-usage.ts';
import type { SpendOrder } from './spend-order.ts';
import { type SpendTable, spendTable } from './spend-table.ts';
import { filterOfNone, type Spender } from './spender.ts';
import { NOTHING } from './sums.ts';

/** As many as a table shows; the CSV has all. */
const SHOWN = 1000;

/** Who spends in the page's range, in an order; undefined until it is known. */
export function useSpend(spender: Spender, filter: TraceFilter, { by, order }: SpendOrder) {
  const keyNames = useKeyNames();
  const groups = useUsage(filter, {
    group_by: spender.group,
    limit: SHOWN,
    // Names are sorted here, as they are read: the store knows ids.
    ...(by === 'name' ? { order_by: 'cost_usd' } : { order_by: by, order }),
  });
  const cut = groups.data?.length === SHOWN;
  const apart = cut || (spender.several && groups.data !== undefined);
  const filterNone = filterOfNone(spender, filter);
  const whole = useUsage(filter, {}, { enabled: apart });
  const none = useUsage(filterNone ?? filter, {}, { enabled: apart && filterNone !== null });
  const wholeSums = whole.data?.[0];
  const noneSums = filterNone === null ? NOTHING : none.data?.[0];
  const table = useMemo((): SpendTable | undefined => {
    if (groups.data === undefined) return undefined;
    let sums = null;
    if (apart) {
      if (wholeSums === undefined || noneSums === undefined) return undefined;
      sums = { whole: wholeSums, none: noneSums };
    }
    const made = spendTable(spender, groups.data, sums, (id) =>
      spender.name === 'key' ? (keyNames.get(id) ?? id) : id,
    );
    if (by !== 'name') return made;
    const rows = made.rows.toSorted((a, b) => COLLATOR.compare(a.name, b.name));
    return { ...made, rows: order === 'asc' ? rows : rows.toReversed() };
  }, [spender, groups.data, apart, wholeSums, noneSums, keyNames, by, order]);
  const asked = apart ? [groups, whole, none] : [groups];
  const failed = asked.find(({ error }) => error !== null);
  return {
    table,
    cut,
    error: failed?.error ?? null,
    knownAt: table === undefined ? null : (failed?.knownAt ?? null),
    stale: asked.some(({ stale }) => stale),
    refetch: () => Promise.all(asked.map(({ refetch }) => refetch())),
  };
}

const COLLATOR = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
