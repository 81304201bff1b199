import { describe, expect, it } from 'vitest';
import { chartOptions, type Look } from './options.ts';

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
