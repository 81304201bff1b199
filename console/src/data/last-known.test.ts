import { SignalboxApiError } from '@signalbox/sdk';
import { expect, it } from 'vitest';
import { aboutOf, shownOf } from './last-known.ts';
import { rangeBefore, readRange } from './range.ts';

const noon = Date.parse('2026-07-14T12:00:00Z');
const key = (range: { readonly from: string; readonly to: string }) => [
  'usage',
  { from: range.from, to: range.to, group_by: 'model' },
];

it('takes a question a moment later for the same, and the period before for another', () => {
  const now = readRange({ range: '24h' }, noon);
  const later = readRange({ range: '24h' }, noon + 5_000);
  expect(aboutOf(key(later), later)).toBe(aboutOf(key(now), now));
  const [before, laterBefore] = [rangeBefore(now), rangeBefore(later)];
  expect(aboutOf(key(laterBefore), later)).toBe(aboutOf(key(before), now));
  expect(aboutOf(key(before), now)).not.toBe(aboutOf(key(now), now));
});

it('takes another range for another question, whether named or chosen', () => {
  const [day, week] = [readRange({ range: '24h' }, noon), readRange({ range: '7d' }, noon)];
  expect(aboutOf(key(week), week)).not.toBe(aboutOf(key(day), day));
  const chosen = (from: string) => readRange({ from, to: '2026-07-10T00:00:00Z' }, noon);
  const [first, second] = [chosen('2026-07-01T00:00:00Z'), chosen('2026-07-02T00:00:00Z')];
  expect(aboutOf(key(first), first)).not.toBe(aboutOf(key(second), second));
});

const last = { data: 24, at: 1_000 };
const nothing = { data: undefined, dataUpdatedAt: 0, isPlaceholderData: false };
const failed = (status: number, code: string) =>
  new SignalboxApiError(status, { error: { code, message: code, next: '', request_id: null } });

it('shows what was known where nobody answers, with its time', () => {
  const away = { ...nothing, error: failed(503, 'telemetry_away') };
  expect(shownOf(away, last)).toEqual({ data: 24, stale: true, knownAt: 1_000 });
  expect(shownOf(away, undefined)).toEqual({ data: undefined, stale: false, knownAt: null });
});

it('dims an answer that could not be read anew', () => {
  const again = { ...nothing, data: 25, dataUpdatedAt: 2_000, error: new TypeError('gone') };
  expect(shownOf(again, last)).toEqual({ data: 25, stale: true, knownAt: 2_000 });
});

it('shows nothing of what is refused', () => {
  const refused = { ...nothing, error: failed(403, 'forbidden') };
  expect(shownOf(refused, last).data).toBeUndefined();
});
