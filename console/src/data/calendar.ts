/** Ranges of the reader's calendar: days, weeks and months of the time zone that the browser is in. */
export const CALENDAR_RANGES = [
  'today',
  'yesterday',
  'this-week',
  'last-week',
  'this-month',
  'last-month',
] as const;

export type CalendarRange = (typeof CALENDAR_RANGES)[number];

type Unit = 'day' | 'week' | 'month';

interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** What a name means at a moment: a period that still goes on ends at that moment, one that is over where it ended. */
export function calendarSpan(name: CalendarRange, now: number): Span & { readonly over: boolean } {
  const unit = unitOf(name);
  const start = startOf(unit, new Date(now));
  return isOver(name)
    ? { from: moved(start, unit, -1), to: start, over: true }
    : { from: start, to: new Date(now), over: false };
}

/**
 * The period before: the whole day, week or month before one that is over, and as much of it as has passed of one that goes
 * on. A clock that was put forward or back makes no difference: yesterday until ten is compared with today until ten.
 */
export function calendarSpanBefore(name: CalendarRange, { from, to }: Span): Span {
  const unit = unitOf(name);
  const start = moved(from, unit, -1);
  return { from: start, to: isOver(name) ? from : least(moved(to, unit, -1), from) };
}

function unitOf(name: CalendarRange): Unit {
  if (name === 'today' || name === 'yesterday') return 'day';
  return name.endsWith('-week') ? 'week' : 'month';
}

const isOver = (name: CalendarRange): boolean => name === 'yesterday' || name.startsWith('last-');

const least = (a: Date, b: Date): Date => (a < b ? a : b);

/** The first moment of a day, of a week (a Monday, as ISO 8601 has it) or of a month. */
function startOf(unit: Unit, at: Date): Date {
  const day = new Date(at.getFullYear(), at.getMonth(), at.getDate());
  if (unit === 'week') day.setDate(day.getDate() - ((day.getDay() + 6) % 7));
  if (unit === 'month') day.setDate(1);
  return day;
}

/** As many units away; a day that a shorter month lacks is its last one. */
function moved(at: Date, unit: Unit, by: number): Date {
  const result = new Date(at);
  if (unit !== 'month') {
    result.setDate(result.getDate() + by * (unit === 'week' ? 7 : 1));
    return result;
  }
  result.setMonth(result.getMonth() + by);
  if (result.getDate() !== at.getDate()) result.setDate(0);
  return result;
}
