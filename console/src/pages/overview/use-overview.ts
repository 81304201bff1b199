import { useMemo } from 'react';
import { isCut } from '../../data/kept.ts';
import { rangeBefore } from '../../data/range.ts';
import { useKept } from '../../data/use-kept.ts';
import { useRange } from '../../data/use-range.ts';
import { bucketsOf, intervalOf } from '../../observe/interval.ts';
import type { UsageRow } from '../../observe/types.ts';
import { useFilterOf } from '../../observe/use-trace-filter.ts';
import { useUsage } from '../../observe/use-usage.ts';
import type { Timeline } from './chart-specs.ts';

const NOTHING: readonly UsageRow[] = [];

/**
 * Sums and percentiles over time, of the range and of the period before it, which is asked for when the first is there: the
 * store answers few questions at a time.
 */
export function useTimeline(enabled: boolean) {
  const { range } = useRange();
  const earlier = useMemo(() => rangeBefore(range), [range]);
  const since = useKept()?.since ?? Number.NEGATIVE_INFINITY;
  const interval = intervalOf(range);
  const asked = { interval, percentiles: 'true' } as const;
  const now = useUsage(useFilterOf(range), asked, { enabled });
  const before = useUsage(useFilterOf(earlier), asked, { enabled: now.data !== undefined });
  const timeline = useMemo(
    (): Timeline => ({
      buckets: bucketsOf(range, interval),
      now: now.data ?? NOTHING,
      before: before.data ?? NOTHING,
      back: Date.parse(range.from) - Date.parse(earlier.from),
      keptSince: since,
      quiet: now.data?.length === 0,
    }),
    [range, earlier, interval, since, now.data, before.data],
  );
  return { timeline, query: now };
}

/** The same question of the range and of the period before it. */
export function useTwoPeriods(asked: Parameters<typeof useUsage>[1], enabled: boolean) {
  const { range } = useRange();
  const earlier = useMemo(() => rangeBefore(range), [range]);
  const now = useUsage(useFilterOf(range), asked, { enabled });
  const before = useUsage(useFilterOf(earlier), asked, { enabled });
  return { now, before };
}

/** Whether all requests of the period before are there still, as far as retention goes. */
export function useBeforeKept(): boolean {
  const { range } = useRange();
  const kept = useKept();
  return kept === null || !isCut(rangeBefore(range), kept);
}
