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
