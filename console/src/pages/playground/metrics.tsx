import type { ReactNode } from 'react';
import { Count } from '../../ui/count.tsx';
import { Duration } from '../../ui/duration.tsx';
import { Money } from '../../ui/money.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import styles from './playground.module.css';
import type { Run } from './run.ts';
import { useRecorded } from './use-recorded.ts';

/** How quick it was, what it used and what it cost, and where its request is. */
export function Metrics({ run }: { readonly run: Run }) {
  const { received, ttftMs, totalMs, requestId } = run;
  const ended = run.state !== 'running';
  const recorded = useRecorded(ended ? requestId : null);
  const { inputTokens, outputTokens } = received;
  const speed =
    outputTokens === null || totalMs === null || ttftMs === null || totalMs - ttftMs < 1
      ? null
      : ((outputTokens - 1) * 1000) / (totalMs - ttftMs);
  return (
    <div className={styles.metrics}>
      <Metric name="TTFT">
        <Duration ms={ttftMs} why={ended ? 'No token came.' : 'Not yet.'} />
      </Metric>
      <Metric name="Latency">
        <Duration ms={totalMs} why="It is still coming." />
      </Metric>
      <Metric name="Tokens/s">
        <Count
          value={speed === null ? null : Math.round(speed * 10) / 10}
          why="Only told of an answer that was streamed and whose tokens were counted."
        />
      </Metric>
      <Metric name="Tokens">
        <Count value={inputTokens} /> in, <Count value={outputTokens} /> out
      </Metric>
      <Metric name="Cost">
        <Money
          usd={recorded?.cost_usd}
          why={
            !ended || recorded === undefined
              ? 'Known when its record is there, in a second or two.'
              : 'No price is known for this model, or its usage was not told.'
          }
        />
      </Metric>
      {requestId === null ? null : (
        <PageLink to="/requests" search={{ open: requestId }}>
          Open the request
        </PageLink>
      )}
    </div>
  );
}

function Metric({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <span>
      <span className={styles.name}>{name}</span> {children}
    </span>
  );
}
