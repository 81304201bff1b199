import { Skeleton } from '@mantine/core';
import { lazy, type ReactNode, Suspense, useMemo } from 'react';
import { NOT_KNOWN } from '../not-known.tsx';
import styles from './chart.module.css';
import { ChartMenu } from './chart-menu.tsx';
import { ChartTable } from './chart-table.tsx';
import { Legend } from './legend.tsx';
import { chartColours } from './options.ts';
import type { Mark, Series } from './series.ts';
import { useLook } from './use-look.ts';

const Canvas = lazy(() => import('./canvas.tsx'));
const NO_MARKS: readonly Mark[] = [];

/** A chart over time, with its legend, its table and its CSV. */
export function Chart({
  title,
  note,
  series,
  format,
  marks = NO_MARKS,
  stacked = false,
  ceiling,
  integers = false,
  height = 180,
  range,
  group,
  loading = false,
  stale = false,
  failed = false,
  empty = 'Nothing in this time range.',
  table,
  onTable,
  onPoint,
  onZoom,
}: {
  readonly title: string;
  readonly note?: ReactNode;
  /** Keep the same array while the data is the same: a new one draws anew. */
  readonly series: readonly Series[];
  readonly format: (value: number | null) => string;
  readonly marks?: readonly Mark[];
  readonly stacked?: boolean;
  /** What no value can exceed, such as 1 for a rate. */
  readonly ceiling?: number;
  /** What is counted: its axis has whole numbers only. */
  readonly integers?: boolean;
  readonly height?: number;
  readonly range?: { readonly from: string; readonly to: string };
  /** Charts of one group share the crosshair. */
  readonly group?: string;
  readonly loading?: boolean;
  readonly stale?: boolean;
  /** What it shows was not answered: that it is blank says nothing. */
  readonly failed?: boolean;
  readonly empty?: string;
  /** Whether it is shown as a table. */
  readonly table: boolean;
  readonly onTable: (table: boolean) => void;
  readonly onPoint?: (series: string, at: number) => void;
  /** Dragging over the chart gives a new time range, in ms. */
  readonly onZoom?: (from: number, to: number) => void;
}) {
  const look = useLook();
  const from = range === undefined ? undefined : Date.parse(range.from);
  const to = range === undefined ? undefined : Date.parse(range.to);
  const data = useMemo(
    () => ({ series, marks, format, stacked, ceiling, integers, from, to }),
    [series, marks, format, stacked, ceiling, integers, from, to],
  );
  const colours = useMemo(() => chartColours(series, look.scheme), [series, look.scheme]);
  const blank = !series.some(({ points }) => points.some(([, value]) => value !== null));
  const label = `${title}: ${series.map(({ name }) => name).join(', ')}`;
  const skeleton = <Skeleton height={height - 16} mt={8} />;

  return (
    <figure className={styles.chart} data-stale={stale || undefined}>
      <figcaption className={styles.caption}>
        <span className={styles.title}>{title}</span>
        <span className={styles.note}>{note}</span>
        <ChartMenu title={title} series={series} table={table} onTable={onTable} />
      </figcaption>
      <div className={styles.place} style={{ height }}>
        {loading ? (
          skeleton
        ) : blank ? (
          <div className={styles.blank}>{failed ? NOT_KNOWN : empty}</div>
        ) : table ? (
          <ChartTable label={title} series={series} format={format} onPoint={onPoint} />
        ) : (
          <Suspense fallback={skeleton}>
            <Canvas
              data={data}
              look={look}
              label={label}
              group={group}
              onPoint={onPoint}
              onZoom={onZoom}
            />
          </Suspense>
        )}
      </div>
      <Legend series={series} colours={colours} />
    </figure>
  );
}
