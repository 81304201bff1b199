import type { BudgetWindow, WindowSpan } from './budget-window.ts';
import { ZoneClock } from './zone-clock.ts';

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;
/** The first Monday of Unix time: 5 January 1970. */
const MONDAY = 4 * DAY;

/**
 * In which window of a budget an instant lies. Windows of one kind and zone follow each other without gap or overlap, whatever
 * the clocks do. Days, weeks (from Monday on, ISO 8601) and months begin when the zone's clocks first show them; minutes and hours
 * are those of UTC, so that a repeated hour is two of them.
 */
export class BudgetWindows {
  readonly #zones = new Map<string, ZoneClock>();

  at(window: BudgetWindow, timeZone: string, at: number): WindowSpan {
    switch (window) {
      case 'total':
        return { start: 0, end: Infinity };
      case 'minute':
        return even(at, MINUTE);
      case 'hour':
        return even(at, HOUR);
      default:
        return this.#calendar(window, this.#zone(timeZone), at);
    }
  }

  #calendar(window: 'day' | 'week' | 'month', zone: ZoneClock, at: number): WindowSpan {
    let first = firstDay(window, zone.shownAt(at));
    // Where clocks went back over midnight, they show a day again that is over.
    if (zone.startOfDay(nextFirst(window, first)) <= at) first = nextFirst(window, first);
    return { start: zone.startOfDay(first), end: zone.startOfDay(nextFirst(window, first)) };
  }

  #zone(timeZone: string): ZoneClock {
    let zone = this.#zones.get(timeZone);
    if (zone === undefined) {
      zone = new ZoneClock(timeZone);
      this.#zones.set(timeZone, zone);
    }
    return zone;
  }
}

function even(at: number, length: number): WindowSpan {
  const start = Math.floor(at / length) * length;
  return { start, end: start + length };
}

function firstDay(window: 'day' | 'week' | 'month', shown: number): number {
  const day = Math.floor(shown / DAY) * DAY;
  if (window === 'day') return day;
  if (window === 'week') return MONDAY + Math.floor((day - MONDAY) / (7 * DAY)) * 7 * DAY;
  const date = new Date(day);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
}

function nextFirst(window: 'day' | 'week' | 'month', first: number): number {
  if (window === 'day') return first + DAY;
  if (window === 'week') return first + 7 * DAY;
  const date = new Date(first);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}
