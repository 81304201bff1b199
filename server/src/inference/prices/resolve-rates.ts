import { providerKind } from '../provider-kinds.ts';
import type { OwnPrices } from './own-rates.ts';
import { type PricedProvider, publicRates } from './public-rates.ts';
import type { RateTable } from './rates.ts';

const MINUTE_MS = 60_000;

export interface Priced {
  readonly provider: PricedProvider;
  /** The provider's own name of the model. */
  readonly model: string;
  /** Which model the answer says that it is of; null: it does not say, or there is none. */
  readonly answeredBy: string | null;
  /** Whose own prices hold. */
  readonly projectId: string;
  /** Null: the standard one. */
  readonly tier: string | null;
  readonly atMs: number;
}

export interface ResolvedRates {
  readonly table: RateTable | null;
  /** It holds from then on, until then. */
  readonly fromMs: number;
  readonly untilMs: number;
}

/**
 * The rates of a model: own ones over the public ones, kind by kind. A model is looked up by the name that it was asked for by;
 * where that has no price (an alias, a router of models), by the one that answered. A deployment's name may be that of any other
 * model, so that of the public prices the answering model's hold first.
 */
export function resolveRates(own: OwnPrices, priced: Priced): ResolvedRates {
  const found = new Finder(own, priced);
  const { model, answeredBy, provider } = priced;
  if (answeredBy === null || answeredBy === model) return found.with(found.both(model));
  if (providerKind(provider.kind).namesDeployments) {
    const known = found.public(answeredBy) ?? found.public(model);
    return found.with(merge(known, found.own(model) ?? found.own(answeredBy)));
  }
  return found.with(found.both(model) ?? found.both(answeredBy));
}

/** Notes of everything that is looked up for how long it holds. */
class Finder {
  readonly #own: OwnPrices;
  readonly #priced: Priced;
  #fromMs = Number.NEGATIVE_INFINITY;
  #untilMs = Number.POSITIVE_INFINITY;

  constructor(own: OwnPrices, priced: Priced) {
    this.#own = own;
    this.#priced = priced;
  }

  both(model: string): RateTable | null {
    return merge(this.public(model), this.own(model));
  }

  own(model: string): ReturnType<OwnPrices['at']>['price'] {
    const { projectId, provider, tier, atMs } = this.#priced;
    const { price, fromMs, untilMs } = this.#own.at(projectId, provider.name, model, tier, atMs);
    this.#narrow(fromMs, untilMs);
    return price;
  }

  /** Of the standard tier alone, and not of what runs on this machine. */
  public(model: string): RateTable | null {
    const { provider, tier, atMs } = this.#priced;
    if (tier !== null || providerKind(provider.kind).billing === 'self_hosted') return null;
    const known = publicRates(provider, model, atMs);
    if (known?.changes === true) {
      // The public table's times of day are whole minutes.
      const minute = Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
      this.#narrow(minute, minute + MINUTE_MS);
    }
    return known?.table ?? null;
  }

  with(table: RateTable | null): ResolvedRates {
    return { table, fromMs: this.#fromMs, untilMs: this.#untilMs };
  }

  #narrow(fromMs: number, untilMs: number): void {
    this.#fromMs = Math.max(this.#fromMs, fromMs);
    this.#untilMs = Math.min(this.#untilMs, untilMs);
  }
}

function merge(
  known: RateTable | null,
  own: { readonly id: string; readonly rates: RateTable['rates'] } | null,
): RateTable | null {
  if (own === null) return known;
  const version = `own:${own.id}`;
  if (known === null) return { rates: own.rates, version };
  return { rates: { ...known.rates, ...own.rates }, version: `${known.version}+${version}` };
}
