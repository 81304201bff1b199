import { describe, expect, it } from 'vitest';
import { pointAt } from './point-at.ts';
import type { Series } from './series.ts';

const bars: readonly Series[] = [
  {
    name: 'answered',
    kind: 'bar',
    points: [
      [1000, 6],
      [2000, null],
      [3000, 1],
    ],
  },
  {
    name: 'failed',
    kind: 'bar',
    points: [
      [1000, 2],
      [2000, null],
      [3000, 0],
    ],
  },
  {
    name: 'before',
    dashed: true,
    points: [
      [1000, 20],
      [2000, null],
      [3000, 5],
    ],
  },
];

describe('a click on a chart', () => {
  it('means the part of a stacked bar that was hit', () => {
    expect(pointAt(bars, true, { at: 1100, value: 3 }, 500)).toEqual({
      series: 'answered',
      at: 1000,
    });
    expect(pointAt(bars, true, { at: 900, value: 7 }, 500)).toEqual({ series: 'failed', at: 1000 });
  });

  it('means the line beside it', () => {
    expect(pointAt(bars, true, { at: 1000, value: 18 }, 500)).toEqual({
      series: 'before',
      at: 1000,
    });
    const lines: readonly Series[] = [
      { name: 'p50', points: [[1000, 10]] },
      { name: 'p95', points: [[1000, 50]] },
    ];
    expect(pointAt(lines, false, { at: 1000, value: 28 }, 500)?.series).toBe('p50');
    expect(pointAt(lines, false, { at: 1000, value: 90 }, 500)?.series).toBe('p95');
  });

  it('passes over gaps to the nearest interval, and means nothing where none is near', () => {
    expect(pointAt(bars, true, { at: 2400, value: 1 }, 700)?.at).toBe(3000);
    expect(pointAt(bars, true, { at: 2000, value: 1 }, 500)).toBeNull();
    expect(pointAt([], false, { at: 0, value: 0 }, 500)).toBeNull();
  });
});
