import {
  calcPrice,
  findProvider,
  type ModelPrice,
  type TieredPrices,
} from '@pydantic/genai-prices';
import { scaleDecimal } from './decimal.ts';
import { flatRate, type PriceKind, type Rate, type RateTable } from './rates.ts';

/** Of the installed package, which does not tell; a test compares. */
export const PUBLIC_PRICES_VERSION = 'genai-prices@0.1.8';

/** The public table's name of each kind, with the power of ten from USD for its unit to atto-USD for one. */
const PUBLIC_KINDS: readonly (readonly [kind: PriceKind, key: string, scale: number])[] = [
  ['input', 'input_mtok', 12],
  ['cached_input', 'cache_read_mtok', 12],
  ['cache_write', 'cache_write_mtok', 12],
  ['input_audio', 'input_audio_mtok', 12],
  ['output', 'output_mtok', 12],
  ['reasoning', 'output_reasoning_mtok', 12],
  ['output_audio', 'output_audio_mtok', 12],
  ['images', 'output_image_mtok', 12],
  ['requests', 'requests_kcount', 15],
];

export interface PublicRates {
  readonly table: RateTable;
  /** Another price may hold at another time of day or after a date. */
  readonly changes: boolean;
}

/**
 * The public price of a model, or null where none is known. A host is recognised by its URL; behind a URL that the table
 * does not know (a proxy, a gateway of one's own), by the provider's name where that is a host's id, such as `openai`.
 */
export function publicRates(
  provider: { readonly name: string; readonly baseUrl: string },
  model: string,
  atMs: number,
): PublicRates | null {
  const host = findProvider({ providerApiUrl: provider.baseUrl }) ?? hostNamed(provider.name);
  if (host === undefined) return null;
  const found = calcPrice({}, model, { providerId: host.id, timestamp: new Date(atMs) });
  if (found === null) return null;
  return {
    table: { rates: readRates(found.model_price), version: PUBLIC_PRICES_VERSION },
    changes: Array.isArray(found.model.prices),
  };
}

/** The tokens of a model's context as the public table states them, or null. */
export function contextWindow(
  provider: { readonly name: string; readonly baseUrl: string },
  model: string,
): number | null {
  const host = findProvider({ providerApiUrl: provider.baseUrl }) ?? hostNamed(provider.name);
  if (host === undefined) return null;
  return calcPrice({}, model, { providerId: host.id })?.model.context_window ?? null;
}

/** By its exact id only: the table's own matching takes any name that contains "openai" for OpenAI. */
function hostNamed(name: string): ReturnType<typeof findProvider> {
  const host = findProvider({ providerId: name });
  return host?.id === name ? host : undefined;
}

function readRates(prices: ModelPrice): RateTable['rates'] {
  const rates: Partial<Record<PriceKind, Rate>> = {};
  for (const [kind, key, scale] of PUBLIC_KINDS) {
    const price = prices[key];
    const rate = price === undefined ? null : readRate(price, scale);
    if (rate !== null) rates[kind] = rate;
  }
  return rates;
}

function readRate(price: number | TieredPrices, scale: number): Rate | null {
  // The shortest text of a float that came from a decimal literal is that decimal.
  if (typeof price === 'number') {
    const base = scaleDecimal(String(price), scale);
    return base === null ? null : flatRate(base);
  }
  const base = scaleDecimal(String(price.base), scale);
  if (base === null) return null;
  const tiers: { above: number; rate: bigint }[] = [];
  for (const tier of price.tiers) {
    const rate = scaleDecimal(String(tier.price), scale);
    if (rate === null) return null;
    tiers.push({ above: tier.start, rate });
  }
  return { base, tiers: tiers.sort((a, b) => a.above - b.above) };
}
