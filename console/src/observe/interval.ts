import { type Range, rangeLength } from '../data/range.ts';
import type { UsageQuery } from './types.ts';

export type Interval = NonNullable<UsageQuery['interval']>;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** About a hundred points at most, which is what a chart of this width can show. */
const STEPS: readonly {
  readonly upTo: number;
  readonly interval: Interval;
  readonly ms: number;
}[] = [
  { upTo: 2 * HOUR, interval: 'minute', ms: MINUTE },
  { upTo: 8 * HOUR, interval: '5_minutes', ms: 5 * MINUTE },
  { upTo: 30 * HOUR, interval: '15_minutes', ms: 15 * MINUTE },
  { upTo: 5 * DAY, interval: 'hour', ms: HOUR },
  { upTo: 15 * DAY, interval: '3_hours', ms: 3 * HOUR },
  { upTo: 120 * DAY, interval: 'day', ms: DAY },
  { upTo: Number.POSITIVE_INFINITY, interval: 'week', ms: 7 * DAY },
];

export function intervalOf(range: Range): { readonly interval: Interval; readonly ms: number } {
  const length = rangeLength(range);
  return STEPS.find(({ upTo }) => length <= upTo) ?? { interval: 'week', ms: 7 * DAY };
}

/** The intervals that the range cuts, the one that is still going on above all: they hold less than the others. */
export function cutBuckets(range: Range, ms: number): ReadonlySet<number> {
  const [from, to] = [Date.parse(range.from), Date.parse(range.to)];
  return new Set(bucketsOf(range, ms).filter((at) => at < from || at + ms > to));
}

/** The first moments of all intervals that the range touches; weeks begin on a Monday, as the API has them. */
export function bucketsOf(range: Range, ms: number): readonly number[] {
  const offset = ms === 7 * DAY ? 4 * DAY : 0;
  const first = Math.floor((Date.parse(range.from) - offset) / ms) * ms + offset;
  const buckets: number[] = [];
  for (let at = first; at < Date.parse(range.to); at += ms) buckets.push(at);
  return buckets;
}
