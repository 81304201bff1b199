import { formatPercent } from '../../ui/formats.ts';

/** How a value moved since the period before: `+12%`; null where either is not known or nothing can be compared. */
export function relativeChange(now: number | null, before: number | null): number | null {
  if (now === null || before === null || before === 0) return null;
  return now / before - 1;
}

export function formatChange(now: number | null, before: number | null): string {
  const change = relativeChange(now, before);
  if (change === null) return before === 0 && now !== null && now > 0 ? 'none before' : '';
  if (Math.abs(change) < 0.005) return 'as before';
  if (change >= 9) return `${Math.round(change + 1)}× before`;
  const size = Math.abs(change);
  const percent = size < 0.1 ? formatPercent(size) : `${Math.round(size * 100)}%`;
  return `${change > 0 ? '+' : '−'}${percent} on before`;
}
