import {
  CALENDAR_RANGES,
  type CalendarRange,
  calendarSpan,
  calendarSpanBefore,
} from './calendar.ts';

/** The ranges offered by name, in milliseconds. */
export const RELATIVE_RANGES = {
  '15m': 900_000,
  '1h': 3_600_000,
  '6h': 21_600_000,
  '24h': 86_400_000,
  '7d': 604_800_000,
  '30d': 2_592_000_000,
} as const;

/** What an address names: so long until now, or a day, week or month of the reader's calendar. */
export type RelativeRange = keyof typeof RELATIVE_RANGES | CalendarRange;
export const DEFAULT_RANGE: RelativeRange = '24h';

export interface Range {
  /** ISO 8601 in UTC; `from` is inside, `to` is not. */
  readonly from: string;
  readonly to: string;
  /** Null for an absolute range. */
  readonly relative: RelativeRange | null;
  /** It moves with the clock: what comes in now belongs to it. */
  readonly endsNow: boolean;
}

/** The range that an address asks for; what it cannot mean gives the default. */
export function readRange(
  search: { readonly [name: string]: string | undefined },
  now: number,
): Range {
  const from = Date.parse(search['from'] ?? '');
  const to = Date.parse(search['to'] ?? '');
  if (from < to) return rangeOf(new Date(from), new Date(to), null, false);
  const asked = search['range'];
  const relative = asked !== undefined && isRelative(asked) ? asked : DEFAULT_RANGE;
  if (isCalendar(relative)) {
    const span = calendarSpan(relative, now);
    // On the stroke of midnight nothing of the day has passed yet.
    const end = span.to > span.from ? span.to : new Date(now + 1);
    return rangeOf(span.from, end, relative, !span.over);
  }
  return rangeOf(new Date(now - RELATIVE_RANGES[relative]), new Date(now), relative, true);
}

/** What a range is compared with: one as long that ended where it begins, or the day, week or month before. */
export function rangeBefore(range: Range): Range {
  const from = new Date(range.from);
  if (range.relative !== null && isCalendar(range.relative)) {
    const before = calendarSpanBefore(range.relative, { from, to: new Date(range.to) });
    return rangeOf(before.from, before.to, null, false);
  }
  return rangeOf(new Date(from.getTime() - rangeLength(range)), from, null, false);
}

export function rangeLength(range: Range): number {
  return Date.parse(range.to) - Date.parse(range.from);
}

export function isRelative(text: string): text is RelativeRange {
  return Object.hasOwn(RELATIVE_RANGES, text) || isCalendar(text);
}

function isCalendar(text: string): text is CalendarRange {
  return CALENDAR_RANGES.some((name) => name === text);
}

function rangeOf(from: Date, to: Date, relative: RelativeRange | null, endsNow: boolean): Range {
  return { from: from.toISOString(), to: to.toISOString(), relative, endsNow };
}
