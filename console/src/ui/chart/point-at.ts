import type { Series } from './series.ts';

/**
 * The point that somebody means who clicks at a time and a value: that of the nearest interval with any value, no further
 * than `withinMs`, and there the bar or area that was hit, else the nearest line. Null: nothing is there.
 */
export function pointAt(
  series: readonly Series[],
  stacked: boolean,
  clicked: { readonly at: number; readonly value: number },
  withinMs: number,
): { readonly series: string; readonly at: number } | null {
  let nearest: number | null = null;
  for (const { points } of series) {
    for (const [at, value] of points) {
      const away = Math.abs(at - clicked.at);
      if (value === null || away > withinMs) continue;
      if (nearest === null || away < Math.abs(nearest - clicked.at)) nearest = at;
    }
  }
  if (nearest === null) return null;
  const at = nearest;
  let sum = 0;
  let best: { readonly series: string; readonly away: number } | null = null;
  for (const { name, points, kind, dashed } of series) {
    const value = points.find(([time]) => time === at)?.[1] ?? null;
    if (value === null) continue;
    const onTop = stacked && dashed !== true;
    const top = onTop ? sum + value : value;
    const bottom = onTop ? sum : kind === 'bar' || kind === 'area' ? 0 : value;
    if (onTop) sum = top;
    const away = Math.max(0, clicked.value - top, bottom - clicked.value);
    if (best === null || away < best.away) best = { series: name, away };
  }
  return best === null ? null : { series: best.series, at };
}
