import { expect, it } from 'vitest';
import { readRange } from '../../data/range.ts';
import { bucketsOf } from '../../observe/interval.ts';
import { chartSpecs } from './chart-specs.ts';

const range = readRange({ range: '1h' }, Date.parse('2026-07-14T12:00:00Z'));
const timeline = {
  buckets: bucketsOf(range, '5_minutes'),
  now: [],
  before: [],
  back: 3_600_000,
  keptSince: Number.NEGATIVE_INFINITY,
  quiet: true,
};
const values = (shown: typeof timeline, chart: string) =>
  new Set(
    chartSpecs(shown)
      .find(({ id }) => id === chart)
      ?.series[0]?.points.map(([, value]) => value),
  );

it('draws what is counted of a quiet hour as zero, and no rate or time', () => {
  expect(values(timeline, 'requests')).toEqual(new Set([0]));
  expect(values(timeline, 'cost')).toEqual(new Set([0]));
  expect(values(timeline, 'errors')).toEqual(new Set([null]));
  expect(values(timeline, 'total_ms')).toEqual(new Set([null]));
});

it('draws no zero of what nobody answered, has deleted, or is to come', () => {
  expect(values({ ...timeline, quiet: false }, 'requests')).toEqual(new Set([null]));
  const deleted = { ...timeline, keptSince: Date.parse(range.to) };
  expect(values(deleted, 'requests')).toEqual(new Set([null]));
  const ahead = readRange(
    { from: '2126-07-14T12:00:00Z', to: '2126-07-14T13:00:00Z' },
    Date.parse(range.to),
  );
  const toCome = { ...timeline, buckets: bucketsOf(ahead, '5_minutes') };
  expect(values(toCome, 'requests')).toEqual(new Set([null]));
});
