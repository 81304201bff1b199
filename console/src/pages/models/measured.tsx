import type { UsageRow } from '../../observe/types.ts';
import { Count } from '../../ui/count.tsx';
import { Duration } from '../../ui/duration.tsx';
import { formatRate } from '../../ui/formats.ts';
import styles from './models.module.css';

const NOT_STREAMED = 'No answer was streamed.';
const NOT_ANSWERED = 'No request was answered.';

/** What the gateways measured in the time range, beside what is stated. Undefined: not known yet; null: nothing. */
export function Measured({ row }: { readonly row: UsageRow | null | undefined }) {
  if (row === undefined) return <span className={styles.sub}>measuring…</span>;
  if (row === null || row.requests === 0)
    return <span className={styles.sub}>no request in this time range</span>;
  const { total_ms: total, ttft_ms: ttft } = row.percentiles ?? {};
  return (
    <dl className={styles.measured}>
      <div>
        <dt>Requests</dt>
        <dd>
          <Count value={row.requests} />
        </dd>
      </div>
      <div>
        <dt>Failed</dt>
        <dd>{formatRate(row.errors, row.requests)}</dd>
      </div>
      <div>
        <dt>TTFT p50, p95</dt>
        <dd>
          <Duration ms={ttft?.p50} why={NOT_STREAMED} />,{' '}
          <Duration ms={ttft?.p95} why={NOT_STREAMED} />
        </dd>
      </div>
      <div>
        <dt>Latency of answered requests p50, p95</dt>
        <dd>
          <Duration ms={total?.p50} why={NOT_ANSWERED} />,{' '}
          <Duration ms={total?.p95} why={NOT_ANSWERED} />
        </dd>
      </div>
    </dl>
  );
}
