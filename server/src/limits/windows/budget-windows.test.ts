import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { BudgetWindow } from './budget-window.ts';
import { BudgetWindows } from './budget-windows.ts';

const windows = new BudgetWindows();
const at = (text: string) => Date.parse(text);
const iso = ({ start, end }: { start: number; end: number }) => [
  new Date(start).toISOString(),
  new Date(end).toISOString(),
];

/** Gaps and repetitions at midnight, half hours, and clocks that never change. */
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Havana',
  'America/Santiago',
  'America/Sao_Paulo',
  'America/Asuncion',
  'America/Scoresbysund',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Beirut',
  'Asia/Tehran',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Atlantic/Azores',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
];

function reference(window: 'day' | 'week' | 'month', timeZone: string, ms: number): string[] {
  const date = Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  const first =
    window === 'day'
      ? date
      : window === 'week'
        ? date.subtract({ days: date.dayOfWeek - 1 })
        : date.with({ day: 1 });
  const next = first.add(
    window === 'day' ? { days: 1 } : window === 'week' ? { days: 7 } : { months: 1 },
  );
  return [first, next].map((day) =>
    new Date(day.toZonedDateTime(timeZone).epochMilliseconds).toISOString(),
  );
}

describe('the windows of a budget', () => {
  it('begins a day at midnight of its zone, also on the days of 23 and 25 hours', () => {
    expect(iso(windows.at('day', 'Europe/Berlin', at('2026-03-29T12:00:00Z')))).toEqual([
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
    ]);
    expect(iso(windows.at('day', 'Europe/Berlin', at('2026-10-25T12:00:00Z')))).toEqual([
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
    ]);
  });

  it('begins a day without midnight when its clocks first show it', () => {
    // Cairo's clocks went from 24 April 23:59:59 to 25 April 01:00:00.
    expect(iso(windows.at('day', 'Africa/Cairo', at('2025-04-25T12:00:00Z')))[0]).toBe(
      '2025-04-24T22:00:00.000Z',
    );
  });

  it('begins a day with two midnights at the first', () => {
    // Havana's clocks went from 01:00 back to 00:00 on 2 November.
    expect(iso(windows.at('day', 'America/Havana', at('2025-11-02T12:00:00Z')))[0]).toBe(
      '2025-11-02T04:00:00.000Z',
    );
  });

  it('begins a week on Monday and a month on the first', () => {
    expect(iso(windows.at('week', 'UTC', at('2026-01-01T00:00:00Z')))).toEqual([
      '2025-12-29T00:00:00.000Z',
      '2026-01-05T00:00:00.000Z',
    ]);
    expect(iso(windows.at('month', 'America/New_York', at('2026-03-01T04:59:59Z')))).toEqual([
      '2026-02-01T05:00:00.000Z',
      '2026-03-01T05:00:00.000Z',
    ]);
  });

  it('counts minutes and hours as UTC does, and a total without end', () => {
    expect(iso(windows.at('hour', 'Asia/Kolkata', at('2026-01-01T10:45:10Z')))).toEqual([
      '2026-01-01T10:00:00.000Z',
      '2026-01-01T11:00:00.000Z',
    ]);
    expect(iso(windows.at('minute', 'UTC', at('2026-01-01T10:45:10Z')))[1]).toBe(
      '2026-01-01T10:46:00.000Z',
    );
    expect(windows.at('total', 'UTC', 5)).toEqual({ start: 0, end: Infinity });
  });

  it('agrees with Temporal, near every change of clocks and elsewhere', () => {
    const instants = ZONES.flatMap((zone) => {
      const found: (readonly [string, number])[] = [];
      let now = Temporal.Instant.from('2012-01-01T00:00Z').toZonedDateTimeISO(zone);
      for (let i = 0; i < 60; i++) {
        const next = now.getTimeZoneTransition('next');
        if (next === null) break;
        for (const hours of [-25, -2, -1, 0, 1, 25])
          found.push([zone, next.epochMilliseconds + hours * 3_600_000]);
        found.push([zone, next.epochMilliseconds - 1]);
        now = next;
      }
      return found;
    });
    for (const [zone, ms] of instants)
      for (const window of ['day', 'week', 'month'] as const)
        expect(iso(windows.at(window, zone, ms)), `${zone} ${ms}`).toEqual(
          reference(window, zone, ms),
        );
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.constantFrom('day' as const, 'week' as const, 'month' as const),
        fc.integer({ min: at('2012-01-01T00:00:00Z'), max: at('2037-12-31T00:00:00Z') }),
        (zone, window, ms) => {
          expect(iso(windows.at(window, zone, ms))).toEqual(reference(window, zone, ms));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('leaves no gap and no overlap between windows', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.constantFrom<BudgetWindow>('minute', 'hour', 'day', 'week', 'month'),
        fc.integer({ min: at('2012-01-01T00:00:00Z'), max: at('2037-12-31T00:00:00Z') }),
        (zone, window, ms) => {
          const span = windows.at(window, zone, ms);
          expect(span.start <= ms && ms < span.end).toBe(true);
          expect(windows.at(window, zone, span.end).start).toBe(span.end);
          expect(windows.at(window, zone, span.start - 1).end).toBe(span.start);
        },
      ),
    );
  });
});
