import { expect, it } from 'vitest';
import { isCut, isGone, keptSince } from './kept.ts';
import { rangeBefore, readRange } from './range.ts';

const now = Date.parse('2026-07-14T12:00:00Z');

it('knows what of a range retention has deleted', () => {
  const kept = keptSince(30, now);
  const month = readRange({ range: '30d' }, now);
  expect([isCut(month, kept), isGone(month, kept)]).toEqual([false, false]);
  const before = rangeBefore(month);
  expect([isCut(before, kept), isGone(before, kept)]).toEqual([true, true]);
  const older = readRange({ from: '2026-06-01', to: '2026-07-01' }, now);
  expect([isCut(older, kept), isGone(older, kept)]).toEqual([true, false]);
});
