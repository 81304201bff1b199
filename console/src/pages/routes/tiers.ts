import type { Route } from './types.ts';

interface Weighed {
  readonly model: string;
  readonly weight: number;
  readonly order: number;
}

export interface Tier<T> {
  readonly order: number;
  readonly targets: readonly (T & {
    /** Of the tier's calls, from 0 to 1; null: the strategy gives out no shares. */
    readonly share: number | null;
  })[];
}

/** The targets by tier, in the order in which tiers are tried, each with the share that its weight gives it. */
export function tiersOf<T extends Weighed>(
  targets: readonly T[],
  strategy: Route['strategy'],
): Tier<T>[] {
  const orders = [...new Set(targets.map(({ order }) => order))].sort((a, b) => a - b);
  return orders.map((order) => {
    const tier = targets.filter((target) => target.order === order);
    const total = tier.reduce((sum, { weight }) => sum + weight, 0);
    const shared = strategy === 'weighted' || strategy === 'latency';
    return {
      order,
      targets: tier.map((target) => ({
        ...target,
        share: shared && total > 0 ? target.weight / total : null,
      })),
    };
  });
}

/** A route that only gives one model another name. */
export function isAlias({ targets, rules }: Pick<Route, 'targets' | 'rules'>): boolean {
  return targets.length === 1 && rules.length === 0;
}

export const STRATEGIES: Readonly<
  Record<Route['strategy'], { readonly label: string; readonly meaning: string }>
> = {
  order: { label: 'in order', meaning: 'The first of a tier; the others in turn, where it fails.' },
  weighted: { label: 'by weight', meaning: 'By chance, each with its share of the tier.' },
  latency: { label: 'the quicker', meaning: 'The quicker of two that are drawn by weight.' },
  cost: { label: 'the cheaper', meaning: 'The cheapest of a tier, by the prices that hold.' },
};

export const PROBLEMS = {
  provider_missing: 'its provider is gone',
  provider_disabled: 'its provider is disabled',
  model_missing: 'not in its provider’s list',
} as const;

/** What stands in the way of a route, in words; none: nothing that is known. */
export function problemsOf({ targets, rules, shadowed_by: by }: Route): string[] {
  const all = [...targets, ...rules.flatMap((rule) => rule.targets)];
  const words = all.flatMap(({ model, problem }) =>
    problem === null ? [] : [`${model}: ${PROBLEMS[problem]}`],
  );
  return [...(by === null ? [] : [`the provider ${by} answers for its name`]), ...new Set(words)];
}
