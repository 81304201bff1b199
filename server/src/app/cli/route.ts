import { type CommandContext, UsageError } from './command.ts';
import type { Propagation } from './propagation.ts';

interface Target {
  readonly model: string;
  readonly weight: number;
  readonly order: number;
  readonly timeouts: Readonly<Record<string, number>>;
  readonly problem: string | null;
}

export interface Route {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly version: number;
  readonly strategy: string;
  readonly targets: readonly Target[];
  readonly rules: readonly {
    readonly name: string;
    readonly when: unknown;
    readonly targets: readonly Target[];
  }[];
  readonly timeouts: Readonly<Record<string, number>>;
  readonly retries: number;
  readonly fallback_on: readonly string[];
  readonly hedge_after_ms: number | null;
  readonly shadowed_by: string | null;
  readonly message: string | null;
  readonly changed_by: { readonly kind: string; readonly id: string; readonly name: string | null };
  readonly updated_at: string;
}

export type ChangedRoute = Route & Propagation;

export const routesOf = (
  { api }: CommandContext,
  query: { readonly name?: string } = {},
): Promise<{ readonly data: readonly Route[] }> =>
  api.call('GET', '/api/v1/routes', { query: { limit: 1000, ...query } });

/** Null: there is none of this name. */
export async function routeNamed(context: CommandContext, name: string): Promise<Route | null> {
  return (await routesOf(context, { name })).data[0] ?? null;
}

/** The route of a name, else of an id. Throws a `UsageError` where there is none. */
export async function findRoute(context: CommandContext, wanted: string): Promise<Route> {
  const named = await routeNamed(context, wanted);
  if (named !== null) return named;
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(wanted))
    return await context.api.call('GET', `/api/v1/routes/${wanted}`);
  throw new UsageError(`there is no route "${wanted}"`);
}

/** What of a target is not as it is unless said otherwise: `acme/a weight 3 tier 2`. */
export function targetText({ model, weight, order }: Omit<Target, 'problem' | 'timeouts'>): string {
  return [model, weight === 1 ? '' : ` weight ${weight}`, order === 1 ? '' : ` tier ${order}`].join(
    '',
  );
}
