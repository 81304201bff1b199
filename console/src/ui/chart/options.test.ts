import { describe, expect, it } from 'vitest';
import { chartOptions, type Look } from './options.ts';
import type { Series } from './series.ts';

const look: Look = {
  scheme: 'light',
  text: '#000',
  dimmed: '#555',
  line: '#ccc',
  ground: '#fff',
  font: 'sans-serif',
};

/** The axis of values for one line. */
function axisOf(values: readonly (number | null)[], ceiling?: number) {
  const options = chartOptions(
    {
      series: [{ name: 'failed', points: values.map((value, at) => [at, value]), kind: 'line' }],
      marks: [],
      format: (value) => `${(value ?? 0) * 100} %`,
      stacked: false,
      ceiling,
      integers: false,
      from: undefined,
      to: undefined,
    },
    look,
  );
  return options['yAxis'] as {
    max: number | null;
    axisLabel: { formatter: (value: number) => string };
  };
}

describe('the axis of values', () => {
  it('says nothing but zero where there is nothing else', () => {
    const { axisLabel } = axisOf([0, null, 0], 1);
    expect([0, 0.4, 1].map(axisLabel.formatter)).toEqual(['0 %', '', '']);
  });

  it('ends at the ceiling once values come near it, and fits the values otherwise', () => {
    expect(axisOf([0.1, 1], 1).max).toBe(1);
    expect(axisOf([0.1, 0.2], 1).max).toBeNull();
    expect(axisOf([5, 90]).max).toBeNull();
    expect(axisOf([5, 90]).axisLabel.formatter(0.5)).toBe('50 %');
  });
});

describe('the tooltip', () => {
  it('stands in the one chart of a group that tells, while all draw the crosshair', () => {
    const data = {
      series: [{ name: 'a', points: [[1, 2]], kind: 'line' }] as const,
      marks: [],
      format: String,
      stacked: false,
      ceiling: undefined,
      integers: false,
      from: undefined,
      to: undefined,
    };
    const size = { contentSize: [100, 50], viewSize: [400, 200] };
    const placed = (tells: boolean, x: number, y: number) => {
      const { position } = chartOptions(data, look, () => tells)['tooltip'] as {
        position: (pointer: number[], ...more: unknown[]) => number[];
      };
      return position([x, y], [], null, null, size);
    };
    expect(placed(true, 10, 20)).toEqual([26, 36]);
    expect(placed(true, 390, 190)).toEqual([274, 150]);
    expect(placed(false, 10, 20).every((at) => at < -1_000)).toBe(true);
  });
});

describe('lines', () => {
  const drawn = (series: readonly Series[], integers = false) =>
    chartOptions(
      {
        series,
        marks: [],
        format: String,
        stacked: false,
        ceiling: undefined,
        integers,
        from: undefined,
        to: undefined,
      },
      look,
    );
  const line = (name: string, more: Partial<Series> = {}, values: (number | null)[] = [1, 2]) => ({
    name,
    points: values.map((value, at) => [at, value] as const),
    ...more,
  });

  it('of one hue differ in weight and dash, and have their names at their ends', () => {
    const { series } = drawn([
      line('p50'),
      line('p95', { shadeOf: 'p50' }),
      line('p99', { shadeOf: 'p50' }),
      line('before', { dashed: true }),
    ]) as { series: { lineStyle: { width: number; type: unknown }; endLabel?: unknown }[] };
    const looks = series.map(({ lineStyle: { width, type } }) => JSON.stringify([width, type]));
    expect(new Set(looks).size).toBe(4);
    expect(series.map(({ endLabel }) => endLabel !== undefined)).toEqual([true, true, true, false]);
  });

  it('mark a value between two gaps, and no other', () => {
    const { series } = drawn([line('a', {}, [1, 2, null, 3, null, 4, 5])]) as {
      series: { showSymbol: boolean; data: (unknown[] | { symbol: string })[] }[];
    };
    const marked = series[0]?.data.map((point) => Array.isArray(point));
    expect(marked).toEqual([false, false, false, true, false, false, false]);
    const whole = drawn([line('a', {}, [1, 2])]) as { series: { showSymbol: boolean }[] };
    expect(whole.series[0]?.showSymbol).toBe(false);
  });

  it('of what is counted have an axis of whole numbers', () => {
    expect(drawn([line('a')], true)['yAxis']).toMatchObject({ minInterval: 1 });
    expect(drawn([line('a')])['yAxis']).not.toHaveProperty('minInterval');
  });
});
