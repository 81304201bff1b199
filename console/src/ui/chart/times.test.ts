import { describe, expect, it } from 'vitest';
import type { Series } from './series.ts';
import { pointInWords, pointOf, timesOf } from './times.ts';

const series: readonly Series[] = [
  {
    name: 'before',
    kind: 'line',
    dashed: true,
    points: [
      [1000, 9],
      [2000, 8],
    ],
  },
  {
    name: 'answered',
    kind: 'bar',
    points: [
      [2000, null],
      [3000, 4],
      [4000, null],
    ],
  },
  {
    name: 'failed',
    kind: 'bar',
    points: [
      [1000, 2],
      [3000, 1],
    ],
  },
];

describe('the crosshair by keyboard', () => {
  it('stops at each time that has a value, once', () => {
    expect(timesOf(series)).toEqual([1000, 2000, 3000]);
  });

  it('means the first series with a value, the period before only where there is nothing else', () => {
    expect(pointOf(series, 3000)).toEqual({ series: 1, index: 1 });
    expect(pointOf(series, 1000)).toEqual({ series: 2, index: 0 });
    expect(pointOf(series, 2000)).toEqual({ series: 0, index: 1 });
    expect(pointOf(series, 4000)).toBeNull();
  });

  it('is read aloud with its time and every value', () => {
    const data = {
      series,
      marks: [],
      format: (value: number | null) => `${value} requests`,
      stacked: true,
      ceiling: undefined,
      integers: true,
      from: undefined,
      to: undefined,
    };
    expect(pointInWords(data, 3000)).toMatch(
      /^1970-01-01 .*:03 \S+, before {2}–, answered {2}4 requests, failed {2}1 requests$/,
    );
  });
});
