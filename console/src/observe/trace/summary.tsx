import { Count } from '../../ui/count.tsx';
import { Duration } from '../../ui/duration.tsx';
import { formatExactTime } from '../../ui/formats.ts';
import { Money } from '../../ui/money.tsx';
import { Status } from '../status.tsx';
import type { TraceDetail } from '../types.ts';
import styles from './trace-view.module.css';

/** A request in one line. */
export function Summary({ detail }: { readonly detail: TraceDetail }) {
  return (
    <div className={styles.summary}>
      <Status row={detail} />
      {detail.error_code === null ? null : <code>{detail.upstream_code ?? detail.error_code}</code>}
      <span>{formatExactTime(detail.started_at)}</span>
      <span>
        <Duration ms={detail.total_ms} why="The gateway died in the middle of it." />
        {detail.ttft_ms === null ? null : (
          <>
            , first token after <Duration ms={detail.ttft_ms} />
          </>
        )}
      </span>
      <span>
        <Count value={detail.input_tokens} /> → <Count value={detail.output_tokens} /> tokens
      </span>
      <Money usd={detail.cost_usd} />
    </div>
  );
}
