import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rangeBefore, readRange } from './range.ts';

const zone = process.env['TZ'];
beforeAll(() => {
  process.env['TZ'] = 'Europe/Berlin';
});
afterAll(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

/** A Wednesday, 00:30 in Berlin: still Tuesday in UTC. */
const now = Date.parse('2026-07-14T22:30:00Z');
const asked = (range: string, at = now) => readRange({ range }, at);
const ends = ({ from, to }: { readonly from: string; readonly to: string }) => [
  from.slice(0, 16),
  to.slice(0, 16),
];

describe('a range of the calendar', () => {
  it.each([
    ['today', '2026-07-14T22:00', '2026-07-14T22:30', true],
    ['yesterday', '2026-07-13T22:00', '2026-07-14T22:00', false],
    ['this-week', '2026-07-12T22:00', '2026-07-14T22:30', true],
    ['last-week', '2026-07-05T22:00', '2026-07-12T22:00', false],
    ['this-month', '2026-06-30T22:00', '2026-07-14T22:30', true],
    ['last-month', '2026-05-31T22:00', '2026-06-30T22:00', false],
  ] as const)('%s is that of the reader’s time zone', (name, from, to, endsNow) => {
    const range = asked(name);
    expect(ends(range)).toEqual([from, to]);
    expect(range).toMatchObject({ relative: name, endsNow });
  });

  it.each([
    ['today', '2026-07-13T22:00', '2026-07-13T22:30'],
    ['yesterday', '2026-07-12T22:00', '2026-07-13T22:00'],
    ['this-week', '2026-07-05T22:00', '2026-07-07T22:30'],
    ['this-month', '2026-05-31T22:00', '2026-06-14T22:30'],
    ['last-month', '2026-04-30T22:00', '2026-05-31T22:00'],
  ])('%s is compared with as much of the one before', (name, from, to) => {
    expect(ends(rangeBefore(asked(name)))).toEqual([from, to]);
  });

  it('is as long as its day, on a day that loses an hour too', () => {
    const monday = Date.parse('2026-03-30T10:00:00Z');
    expect(ends(asked('yesterday', monday))).toEqual(['2026-03-28T23:00', '2026-03-29T22:00']);
  });

  it('ends a shorter month before with its last day', () => {
    const range = asked('this-month', Date.parse('2026-03-31T10:00:00Z'));
    expect(ends(rangeBefore(range))).toEqual(['2026-01-31T23:00', '2026-02-28T11:00']);
  });

  it('is never empty, at midnight neither', () => {
    const midnight = asked('today', Date.parse('2026-07-14T22:00:00Z'));
    expect(Date.parse(midnight.to)).toBeGreaterThan(Date.parse(midnight.from));
  });

  it('falls to nothing else than a known name', () => {
    expect(asked('next-week').relative).toBe('24h');
  });
});
