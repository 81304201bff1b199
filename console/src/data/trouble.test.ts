import { SignalboxApiError } from '@signalbox/sdk';
import { expect, it } from 'vitest';
import { isAway, isLate, isPassing } from './away.ts';
import { NoAnswerError } from './limit.ts';
import { type Asked, troublesFrom } from './trouble.ts';

const SINCE = '2026-07-14T12:00:00.000Z';
const WELL: Asked = {
  data: { troubles: [] },
  dataUpdatedAt: 1_000,
  error: null,
  errorUpdatedAt: 0,
};
const api = (status: number, code: string) =>
  new SignalboxApiError(status, { error: { code, message: code, next: '', request_id: null } });

it('tells what control tells', () => {
  const troubles = [{ part: 'telemetry', state: 'away', since: SINCE }] as const;
  const told = troublesFrom({ ...WELL, data: { troubles: [...troubles] } }, 5_000);
  // The wait is explained.
  expect(told).toEqual([{ part: 'telemetry', state: 'away', since: Date.parse(SINCE) }]);
});

it('tells of a wait that nothing explains', () => {
  expect(troublesFrom(WELL, 5_000)).toEqual([{ part: 'answers', state: 'slow', since: 5_000 }]);
  expect(troublesFrom(WELL, null)).toEqual([]);
});

it('tells that control itself is away, since its last answer', () => {
  const failed = { ...WELL, error: new TypeError('fetch failed'), errorUpdatedAt: 3_000 };
  expect(troublesFrom(failed, 2_000)).toEqual([{ part: 'server', state: 'away', since: 1_000 }]);
  expect(troublesFrom({ ...failed, error: api(503, 'unavailable') }, null)).toMatchObject([
    { part: 'server', state: 'failing' },
  ]);
});

it('asks again by itself only what may be answered a moment later', () => {
  const late = new NoAnswerError(10_000, false);
  const network = new TypeError('fetch failed');
  const [away, timeout] = [api(503, 'telemetry_away'), api(504, 'telemetry_timeout')];
  const [refused, failed] = [api(400, 'invalid_request'), api(500, 'internal')];
  expect([late, away, timeout, refused].map(isPassing)).toEqual([false, false, false, false]);
  expect([network, failed].map(isPassing)).toEqual([true, true]);
  expect([late, away, timeout, network].every(isAway)).toBe(true);
  expect([refused, failed].some(isAway)).toBe(false);
  expect([late, timeout, away, network].map(isLate)).toEqual([true, true, false, false]);
});
