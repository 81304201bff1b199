import type { Cost } from '../../platform/money/index.ts';
import type { Usage } from '../../protocols/conversation/index.ts';
import type { ProviderEntity } from '../entities.ts';
import { providerKind } from '../provider-kinds.ts';
import { costOf } from './cost-of.ts';
import { type OwnPrice, OwnPrices } from './own-rates.ts';
import { publicRates } from './public-rates.ts';
import type { RateTable } from './rates.ts';
import { pricedTier } from './service-tiers.ts';

/** Models whose prices are kept resolved; clients may send any name, so the number is bounded. */
const MAX_RESOLVED = 1_000;
const MINUTE_MS = 60_000;
/** What runs on this machine costs nothing a token, and that is known. */
const SELF_HOSTED: Cost = { total: '0', by_kind: {}, price_version: 'self-hosted' };

export interface PriceQuestion {
  readonly provider: Pick<ProviderEntity, 'name' | 'kind' | 'base_url'>;
  /** The provider's own name of the model. */
  readonly model: string;
  /** Whose own prices hold. */
  readonly projectId: string;
  /** Null: the provider did not report it. */
  readonly usage: Usage | null;
  /** At which tier the provider says that it was served; null or left out: it does not say. */
  readonly serviceTier?: string | null;
  /** When the request began, in ms since the epoch. */
  readonly atMs: number;
}

/** A question without what was used. */
type PriceOf = Omit<PriceQuestion, 'usage' | 'serviceTier'>;

interface Resolved {
  readonly table: RateTable | null;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** Prices under one state of the configuration: make a new one when a price or a provider changes. */
export interface PriceBook {
  /** Null: the price is unknown, or the usage is. */
  priceOf(question: PriceQuestion): Cost | null;
  /** What a request would be priced with at that time and the standard tier; null: not known, or it runs on this machine and costs nothing. */
  ratesOf(question: PriceOf): RateTable | null;
}

/**
 * Prices requests by own prices over the public table; an own price that leaves out a kind leaves it at the public one.
 * What was served at another tier than the standard one is priced by the own prices of that tier alone, since the public table
 * has none. A model is looked up once and then multiplied.
 */
export function createPriceBook(ownPrices: Iterable<OwnPrice>): PriceBook {
  const own = new OwnPrices(ownPrices);
  const resolved = new Map<string, Resolved>();
  const ratesAt = ({ provider, model, projectId, atMs }: PriceOf, tier: string | null) => {
    const key = `${projectId}\n${provider.name}\n${provider.base_url}\n${model}\n${tier ?? ''}`;
    let found = resolved.get(key);
    if (found === undefined || atMs < found.fromMs || atMs >= found.untilMs) {
      found = resolve(own, { provider, model, projectId, atMs }, tier);
      if (resolved.size >= MAX_RESOLVED) resolved.clear();
      resolved.set(key, found);
    }
    return found.table;
  };
  return {
    ratesOf: (question) => ratesAt(question, null),
    priceOf(question) {
      const { provider, usage } = question;
      const tier = pricedTier(question.serviceTier);
      const table = ratesAt(question, tier);
      if (table !== null) return usage === null ? null : costOf(usage, table);
      const free = isSelfHosted(provider) && (tier === null || ratesAt(question, null) === null);
      return free ? SELF_HOSTED : null;
    },
  };
}

function isSelfHosted({ kind }: PriceQuestion['provider']): boolean {
  return providerKind(kind).billing === 'self_hosted';
}

function resolve(
  own: OwnPrices,
  { provider, model, projectId, atMs }: PriceOf,
  tier: string | null,
): Resolved {
  const { price, fromMs, untilMs } = own.at(projectId, provider.name, model, tier, atMs);
  const unlisted = tier !== null || isSelfHosted(provider);
  const known = unlisted
    ? null
    : publicRates({ name: provider.name, baseUrl: provider.base_url }, model, atMs);
  const changes = known?.changes ?? false;
  // The public table's times of day are whole minutes.
  const minute = Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
  return {
    table: merge(known?.table ?? null, price),
    fromMs: changes ? Math.max(fromMs, minute) : fromMs,
    untilMs: changes ? Math.min(untilMs, minute + MINUTE_MS) : untilMs,
  };
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
