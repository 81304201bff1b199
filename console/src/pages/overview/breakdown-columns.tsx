import { TraceLink } from '../../observe/trace-link.tsx';
import type { UsageRow } from '../../observe/types.ts';
import { Count } from '../../ui/count.tsx';
import { Duration } from '../../ui/duration.tsx';
import { formatPercent } from '../../ui/formats.ts';
import { Money } from '../../ui/money.tsx';
import type { TopColumn } from './top-table.tsx';
import { errorRate, percentile, tokensOf } from './totals.ts';

const NOT_STREAMED = 'No answer was streamed.';

/** The figures of a group; each leads to its requests. */
export function breakdownColumns(
  searchOf: (row: UsageRow) => { readonly [name: string]: string },
): readonly TopColumn<UsageRow>[] {
  return [
    {
      header: 'Requests',
      render: (row) => (
        <TraceLink search={searchOf(row)}>
          <Count value={row.requests} />
        </TraceLink>
      ),
    },
    {
      header: 'Errors',
      render: (row) => (
        <TraceLink search={{ ...searchOf(row), status: 'error,interrupted' }}>
          {formatPercent(errorRate(row))}
        </TraceLink>
      ),
    },
    {
      header: 'Cost',
      render: (row) => (
        <TraceLink search={{ ...searchOf(row), sort: 'cost_usd' }}>
          <Money usd={row.cost_usd} />
        </TraceLink>
      ),
    },
    { header: 'Tokens', render: (row) => <Count value={tokensOf(row)} /> },
    {
      header: 'TTFT p95',
      render: (row) => (
        <TraceLink search={{ ...searchOf(row), sort: 'ttft_ms' }}>
          <Duration ms={percentile(row, 'ttft_ms', 'p95')} why={NOT_STREAMED} />
        </TraceLink>
      ),
    },
    {
      header: 'Latency p50',
      render: (row) => <Duration ms={percentile(row, 'total_ms', 'p50')} />,
    },
    {
      header: 'Latency p95',
      render: (row) => (
        <TraceLink search={{ ...searchOf(row), sort: 'total_ms' }}>
          <Duration ms={percentile(row, 'total_ms', 'p95')} />
        </TraceLink>
      ),
    },
  ];
}
