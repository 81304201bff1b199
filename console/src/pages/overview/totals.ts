import type { UsageRow } from '../../observe/types.ts';

/** The share of requests that failed; null of none. */
export function errorRate(row: UsageRow | undefined): number | null {
  return row === undefined || row.requests === 0 ? null : row.errors / row.requests;
}

export function tokensOf(row: UsageRow | undefined): number | null {
  if (row === undefined || (row.input_tokens === null && row.output_tokens === null)) return null;
  return (row.input_tokens ?? 0) + (row.output_tokens ?? 0);
}

export function costOf(row: UsageRow | undefined): number | null {
  return row?.cost_usd === null || row?.cost_usd === undefined ? null : Number(row.cost_usd);
}

export type TimeName = 'ttft_ms' | 'tpot_ms' | 'total_ms' | 'overhead_ms';
export type PercentileName = 'p50' | 'p95' | 'p99';

export function percentile(
  row: UsageRow | undefined,
  time: TimeName,
  name: PercentileName,
): number | null {
  return row?.percentiles?.[time]?.[name] ?? null;
}
