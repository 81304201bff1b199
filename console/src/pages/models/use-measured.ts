import { useMemo } from 'react';
import { usePlace } from '../../data/use-place.ts';
import { useRange } from '../../data/use-range.ts';
import type { UsageRow } from '../../observe/types.ts';
import { useUsage } from '../../observe/use-usage.ts';

/** Of one provider or model: its row, that there was no request, or that there is no answer: not yet, or not at all. */
export type MeasuredRow = UsageRow | 'no request' | 'measuring' | 'not known';
export type MeasuredOf = (id: string) => MeasuredRow;

/** What the gateways measured in the page's environment and time range, by provider or by `provider/model`. */
export function useMeasured(by: 'provider' | 'model'): MeasuredOf {
  const { range } = useRange();
  const { environment } = usePlace();
  const { data, error } = useUsage(
    { from: range.from, to: range.to, environment: environment.id },
    { group_by: by === 'provider' ? 'provider' : 'provider,model', percentiles: 'true' },
  );
  const failed = error !== null;
  return useMemo((): MeasuredOf => {
    if (data === undefined) return () => (failed ? 'not known' : 'measuring');
    const rows = new Map(
      data.map((row) => [
        by === 'provider' ? String(row.provider) : `${row.provider}/${row.model}`,
        row,
      ]),
    );
    return (id) => {
      const row = rows.get(id);
      return row === undefined || row.requests === 0 ? 'no request' : row;
    };
  }, [data, failed, by]);
}
