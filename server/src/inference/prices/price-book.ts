import { MultiKeyMap } from '../../lib/multi-key-map.ts';
import type { Cost } from '../../platform/money/index.ts';
import type { Usage } from '../../protocols/conversation/index.ts';
import type { Operation } from '../../protocols/index.ts';
import { providerKind } from '../provider-kinds.ts';
import { costOf, costUnmetered } from './cost-of.ts';
import { type OwnPrice, OwnPrices } from './own-rates.ts';
import { countsForNothing, PUBLIC_PRICES_VERSION } from './public-rates.ts';
import type { RateTable } from './rates.ts';
import { type Priced, type ResolvedRates, resolveRates } from './resolve-rates.ts';
import { pricedTier } from './service-tiers.ts';

/** Models whose prices are kept resolved; clients may send any name, so the number is bounded. */
const MAX_RESOLVED = 1_000;
/** What runs on this machine costs nothing a token, and that is known. */
/** What hosts do for nothing, whatever the model. */
const FREE: Cost = { total: '0', by_kind: {}, price_version: PUBLIC_PRICES_VERSION };
const SELF_HOSTED: Cost = { total: '0', by_kind: {}, price_version: 'self-hosted' };

export interface PriceQuestion extends Omit<Priced, 'answeredBy' | 'tier'> {
  readonly answeredBy?: string | null;
  /** Null: the provider did not report it. */
  readonly usage: Usage | null;
  /** At which tier the provider says that it was served; null or left out: it does not say. */
  readonly serviceTier?: string | null;
  /** Left out: one that a model's prices are for. */
  readonly operation?: Operation;
}

/** Prices under one state of the configuration: make a new one when a price or a provider changes. */
export interface PriceBook {
  /** Null: the price is unknown, or the usage is. */
  priceOf(question: PriceQuestion): Cost | null;
  /** What a request would be priced with at that time and the standard tier; null: not known, or it runs on this machine and costs nothing. */
  ratesOf(
    question: Omit<PriceQuestion, 'usage' | 'serviceTier' | 'answeredBy' | 'operation'>,
  ): RateTable | null;
}

/**
 * Prices requests by own prices over the public table; an own price that leaves out a kind leaves it at the public one.
 * What was served at another tier than the standard one is priced by the own prices of that tier alone, since the public table
 * has none. A model is looked up once and then multiplied.
 */
export function createPriceBook(ownPrices: Iterable<OwnPrice>): PriceBook {
  const own = new OwnPrices(ownPrices);
  const resolved = new MultiKeyMap<ResolvedRates>();
  const ratesAt = (priced: Priced) => {
    const { provider, model, answeredBy, projectId, tier, atMs } = priced;
    const { name, base_url } = provider;
    let found = resolved.get(projectId, name, base_url, model, answeredBy, tier);
    if (found === undefined || atMs < found.fromMs || atMs >= found.untilMs) {
      found = resolveRates(own, priced);
      if (resolved.size >= MAX_RESOLVED) resolved.clear();
      resolved.set([projectId, name, base_url, model, answeredBy, tier], found);
    }
    return found.table;
  };
  return {
    ratesOf: (question) => ratesAt({ ...question, answeredBy: null, tier: null }),
    priceOf(question) {
      const { provider, model, answeredBy = null, projectId, usage, serviceTier, atMs } = question;
      if (question.operation === 'count_tokens' && countsForNothing(provider)) return FREE;
      const tier = pricedTier(serviceTier);
      const priced = { provider, model, answeredBy, projectId, tier, atMs };
      const table = ratesAt(priced);
      if (table !== null) return usage === null ? costUnmetered(table) : costOf(usage, table);
      const selfHosted = providerKind(provider.kind).billing === 'self_hosted';
      const free = selfHosted && (tier === null || ratesAt({ ...priced, tier: null }) === null);
      return free ? SELF_HOSTED : null;
    },
  };
}
