import { Skeleton } from '@mantine/core';
import { useMemo } from 'react';
import { useRange } from '../../data/use-range.ts';
import { useSearch } from '../../data/use-search.ts';
import { bucketsOf, intervalOf } from '../../observe/interval.ts';
import { NONE } from '../../observe/use-dimensions.ts';
import { useKeyNames } from '../../observe/use-key-names.ts';
import { useTraceFilter } from '../../observe/use-trace-filter.ts';
import { useUsage } from '../../observe/use-usage.ts';
import { AnswerNotice } from '../../ui/answer-notice.tsx';
import { Chart, type Series } from '../../ui/chart/index.ts';
import { formatCount } from '../../ui/formats.ts';
import { breakdownColumns } from './breakdown-columns.tsx';
import { pointsOf } from './chart-specs.ts';
import { useOpenPoint } from './charts.tsx';
import { measureOf } from './measures.ts';
import styles from './overview.module.css';
import type { Split } from './split.ts';
import { TopTable } from './top-table.tsx';
import { useTables } from './use-tables.ts';

const SHOWN = 12;
/** More lines than this cannot be told apart. */
const DRAWN = 6;

/** One dimension, over time and as a list with shares. */
export function BreakdownBy({ split, total }: { readonly split: Split; readonly total: number }) {
  const [search] = useSearch();
  const measure = measureOf(search['measure']);
  const { range, setAbsolute } = useRange();
  const filter = useTraceFilter();
  const keyNames = useKeyNames();
  const interval = intervalOf(range);
  const buckets = useMemo(() => bucketsOf(range, interval), [range, interval]);
  const answer = useUsage(filter, {
    group_by: split.group,
    order_by: measure.order,
    limit: SHOWN,
    percentiles: 'true',
  });
  const drawn = useMemo(
    () => (answer.data ?? []).slice(0, DRAWN).map((row) => split.valueOf(row)),
    [answer.data, split],
  );
  // A filter of the page for the same dimension is narrower already.
  const lines = useUsage(
    { ...filter, ...split.searchOf(drawn, filter) },
    { group_by: split.group, interval },
    { enabled: drawn.length > 0 },
  );
  const nameOf = (value: string) =>
    value === '' ? NONE : split.group === 'key' ? (keyNames.get(value) ?? value) : value;
  const series = useMemo((): readonly Series[] => {
    return drawn.map((value) => ({
      name: value === '' ? NONE : split.group === 'key' ? (keyNames.get(value) ?? value) : value,
      kind: 'bar',
      cut: buckets.cut,
      points: pointsOf(
        buckets,
        (lines.data ?? []).filter((row) => split.valueOf(row) === value),
        0,
        measure.value,
      ),
    }));
  }, [drawn, lines.data, buckets, split, keyNames, measure]);
  const tableOf = useTables();
  const openPoint = useOpenPoint({ back: 0, buckets });
  const { data, isPending, stale } = answer;
  if (answer.error !== null && data === undefined) return <AnswerNotice answer={answer} />;
  const label = split.label;
  return (
    <div className={styles.breakdown}>
      <Chart
        title={`${measure.label} by ${label.toLowerCase()}`}
        note={drawn.length === DRAWN ? `The first ${DRAWN}` : undefined}
        series={series}
        {...tableOf('breakdown')}
        format={measure.format}
        integers={measure.format === formatCount}
        stacked
        height={240}
        group="overview"
        range={range}
        loading={isPending || (drawn.length > 0 && lines.isPending)}
        stale={stale || lines.stale}
        failed={lines.error !== null}
        onZoom={setAbsolute}
        onPoint={(name, at) => {
          const value = drawn.find((one) => nameOf(one) === name);
          openPoint(name, at, value === undefined ? {} : split.searchOf([value], search));
        }}
      />
      {data === undefined ? (
        <Skeleton height={280} />
      ) : (
        <TopTable
          label={`${measure.label} by ${label.toLowerCase()}`}
          first={label}
          rows={data}
          nameOf={(row) => nameOf(split.valueOf(row))}
          keyOf={(row) => split.valueOf(row)}
          searchOf={(row) => split.searchOf([split.valueOf(row)], search)}
          shareOf={(row) => (total === 0 ? null : (measure.value(row) ?? 0) / total)}
          columns={breakdownColumns((row) => split.searchOf([split.valueOf(row)], search))}
          empty={
            split.group === 'tag' ? 'No request here has a tag.' : 'Nothing in this time range.'
          }
        />
      )}
    </div>
  );
}
