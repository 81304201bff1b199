import { Count } from '../ui/count.tsx';
import { formatCount } from '../ui/formats.ts';
import { Money } from '../ui/money.tsx';
import styles from './kept-note.module.css';
import type { TraceFilter } from './trace-filter.ts';
import { useUsage } from './use-usage.ts';

/** How many requests a filter finds and what they cost; asked for when the list is there, which must not wait for it. */
export function useMatching(filter: TraceFilter, enabled: boolean) {
  const { data, stale, error } = useUsage(filter, {}, { enabled });
  return { row: data?.[0], stale, failed: error !== null };
}

/** "12.4k requests match, $12.40", as soon as it is known. */
export function Matching({
  row,
  stale,
  failed,
  what = 'match',
}: ReturnType<typeof useMatching> & {
  /** What they do: "match", "in sessions". */
  readonly what?: string;
}) {
  return (
    <span className={styles.matching} role="status" data-stale={stale || undefined}>
      {row === undefined ? (
        failed ? (
          'how many match is not known'
        ) : (
          '\u00a0'
        )
      ) : (
        <>
          <Count value={row.requests} /> {row.requests === 1 ? 'request' : 'requests'} {what}
          {row.requests === 0 ? null : (
            <>
              , <Money usd={row.cost_usd} why="Of none of them the price is known." />
            </>
          )}
          {row.priced_requests > 0 && row.priced_requests < row.requests
            ? ` for the ${formatCount(row.priced_requests)} with a price`
            : ''}
        </>
      )}
    </span>
  );
}
