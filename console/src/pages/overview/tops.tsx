import { Skeleton } from '@mantine/core';
import type { UsageRow } from '../../observe/types.ts';
import { dimensionValue } from '../../observe/use-dimensions.ts';
import { useTraceFilter } from '../../observe/use-trace-filter.ts';
import { useUsage } from '../../observe/use-usage.ts';
import { Count } from '../../ui/count.tsx';
import { Duration } from '../../ui/duration.tsx';
import { joinValues } from '../../ui/filter-bar/index.ts';
import { formatPercent } from '../../ui/formats.ts';
import { Money } from '../../ui/money.tsx';
import { NotKnown } from '../../ui/not-known.tsx';
import { TopTable } from './top-table.tsx';
import { errorRate, percentile } from './totals.ts';

const SHOWN = 8;

/** Who uses it most. Requests that name no user are nobody's. */
export function TopUsers({ total }: { readonly total: number }) {
  const filter = useTraceFilter();
  const { data, error } = useUsage(filter, { group_by: 'user', limit: SHOWN + 1 });
  if (data === undefined) return error === null ? <Skeleton height={240} /> : <NotKnown />;
  const rows = data.filter((row) => dimensionValue(row, 'user') !== '').slice(0, SHOWN);
  return (
    <TopTable
      label="Top users"
      first="User"
      rows={rows}
      nameOf={(row) => dimensionValue(row, 'user')}
      keyOf={(row) => dimensionValue(row, 'user')}
      searchOf={(row) => ({ user: joinValues([dimensionValue(row, 'user')]) })}
      shareOf={(row) => (total === 0 ? null : row.requests / total)}
      columns={[
        { header: 'Requests', render: (row) => <Count value={row.requests} /> },
        { header: 'Errors', render: (row) => formatPercent(errorRate(row)) },
        { header: 'Cost', render: (row) => <Money usd={row.cost_usd} /> },
      ]}
      empty="No request here names its user: send x-signalbox-user."
    />
  );
}

/** By the time that one answer in twenty exceeds. */
export function SlowestModels({
  models,
  failed,
}: {
  readonly models: readonly UsageRow[] | undefined;
  readonly failed: boolean;
}) {
  if (models === undefined) return failed ? <NotKnown /> : <Skeleton height={240} />;
  const p95 = (row: UsageRow): number => percentile(row, 'total_ms', 'p95') ?? 0;
  const rows = models
    .filter((row) => dimensionValue(row, 'model') !== '' && p95(row) > 0)
    .sort((a, b) => p95(b) - p95(a))
    .slice(0, SHOWN);
  const slowest = rows[0] === undefined ? 0 : p95(rows[0]);
  return (
    <TopTable
      label="Slowest models"
      first="Model"
      share="Beside the slowest"
      bare
      rows={rows}
      nameOf={(row) => dimensionValue(row, 'model')}
      keyOf={(row) => dimensionValue(row, 'model')}
      searchOf={(row) => ({ model: joinValues([dimensionValue(row, 'model')]), sort: 'total_ms' })}
      shareOf={(row) => (slowest === 0 ? null : p95(row) / slowest)}
      columns={[{ header: 'Latency p95', render: (row) => <Duration ms={p95(row)} /> }]}
      empty="Nothing in this time range."
    />
  );
}
