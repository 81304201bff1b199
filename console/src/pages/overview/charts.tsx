import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Search } from '../../data/search.ts';
import { useRange } from '../../data/use-range.ts';
import { NOT_OF_TRACES } from '../../observe/not-of-traces.ts';
import { Chart } from '../../ui/chart/index.ts';
import { BEFORE, chartSpecs, FAILED, FAILURES, type Timeline } from './chart-specs.ts';
import styles from './overview.module.css';
import { useTables } from './use-tables.ts';

/** Eight charts that share crosshair and zoom. */
export function Charts({
  timeline,
  loading,
  stale,
  failed,
}: {
  readonly timeline: Timeline;
  readonly loading: boolean;
  readonly stale: boolean;
  readonly failed: boolean;
}) {
  const { range, setAbsolute } = useRange();
  const openPoint = useOpenPoint(timeline);
  const tableOf = useTables();
  const specs = useMemo(() => chartSpecs(timeline), [timeline]);
  return (
    <div className={styles.charts}>
      {specs.map(({ id, search, ...chart }) => (
        <Chart
          key={id}
          {...chart}
          {...tableOf(id)}
          height={150}
          group="overview"
          range={range}
          loading={loading}
          stale={stale}
          failed={failed}
          onZoom={setAbsolute}
          onPoint={(series, at) =>
            openPoint(series, at, series === FAILED ? { ...search, ...FAILURES } : search)
          }
        />
      ))}
    </div>
  );
}

/** Leads from a point to the requests of its interval. */
export function useOpenPoint({ back, buckets }: Pick<Timeline, 'back' | 'buckets'>) {
  const navigate = useNavigate();
  return (series: string, at: number, search: { readonly [name: string]: string }) => {
    const earlier = series === BEFORE ? back : 0;
    void navigate({
      to: '/requests',
      search: (old: Search) => ({
        ...old,
        ...NOT_OF_TRACES,
        range: undefined,
        ...search,
        from: new Date(at - earlier).toISOString(),
        to: new Date(buckets.endOf(at) - earlier).toISOString(),
      }),
    });
  };
}
