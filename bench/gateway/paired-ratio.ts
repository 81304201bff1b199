/** A median of ratios with the interval that holds it in at least 95 of 100 repetitions, whatever their distribution. */
export interface PairedRatio {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The median of at least six paired ratios with a distribution-free interval by order statistics: of n independent pairs, the
 * k-th smallest and k-th largest enclose the median with probability 1 - 2 P(X < k), X ~ Binomial(n, 1/2)
 * (Hahn and Meeker, Statistical Intervals, 1991, section 5.2). Medians, since a machine that is busy for one round pulls a
 * mean along.
 */
export function pairedRatio(ratios: readonly number[]): PairedRatio {
  const sorted = [...ratios].sort((a, b) => a - b);
  const n = sorted.length;
  let rank = 0;
  let below = 0;
  for (let k = 1, term = 0.5 ** n; k <= n / 2; k++) {
    below += term;
    if (2 * below > 0.05) break;
    rank = k;
    term = (term * (n - k + 1)) / k;
  }
  if (rank === 0) throw new Error(`${n} pairs are too few for an interval of 95%: at least 6`);
  const at = (index: number): number => sorted[index] ?? Number.NaN;
  const middle = Math.floor(n / 2);
  return {
    median: n % 2 === 1 ? at(middle) : (at(middle - 1) + at(middle)) / 2,
    low: at(rank - 1),
    high: at(n - rank),
  };
}
