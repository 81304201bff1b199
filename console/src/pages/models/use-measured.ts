import { usePlace } from '../../data/use-place.ts';
import { useRange } from '../../data/use-range.ts';
import type { UsageRow } from '../../observe/types.ts';
import { useUsage } from '../../observe/use-usage.ts';

/** What the gateways measured in the page's environment and time range, by provider or by `provider/model`. */
export function useMeasured(by: 'provider' | 'model'): ReadonlyMap<string, UsageRow> | undefined {
  const { range } = useRange();
  const { environment } = usePlace();
  const { data } = useUsage(
    { from: range.from, to: range.to, environment: environment.id },
    { group_by: by === 'provider' ? 'provider' : 'provider,model', percentiles: 'true' },
  );
  if (data === undefined) return undefined;
  return new Map(
    data.map((row) => [
      by === 'provider' ? String(row.provider) : `${row.provider}/${row.model}`,
      row,
    ]),
  );
}
