import { Count } from '../../ui/count.tsx';
import { Duration } from '../../ui/duration.tsx';
import { formatRate } from '../../ui/formats.ts';
import styles from './models.module.css';
import type { MeasuredRow } from './use-measured.ts';

const NOT_STREAMED = 'No answer was streamed.';
const NOT_ANSWERED = 'No request was answered.';

const WORDS = {
  'no request': 'no request in this time range',
  measuring: 'measuring…',
  'not known': 'what was measured is not known: the question was not answered',
};

/** What the gateways measured in the time range, beside what is stated. */
export function Measured({ row }: { readonly row: MeasuredRow }) {
  if (typeof row === 'string') return <span className={styles.sub}>{WORDS[row]}</span>;
  const { total_ms: total, ttft_ms: ttft } = row;
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
