import type { ReactNode } from 'react';
import { TraceLink } from '../../observe/trace-link.tsx';
import type { UsageRow } from '../../observe/types.ts';
import { Count } from '../../ui/count.tsx';
import { Duration } from '../../ui/duration.tsx';
import { formatCount, formatPercent } from '../../ui/formats.ts';
import { Money } from '../../ui/money.tsx';
import { NOT_KNOWN } from '../../ui/not-known.tsx';
import { Stat } from '../../ui/stat.tsx';
import { Unknown } from '../../ui/unknown.tsx';
import { formatChange } from './change.ts';
import styles from './overview.module.css';
import { costOf, errorRate, percentile, type TimeName, tokensOf } from './totals.ts';

/** The range in eight numbers, each beside what it was in the period before. */
export function Stats({
  now,
  before,
  loading,
  timesLoading,
  timesKnown,
  stale,
  beforeKept,
}: {
  readonly now: UsageRow | undefined;
  readonly before: UsageRow | undefined;
  readonly loading: boolean;
  /** The percentiles are dearer than the sums and come later. */
  readonly timesLoading: boolean;
  readonly timesKnown: boolean;
  readonly stale: boolean;
  /** Retention has deleted nothing of the period before. */
  readonly beforeKept: boolean;
}) {
  const stat = (
    label: string,
    value: ReactNode,
    of: (row: UsageRow | undefined) => number | null,
    search: { readonly [name: string]: string },
    covers?: string | null,
    waits = loading,
    known = now !== undefined,
  ) => (
    <Stat
      label={label}
      loading={waits}
      stale={stale}
      value={known ? <TraceLink search={search}>{value}</TraceLink> : <Unknown why={NOT_KNOWN} />}
      note={
        known ? (
          <Note
            change={beforeKept ? formatChange(of(now), of(before)) : 'before: not kept'}
            covers={covers}
          />
        ) : null
      }
    />
  );
  const time = (label: string, name: TimeName, why: string) => {
    const p95 = (row: UsageRow | undefined) => percentile(row, name, 'p95');
    const sort = name === 'ttft_ms' ? name : 'total_ms';
    const value = <Duration ms={p95(now)} why={why} />;
    return stat(`${label}, p95`, value, p95, { sort }, null, timesLoading, timesKnown);
  };
  const rate = errorRate(now);
  return (
    <div className={styles.stats}>
      {stat('Requests', <Count value={now?.requests} />, (row) => row?.requests ?? null, {})}
      {stat(
        'Error rate',
        rate === null ? <Unknown why="There was no request." /> : formatPercent(rate),
        errorRate,
        { status: 'error,interrupted' },
        now === undefined ? null : `${formatCount(now.errors)} failed`,
      )}
      {stat(
        'Cost',
        <Money usd={now?.cost_usd} why="Of no request here the price is known." />,
        costOf,
        { sort: 'cost_usd' },
        now !== undefined && now.priced_requests < now.requests
          ? `${Math.floor((now.priced_requests / now.requests) * 100)}% priced`
          : null,
      )}
      {stat('Tokens', <Count value={tokensOf(now)} />, tokensOf, { sort: 'output_tokens' })}
      {time('TTFT', 'ttft_ms', 'No answer was streamed.')}
      {time('TPOT', 'tpot_ms', 'No answer was streamed.')}
      {time('Latency', 'total_ms', 'No request was answered.')}
      {time('Overhead', 'overhead_ms', 'There was no request.')}
    </div>
  );
}

/** How it moved; where the number says less without it, of how much it is. */
function Note({
  change,
  covers,
}: {
  readonly change: string;
  readonly covers: string | null | undefined;
}) {
  if (!covers) return change;
  return (
    <span title={change === '' ? covers : `${covers}, ${change}`}>
      {covers}
      {change === '' ? '' : `, ${change.replace(' on before', '')}`}
    </span>
  );
}
