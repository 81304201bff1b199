import type { UsageRow } from '../../observe/types.ts';
import { formatCount, formatDuration, formatRate } from '../../ui/formats.ts';

/** What the gateways measured in the time range, in a line. */
export function Measured({ row }: { readonly row: UsageRow | null | undefined }) {
  if (row === undefined) return <span>measuring…</span>;
  if (row === null || row.requests === 0) return <span>no request in this time range</span>;
  const total = row.percentiles?.total_ms;
  const ttft = row.percentiles?.ttft_ms;
  return (
    <span>
      {row.requests === 1 ? '1 request' : `${formatCount(row.requests)} requests`},{' '}
      {formatRate(row.errors, row.requests)} failed, whole answer p50 {formatDuration(total?.p50)}{' '}
      and p95 {formatDuration(total?.p95)}, first token p50 {formatDuration(ttft?.p50)} and p95{' '}
      {formatDuration(ttft?.p95)}
    </span>
  );
}
