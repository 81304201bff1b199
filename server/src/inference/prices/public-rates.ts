import {
  calcPrice,
  findProvider,
  type ModelPrice,
  type TieredPrices,
} from '@pydantic/genai-prices';
import type { ProviderEntity } from '../entities.ts';
import { providerKind } from '../provider-kinds.ts';
import { divideHalfUp, scaleDecimal } from './decimal.ts';
import { flatRate, PRICE_KINDS, type PriceKind, type Rate, type RateTable } from './rates.ts';

/** Of the installed package, which does not tell; a test compares. */
export const PUBLIC_PRICES_VERSION = 'genai-prices@0.1.8';

/** The public table's name of each kind, with how many of it a price there is for; null: it prices none. */
const PUBLIC_KINDS: Readonly<Record<PriceKind, readonly [key: string, per: bigint] | null>> = {
  input: ['input_mtok', 1_000_000n],
  cached_input: ['cache_read_mtok', 1_000_000n],
  cache_write: ['cache_write_mtok', 1_000_000n],
  cache_write_1h: ['cache_write_1h_mtok', 1_000_000n],
  input_audio: ['input_audio_mtok', 1_000_000n],
  input_images: ['input_image_mtok', 1_000_000n],
  input_video: ['input_video_mtok', 1_000_000n],
  output: ['output_mtok', 1_000_000n],
  reasoning: ['output_reasoning_mtok', 1_000_000n],
  output_audio: ['output_audio_mtok', 1_000_000n],
  images: ['output_image_mtok', 1_000_000n],
  output_video: ['output_video_mtok', 1_000_000n],
  web_searches: ['web_searches_kcount', 1_000n],
  file_searches: ['storage_searches_kcount', 1_000n],
  code_executions: null,
  search_units: ['rerank_searches_kcount', 1_000n],
  documents: null,
  made_images: null,
  audio_seconds: ['input_audio_hours', 3_600n],
  characters: ['input_mchars', 1_000_000n],
  requests: ['requests_kcount', 1_000n],
};

/** Models of which a host states one price for two kinds, since it charges both alike; the table has it at the whole alone. */
const CHARGED_ALIKE: readonly {
  readonly host: RegExp;
  readonly model: RegExp;
  readonly kinds: Partial<Readonly<Record<PriceKind, PriceKind>>>;
}[] = [
  // ai.google.dev/gemini-api/docs/pricing names sound apart where its price is another one.
  { host: /^google$/, model: /./, kinds: { input_audio: 'input', output_audio: 'output' } },
  // They answer with images alone, and with sound alone.
  { host: /./, model: /^gpt-image/, kinds: { images: 'output' } },
  { host: /./, model: /-tts$/, kinds: { output_audio: 'output' } },
];

/** Models that their hosts say cost nothing; of others without a price the table does not tell whether that is known. */
const FREE: readonly { readonly host: string; readonly model: RegExp }[] = [
  // developers.openai.com/api/docs/guides/moderation, ai.google.dev/gemini-api/docs/pricing
  { host: 'openai', model: /^moderation$/ },
  { host: 'google', model: /^gemma-4-\d+b-(a4b-)?it$/ },
];
/** What a host says that it charges nothing for beside the tokens of it. */
const FREE_OF_CHARGE: readonly { readonly host: string; readonly kind: PriceKind }[] = [
  // ai.google.dev/gemini-api/docs/code-execution
  { host: 'google', kind: 'code_executions' },
];

/** Where to count tokens costs nothing. */
const COUNTS_FOR_NOTHING: ReadonlySet<string> = new Set([
  // platform.claude.com/docs/en/build-with-claude/token-counting
  'anthropic',
  // ai.google.dev/gemini-api/docs/tokens
  'google',
]);
const NOTHING: RateTable['rates'] = { input: flatRate(0n), output: flatRate(0n) };

export interface PublicRates {
  readonly table: RateTable;
  /** Another price may hold at another time of day or after a date. */
  readonly changes: boolean;
}

/** What tells whose prices hold. */
export type PricedProvider = Pick<ProviderEntity, 'name' | 'kind' | 'base_url'>;

