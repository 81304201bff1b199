/** What a price may be set for: the kinds of the usage record, and `requests` for a fee on each call. */
export const PRICE_KINDS = [
  'input',
  'cached_input',
  'cache_write',
  'input_audio',
  'output',
  'reasoning',
  'output_audio',
  'images',
  'requests',
] as const;
export type PriceKind = (typeof PRICE_KINDS)[number];

/** Rates are whole atto-USD (1e-18) a token, so that a table's finest price is exact and only the cost is rounded. */
export const ATTO_PER_PICO = 1_000_000n;

/** A price a token, and other ones for the whole of a request whose input is longer than `above` tokens (ascending). */
export interface Rate {
  readonly base: bigint;
  readonly tiers: readonly { readonly above: number; readonly rate: bigint }[];
}

/** The prices of one model at one time. */
export interface RateTable {
  readonly rates: Partial<Readonly<Record<PriceKind, Rate>>>;
  /** Names the price: the public table's version, the own price's id. */
  readonly version: string;
}

export function flatRate(base: bigint): Rate {
  return { base, tiers: [] };
}

export function rateAt(rate: Rate, inputTokens: number): bigint {
  let price = rate.base;
  for (const tier of rate.tiers) {
    if (inputTokens > tier.above) price = tier.rate;
  }
  return price;
}
