import { SegmentedControl, Skeleton, Tabs } from '@mantine/core';
import { useMemo } from 'react';
import { useRange } from '../../data/use-range.ts';
import { useSearch } from '../../data/use-search.ts';
import { DIMENSION_LABELS } from '../../observe/dimensions.ts';
import { bucketsOf, cutBuckets, intervalOf } from '../../observe/interval.ts';
import { dimensionValue, NONE } from '../../observe/use-dimensions.ts';
import { useKeyNames } from '../../observe/use-key-names.ts';
import { useTraceFilter } from '../../observe/use-trace-filter.ts';
import { useUsage } from '../../observe/use-usage.ts';
import { Chart, type Series } from '../../ui/chart/index.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { joinValues } from '../../ui/filter-bar/index.ts';
import { breakdownColumns } from './breakdown-columns.tsx';
import { pointsOf } from './chart-specs.ts';
import { useOpenPoint } from './charts.tsx';
import { MEASURES, measureOf } from './measures.ts';
import styles from './overview.module.css';
import { TopTable } from './top-table.tsx';
import { useTables } from './use-tables.ts';

const BY = ['model', 'provider', 'key', 'user', 'tag', 'upstream_code', 'upstream_status'] as const;
type By = (typeof BY)[number];
const SHOWN = 12;
/** More lines than this cannot be told apart. */
const DRAWN = 6;

/** Where it comes from: one dimension at a time, over time and as a list with shares. */
export function Breakdown({ total }: { readonly total: { readonly [measure: string]: number } }) {
  const [search, set] = useSearch();
  const by: By = BY.find((name) => name === search['by']) ?? 'model';
  const measure = measureOf(search['measure']);
  return (
    <Tabs
      value={by}
      onChange={(value) => set({ by: value === 'model' || value === null ? undefined : value })}
      keepMounted={false}
    >
      <div className={styles.tabs}>
        <Tabs.List>
          {BY.map((name) => (
            <Tabs.Tab key={name} value={name}>
              By {DIMENSION_LABELS[name].toLowerCase()}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <SegmentedControl
          size="xs"
          aria-label="What is compared"
          value={measure.id}
          onChange={(value) => set({ measure: value === 'requests' ? undefined : value })}
          data={MEASURES.map(({ id, label }) => ({ value: id, label }))}
        />
      </div>
      {BY.map((name) => (
        <Tabs.Panel key={name} value={name} pt={12}>
          <BreakdownBy by={name} total={total[measure.id] ?? 0} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

function BreakdownBy({ by, total }: { readonly by: By; readonly total: number }) {
  const [search] = useSearch();
  const measure = measureOf(search['measure']);
  const { range, setAbsolute } = useRange();
  const filter = useTraceFilter();
  const keyNames = useKeyNames();
  const { interval, ms } = intervalOf(range);
  const { data, error, isPending, isPlaceholderData, refetch } = useUsage(filter, {
    group_by: by,
    order_by: measure.order,
    limit: SHOWN,
    percentiles: 'true',
  });
  const drawn = useMemo(
    () => (data ?? []).slice(0, DRAWN).map((row) => dimensionValue(row, by)),
    [data, by],
  );
  // A filter of the page for the same dimension is narrower already.
  const lines = useUsage(
    { ...filter, [by]: joinValues(drawn) },
    { group_by: by, interval },
    { enabled: drawn.length > 0 },
  );
  const nameOf = (value: string) =>
    value === '' ? NONE : by === 'key' ? (keyNames.get(value) ?? value) : value;
  const series = useMemo((): readonly Series[] => {
    const buckets = bucketsOf(range, ms);
    const cut = cutBuckets(range, ms);
    return drawn.map((value) => ({
      name: value === '' ? NONE : by === 'key' ? (keyNames.get(value) ?? value) : value,
      kind: 'bar',
      cut,
      points: pointsOf(
        buckets,
        (lines.data ?? []).filter((row) => dimensionValue(row, by) === value),
        0,
        measure.value,
      ),
    }));
  }, [drawn, lines.data, range, ms, by, keyNames, measure]);
  const tableOf = useTables();
  const openPoint = useOpenPoint({ back: 0, intervalMs: ms });
  if (error !== null) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  const label = DIMENSION_LABELS[by];
  return (
    <div className={styles.breakdown}>
      <Chart
        title={`${measure.label} by ${label.toLowerCase()}`}
        note={drawn.length === DRAWN ? `The first ${DRAWN}` : undefined}
        series={series}
        {...tableOf('breakdown')}
        format={measure.format}
        stacked
        height={240}
        group="overview"
        range={range}
        loading={isPending || (drawn.length > 0 && lines.isPending)}
        stale={isPlaceholderData || lines.isPlaceholderData}
        onZoom={setAbsolute}
        onPoint={(name, at) => {
          const value = drawn.find((one) => nameOf(one) === name);
          openPoint(name, at, value === undefined ? {} : { [by]: joinValues([value]) });
        }}
      />
      {isPending ? (
        <Skeleton height={280} />
      ) : (
        <TopTable
          label={`${measure.label} by ${label.toLowerCase()}`}
          first={label}
          rows={data}
          nameOf={(row) => nameOf(dimensionValue(row, by))}
          keyOf={(row) => dimensionValue(row, by)}
          searchOf={(row) => ({ [by]: joinValues([dimensionValue(row, by)]) })}
          shareOf={(row) => (total === 0 ? null : (measure.value(row) ?? 0) / total)}
          columns={breakdownColumns((row) => ({ [by]: joinValues([dimensionValue(row, by)]) }))}
          empty={by === 'tag' ? 'No request here has a tag.' : 'Nothing in this time range.'}
        />
      )}
    </div>
  );
}
