import type { RouteDefinition } from '../../inference/index.ts';

/** What a strategy looks at of one target. */
export interface Arrangeable {
  readonly weight: number;
  readonly order: number;
}

export interface Measures<T> {
  /** From 0 to below 1. */
  random(): number;
  /** How slow it is; smaller is better. */
  slowness(target: T): number;
  /** What the call would cost, in whatever unit; null: it is not known. */
  cost(target: T): bigint | null;
}

/**
 * The targets in the order in which they are tried: tier by tier, and within a tier by the strategy.
 * - `order`: as they stand;
 * - `weighted`: at random by their weights, without putting one back (Efraimidis and Spirakis 2006);
 * - `latency`: the faster one of two that are drawn by weight (power of two choices, Mitzenmacher 2001), then the others by how
 *   slow they are;
 * - `cost`: the cheapest first; what has no known price comes last.
 */
export function arrange<T extends Arrangeable>(
  targets: readonly T[],
  strategy: RouteDefinition['strategy'],
  measures: Measures<T>,
): readonly T[] {
  if (targets.length < 2) return targets;
  const tiers = new Map<number, T[]>();
  for (const target of targets) {
    const tier = tiers.get(target.order);
    if (tier === undefined) tiers.set(target.order, [target]);
    else tier.push(target);
  }
  return [...tiers]
    .sort(([a], [b]) => a - b)
    .flatMap(([, tier]) => within(tier, strategy, measures));
}

function within<T extends Arrangeable>(
  tier: readonly T[],
  strategy: RouteDefinition['strategy'],
  measures: Measures<T>,
): readonly T[] {
  if (tier.length < 2) return tier;
  switch (strategy) {
    case 'order':
      return tier;
    case 'weighted':
      return byWeight(tier, measures.random);
    case 'latency':
      return fasterOfTwo(tier, measures);
    case 'cost':
      return cheapestFirst(tier, measures);
  }
}

/** At random by weight; what weighs nothing comes last. */
export function byWeight<T extends Pick<Arrangeable, 'weight'>>(
  targets: readonly T[],
  random: () => number,
): readonly T[] {
  return targets
    .map((target) => ({
      target,
      // 1 - random lies above 0, of which there is a logarithm.
      at: target.weight > 0 ? -Math.log(1 - random()) / target.weight : Number.POSITIVE_INFINITY,
    }))
    .sort((a, b) => (a.at === b.at ? 0 : a.at - b.at))
    .map(({ target }) => target);
}

function fasterOfTwo<T extends Arrangeable>(
  tier: readonly T[],
  measures: Measures<T>,
): readonly T[] {
  const [one, other] = byWeight(tier, measures.random);
  if (one === undefined || other === undefined) return tier;
  const first = measures.slowness(other) < measures.slowness(one) ? other : one;
  const rest = tier.filter((target) => target !== first);
  const slowness = new Map(rest.map((target) => [target, measures.slowness(target)]));
  rest.sort((a, b) => (slowness.get(a) ?? 0) - (slowness.get(b) ?? 0));
  return [first, ...rest];
}

function cheapestFirst<T>(tier: readonly T[], { cost }: Measures<T>): readonly T[] {
  const priced = tier.map((target) => ({ target, cost: cost(target) }));
  priced.sort((a, b) => {
    if (a.cost === null || b.cost === null)
      return Number(a.cost === null) - Number(b.cost === null);
    return a.cost < b.cost ? -1 : Number(a.cost > b.cost);
  });
  return priced.map(({ target }) => target);
}
