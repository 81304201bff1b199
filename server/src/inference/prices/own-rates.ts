import type { PriceEntity } from '../entities.ts';
import { scaleDecimal } from './decimal.ts';
import { flatRate, PRICE_KINDS, type PriceKind, type Rate } from './rates.ts';

/** An own price with the id of its entity. */
export interface OwnPrice {
  readonly id: string;
  readonly value: PriceEntity;
}

interface OwnRates {
  readonly id: string;
  readonly fromMs: number;
  readonly rates: Partial<Record<PriceKind, Rate>>;
}

/** Own prices by whom they are for and what they price, each list by the time from which its entries hold. */
export class OwnPrices {
  readonly #byModel = new Map<string, OwnRates[]>();

  constructor(prices: Iterable<OwnPrice>) {
    for (const { id, value } of prices) {
      const fromMs = Date.parse(value.effective_from);
      if (Number.isNaN(fromMs)) continue;
      const key = keyOf(value.project_id, value.provider, value.model, value.service_tier);
      const list = this.#byModel.get(key) ?? [];
      list.push({ id, fromMs, rates: readRates(value.per_token) });
      this.#byModel.set(key, list);
    }
    for (const list of this.#byModel.values()) list.sort((a, b) => a.fromMs - b.fromMs);
  }

  /** The price in force at a tier (null: the standard one), a project's own before the installation's, and the times between which that stays so. */
  at(
    projectId: string,
    provider: string,
    model: string,
    tier: string | null,
    atMs: number,
  ): { readonly price: OwnRates | null; readonly fromMs: number; readonly untilMs: number } {
    let fromMs = Number.NEGATIVE_INFINITY;
    let untilMs = Number.POSITIVE_INFINITY;
    for (const owner of [projectId, null]) {
      let price: OwnRates | null = null;
      for (const entry of this.#byModel.get(keyOf(owner, provider, model, tier)) ?? []) {
        if (entry.fromMs <= atMs) {
          price = entry;
          fromMs = Math.max(fromMs, entry.fromMs);
        } else {
          untilMs = Math.min(untilMs, entry.fromMs);
        }
      }
      if (price !== null) return { price, fromMs, untilMs };
    }
    return { price: null, fromMs, untilMs };
  }
}

function keyOf(
  projectId: string | null,
  provider: string,
  model: string,
  tier: string | null,
): string {
  return `${projectId ?? ''}\n${provider}\n${model}\n${tier ?? ''}`;
}

function readRates(perToken: PriceEntity['per_token']): Partial<Record<PriceKind, Rate>> {
  const rates: Partial<Record<PriceKind, Rate>> = {};
  for (const kind of PRICE_KINDS) {
    const text = perToken[kind];
    // Pico-USD to atto-USD.
    const base = text === undefined ? null : scaleDecimal(text, 6);
    if (base !== null) rates[kind] = flatRate(base);
  }
  return rates;
}
