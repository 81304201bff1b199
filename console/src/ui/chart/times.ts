import { type ChartData, timeInWords, valueInWords } from './options.ts';
import type { Series } from './series.ts';

/** The times at which any series has a value, each once, the oldest first. */
export function timesOf(series: readonly Series[]): readonly number[] {
  const times = new Set(
    series.flatMap(({ points }) => points.flatMap(([at, value]) => (value === null ? [] : [at]))),
  );
  return [...times].sort((a, b) => a - b);
}

/**
 * The first series with a value at a time, and where in it; one that is drawn dashed, which is the period before, only where no
 * other has one. Null: none has.
 */
export function pointOf(
  series: readonly Series[],
  at: number,
): { readonly series: number; readonly index: number } | null {
  const found = series.flatMap(({ points, dashed }, number) => {
    const index = points.findIndex(([time, value]) => time === at && value !== null);
    return index < 0 ? [] : [{ series: number, index, dashed: dashed === true }];
  });
  const best = found.find(({ dashed }) => !dashed) ?? found[0];
  return best === undefined ? null : { series: best.series, index: best.index };
}

/** What stands at a time, to be read aloud. */
export function pointInWords({ series, format }: ChartData, at: number): string {
  const values = series.map(({ name, points }) =>
    valueInWords(name, points.find(([time]) => time === at)?.[1] ?? null, format),
  );
  return [timeInWords(at), ...values].join(', ');
}
