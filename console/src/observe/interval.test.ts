import { afterEach, describe, expect, it } from 'vitest';
import { bucketsOf, type Interval, readersTimeZone } from './interval.ts';

const zone = process.env['TZ'];
afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

function starts(timeZone: string, from: string, to: string, interval: Interval) {
  process.env['TZ'] = timeZone;
  const range = { from, to, relative: null, endsNow: false };
  const buckets = bucketsOf(range, interval);
  const shown = (at: number | undefined) =>
    at === undefined ? '' : new Date(at).toISOString().slice(0, 16);
  return {
    starts: buckets.starts.map(shown),
    end: shown(buckets.endOf(buckets.starts.at(-1) ?? 0)),
    cut: [...buckets.cut].map(shown),
  };
}

describe('intervals are those of the reader’s clocks', () => {
  it('days, through the night in which New York’s clocks go forward', () => {
    expect(
      starts('America/New_York', '2026-03-07T05:00:00Z', '2026-03-09T12:00:00Z', 'day'),
    ).toEqual({
      starts: ['2026-03-07T05:00', '2026-03-08T05:00', '2026-03-09T04:00'],
      end: '2026-03-10T04:00',
      cut: ['2026-03-09T04:00'],
    });
  });

  it('parts of a day, through the night in which Berlin’s go back', () => {
    expect(
      starts('Europe/Berlin', '2026-10-24T22:00:00Z', '2026-10-25T05:00:00Z', '3_hours'),
    ).toEqual({
      starts: ['2026-10-24T22:00', '2026-10-25T02:00'],
      end: '2026-10-25T05:00',
      cut: [],
    });
  });

  it('hours where it is half past', () => {
    expect(starts('Asia/Kolkata', '2026-01-01T00:00:00Z', '2026-01-01T02:00:00Z', 'hour')).toEqual({
      starts: ['2025-12-31T23:30', '2026-01-01T00:30', '2026-01-01T01:30'],
      end: '2026-01-01T02:30',
      cut: ['2025-12-31T23:30', '2026-01-01T01:30'],
    });
  });

  it('weeks from Monday', () => {
    expect(
      starts('Europe/Berlin', '2026-03-25T00:00:00Z', '2026-04-02T00:00:00Z', 'week').starts,
    ).toEqual(['2026-03-22T23:00', '2026-03-29T22:00']);
  });

  it('minutes', () => {
    expect(
      starts('Australia/Lord_Howe', '2026-01-01T00:07:00Z', '2026-01-01T00:16:00Z', '5_minutes')
        .starts,
    ).toEqual(['2026-01-01T00:05', '2026-01-01T00:10', '2026-01-01T00:15']);
  });
});

it('the zone is named as the API takes it', () => {
  process.env['TZ'] = 'America/New_York';
  expect(readersTimeZone()).toBe('America/New_York');
});
