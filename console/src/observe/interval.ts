import { type Range, rangeLength } from '../data/range.ts';
import type { UsageQuery } from './types.ts';

export type Interval = NonNullable<UsageQuery['interval']>;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** About a hundred points at most, which is what a chart of this width can show. */
const STEPS: readonly { readonly upTo: number; readonly interval: Interval }[] = [
  { upTo: 2 * HOUR, interval: 'minute' },
  { upTo: 8 * HOUR, interval: '5_minutes' },
  { upTo: 30 * HOUR, interval: '15_minutes' },
  { upTo: 5 * DAY, interval: 'hour' },
  { upTo: 15 * DAY, interval: '3_hours' },
  { upTo: 120 * DAY, interval: 'day' },
];

export function intervalOf(range: Range): Interval {
  const length = rangeLength(range);
  return STEPS.find(({ upTo }) => length <= upTo)?.interval ?? 'week';
}

/** The name of the zone that the reader's clocks are in, which is what the API is asked in. */
export function readersTimeZone(): string {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  // What some browsers say of a machine whose zone they do not know; its clocks are UTC's.
  return timeZone === undefined || timeZone === 'Etc/Unknown' ? 'UTC' : timeZone;
}

export interface Buckets {
  /** First moments of all intervals that the range touches, in ms. */
  readonly starts: readonly number[];
  /** The moment after the interval that begins there. */
  readonly endOf: (start: number) => number;
  /** Those that the range cuts, the one that is still going on above all: they hold less than the others. */
  readonly cut: ReadonlySet<number>;
}

/**
 * The intervals of a range by the reader's clocks, as the API has them in `readersTimeZone()`. They differ in length where
 * clocks change: a day has 23 hours or 25.
 */
export function bucketsOf(range: Range, interval: Interval): Buckets {
  const [from, to] = [Date.parse(range.from), Date.parse(range.to)];
  const starts: number[] = [];
  for (let at = startOf(from, interval); at < to; at = endOf(at, interval)) starts.push(at);
  return {
    starts,
    endOf: (start) => endOf(start, interval),
    cut: new Set(starts.filter((at) => at < from || endOf(at, interval) > to)),
  };
}

/** What has one length always, in ms. */
const SHORT: { readonly [name in Interval]?: number } = {
  minute: MINUTE,
  '5_minutes': 5 * MINUTE,
  '15_minutes': 15 * MINUTE,
  hour: HOUR,
};

function startOf(at: number, interval: Interval): number {
  const ms = SHORT[interval];
  if (ms !== undefined) {
    const local = at - new Date(at).getTimezoneOffset() * MINUTE;
    return at - (local % ms);
  }
  return calendarStart(new Date(at), interval).getTime();
}

function endOf(start: number, interval: Interval): number {
  const ms = SHORT[interval];
  if (ms !== undefined) return start + ms;
  // A day and a half later it is the day after, whether this one has 23 hours or 25.
  return startOf(start + (LENGTH[interval] ?? DAY) * 1.5, interval);
}

const LENGTH: { readonly [name in Interval]?: number } = {
  '3_hours': 3 * HOUR,
  day: DAY,
  week: 7 * DAY,
  month: 30 * DAY,
};

function calendarStart(at: Date, interval: Interval): Date {
  const [year, month, day] = [at.getFullYear(), at.getMonth(), at.getDate()];
  if (interval === '3_hours') return new Date(year, month, day, Math.floor(at.getHours() / 3) * 3);
  // Weeks begin on a Monday.
  if (interval === 'week') return new Date(year, month, day - ((at.getDay() + 6) % 7));
  return interval === 'month' ? new Date(year, month) : new Date(year, month, day);
}
