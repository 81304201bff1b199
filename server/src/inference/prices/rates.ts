import { USAGE_KIND_NAMES, type UsageKind } from '../../protocols/conversation/index.ts';

/** What a price may be set for: each kind of use, and `requests` for a fee on each call. */
export type PriceKind = UsageKind | 'requests';
export const PRICE_KINDS: readonly PriceKind[] = [...USAGE_KIND_NAMES, 'requests'];

/** Rates are whole atto-USD (1e-18) a token (a call, a second), so that a table's finest price is exact and only the cost is rounded. */
export const ATTO_PER_PICO = 1_000_000n;

/** A price of one, and other ones for the whole of a request whose input is longer than `above` tokens (ascending). */
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
