import { z } from 'zod';

/** Pico-USD (1e-12 USD) as decimal text, since a bigint has no JSON form. */
const PicoUsd = z.string().regex(/^\d{1,30}$/);

/** Cost by kind in pico-USD, and the version of the price it was computed with. */
export const Cost = z.object({
  total: PicoUsd,
  by_kind: z.record(z.string(), PicoUsd),
  price_version: z.string(),
});
export type Cost = z.infer<typeof Cost>;

/** Of those that are known, by kind; null where none is. Versions of prices that differ are all named. */
export function sumOfCosts(costs: readonly (Cost | null)[]): Cost | null {
  const known = costs.filter((cost) => cost !== null);
  const [first, ...others] = known;
  if (first === undefined || others.length === 0) return first ?? null;
  const byKind = new Map<string, bigint>();
  for (const { by_kind } of known) {
    for (const [kind, pico] of Object.entries(by_kind)) {
      byKind.set(kind, (byKind.get(kind) ?? 0n) + BigInt(pico));
    }
  }
  return {
    total: String(known.reduce((sum, { total }) => sum + BigInt(total), 0n)),
    by_kind: Object.fromEntries([...byKind].map(([kind, pico]) => [kind, String(pico)])),
    price_version: [...new Set(known.map((cost) => cost.price_version))].join(', '),
  };
}