/** The public price of a model, or null where none is known. */
export function publicRates(
  provider: PricedProvider,
  model: string,
  atMs: number,
): PublicRates | null {
  const host = hostOf(provider);
  if (host === undefined) return null;
  const found = calcPrice({}, model, { providerId: host.id, timestamp: new Date(atMs) });
  if (found === null) return null;
  return {
    table: {
      rates: ratesOf(found.model_price, host.id, found.model.id),
      version: PUBLIC_PRICES_VERSION,
    },
    changes: Array.isArray(found.model.prices),
  };
}

/** Whether its host says that to count tokens costs nothing. */
export function countsForNothing(provider: PricedProvider): boolean {
  const host = hostOf(provider);
  return host !== undefined && COUNTS_FOR_NOTHING.has(host.id);
}

/** The tokens of a model's context as the public table states them, or null. */
export function contextWindow(provider: PricedProvider, model: string): number | null {
  const host = hostOf(provider);
  if (host === undefined) return null;
  return calcPrice({}, model, { providerId: host.id })?.model.context_window ?? null;
}

/**
 * A host is recognised by its URL; behind a URL that the table does not know (a proxy, a gateway of one's own), by its kind, or by
 * the provider's name where that is a host's id, such as `openai`.
 */
function hostOf({ name, kind, base_url }: PricedProvider): ReturnType<typeof findProvider> {
  const byUrl = findProvider({ providerApiUrl: base_url });
  return byUrl ?? hostNamed(providerKind(kind).pricedAs ?? name);
}

/** By its exact id only: the table's own matching takes any name that contains "openai" for OpenAI. */
function hostNamed(name: string): ReturnType<typeof findProvider> {
  const host = findProvider({ providerId: name });
  return host?.id === name ? host : undefined;
}

function ratesOf(prices: ModelPrice, host: string, model: string): RateTable['rates'] {
  const free = FREE.some((known) => known.host === host && known.model.test(model));
  return free ? NOTHING : chargedAlike(withFree(readRates(prices), host), host, model);
}

function withFree(rates: RateTable['rates'], host: string): RateTable['rates'] {
  const free = FREE_OF_CHARGE.filter((known) => known.host === host);
  return { ...rates, ...Object.fromEntries(free.map(({ kind }) => [kind, flatRate(0n)])) };
}

function readRates(prices: ModelPrice): RateTable['rates'] {
  const rates: Partial<Record<PriceKind, Rate>> = {};
  for (const kind of PRICE_KINDS) {
    const named = PUBLIC_KINDS[kind];
    const price = named === null ? undefined : prices[named[0]];
    const rate = named === null || price === undefined ? null : readRate(price, named[1]);
    if (rate !== null) rates[kind] = rate;
  }
  return rates;
}

function chargedAlike(rates: RateTable['rates'], host: string, model: string): RateTable['rates'] {
  const all: Partial<Record<PriceKind, Rate>> = { ...rates };
  for (const alike of CHARGED_ALIKE) {
    if (!alike.host.test(host) || !alike.model.test(model)) continue;
    for (const kind of PRICE_KINDS) {
      const other = alike.kinds[kind];
      const rate = all[kind] ?? (other === undefined ? undefined : all[other]);
      if (rate !== undefined) all[kind] = rate;
    }
  }
  return all;
}

function readRate(price: number | TieredPrices, per: bigint): Rate | null {
  if (typeof price === 'number') {
    const base = attoOf(price, per);
    return base === null ? null : flatRate(base);
  }
  const base = attoOf(price.base, per);
  if (base === null) return null;
  const tiers: { above: number; rate: bigint }[] = [];
  for (const tier of price.tiers) {
    const rate = attoOf(tier.price, per);
    if (rate === null) return null;
    tiers.push({ above: tier.start, rate });
  }
  return { base, tiers: tiers.sort((a, b) => a.above - b.above) };
}

/** USD for `per` as atto-USD for one. The shortest text of a float that came from a decimal literal is that decimal. */
function attoOf(usd: number, per: bigint): bigint | null {
  const all = scaleDecimal(String(usd), 18);
  return all === null ? null : divideHalfUp(all, per);
}
