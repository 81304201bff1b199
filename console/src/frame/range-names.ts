import type { CalendarRange } from '../data/calendar.ts';
import type { Range, RelativeRange } from '../data/range.ts';
import { formatExactTime } from '../ui/formats.ts';

export const CALENDAR_NAMES: Readonly<Record<CalendarRange, string>> = {
  today: 'Today',
  yesterday: 'Yesterday',
  'this-week': 'This week',
  'last-week': 'Last week',
  'this-month': 'This month',
  'last-month': 'Last month',
};

export const LENGTH_NAMES: Readonly<Record<Exclude<RelativeRange, CalendarRange>, string>> = {
  '15m': 'Last 15 minutes',
  '1h': 'Last hour',
  '6h': 'Last 6 hours',
  '24h': 'Last 24 hours',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
};

const RANGE_NAMES: Readonly<Record<RelativeRange, string>> = { ...LENGTH_NAMES, ...CALENDAR_NAMES };

/** "Last hour", or both ends without what they share: "2026-03-01 10:00 to 12:30". */
export function rangeName(range: Range): string {
  if (range.relative !== null) return RANGE_NAMES[range.relative];
  const from = formatExactTime(range.from).slice(0, 16);
  const to = formatExactTime(range.to).slice(0, 16);
  return `${from} to ${from.slice(0, 10) === to.slice(0, 10) ? to.slice(11) : to}`;
}

/** What a `datetime-local` input takes. */
export function toLocalInput(iso: string): string {
  return formatExactTime(iso).slice(0, 16).replace(' ', 'T');
}
