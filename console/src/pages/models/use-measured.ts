import { useMemo } from 'react';
import { usePlace } from '../../data/use-place.ts';
import { useRange } from '../../data/use-range.ts';
import { useUsage } from '../../observe/use-usage.ts';

interface Times {
  readonly p50: number;
  readonly p95: number;
}

interface Figures {
  readonly requests: number;
  readonly errors: number;
  readonly ttft_ms: Times | null;
  readonly total_ms: Times | null;
}

/** Of one provider or model: its figures, that there was no request, or that there is no answer: not yet, or not at all. */
export type MeasuredRow = Figures | 'no request' | 'measuring' | 'not known';
type MeasuredOf = (provider: string) => MeasuredRow;

/** What the gateways measured in the page's environment and time range, by provider. */
export function useMeasured(): MeasuredOf {
  const { range } = useRange();
  const { environment } = usePlace();
  const { data, error } = useUsage(
    { from: range.from, to: range.to, environment: environment.id },
    { group_by: 'provider', percentiles: 'true' },
  );
  const failed = error !== null;
  return useMemo((): MeasuredOf => {
    if (data === undefined) return () => (failed ? 'not known' : 'measuring');
    const rows = new Map(data.map((row) => [String(row.provider), row]));
    return (provider) => {
      const row = rows.get(provider);
      if (row === undefined || row.requests === 0) return 'no request';
      const { requests, errors, percentiles } = row;
      return {
        requests,
        errors,
        ttft_ms: percentiles?.ttft_ms ?? null,
        total_ms: percentiles?.total_ms ?? null,
      };
    };
  }, [data, failed]);
}
