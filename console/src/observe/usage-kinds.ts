import type { components } from '@signalbox/sdk';

type Usage = components['schemas']['Usage'];
/** Also what a price may be set for. */
export type PriceKind = keyof components['schemas']['Price']['usd_per_million'];
export type UsageKind = keyof Usage;

interface Shown {
  readonly label: string;
  /** Of a part, what it is called behind its whole. */
  readonly part?: string;
  /** What people call the amount that a price is for, and how many of these a million are. */
  readonly per: string;
  readonly perMillion: number;
}

const MILLION_TOKENS = { per: 'a million tokens', perMillion: 1 };
const THOUSAND = { per: 'a thousand', perMillion: 1_000 };
const part = (label: string, within: string) => ({ label, part: within, ...MILLION_TOKENS });

/** What may be used and paid, in the order in which it is shown. */
const KINDS = {
  input: { label: 'Input', ...MILLION_TOKENS },
  cached_input: part('Cached input', 'of it cached'),
  cache_write: part('Cache writes', 'of it written to the cache'),
  cache_write_1h: part('Cache writes for an hour', 'of that for an hour'),
  input_audio: part('Sound sent', 'of it sound'),
  input_images: part('Images sent', 'of it images'),
  input_video: part('Video sent', 'of it video'),
  output: { label: 'Output', ...MILLION_TOKENS },
  reasoning: part('Reasoning', 'of it reasoning'),
  output_audio: part('Sound made', 'of it sound that was made'),
  images: part('Images made', 'of it images that were made'),
  output_video: part('Video made', 'of it video that was made'),
  web_searches: { label: 'Web searches', ...THOUSAND },
  file_searches: { label: 'File searches', ...THOUSAND },
  code_executions: { label: 'Runs of code', ...THOUSAND },
  search_units: { label: 'Search units', ...THOUSAND },
  documents: { label: 'Documents ranked', ...THOUSAND },
  made_images: { label: 'Images by the piece', ...THOUSAND },
  audio_seconds: { label: 'Seconds of sound', per: 'a minute', perMillion: 1_000_000 / 60 },
  characters: { label: 'Characters spoken', per: 'a million', perMillion: 1 },
  requests: { label: 'Calls', ...THOUSAND },
} as const satisfies Readonly<Record<PriceKind, Shown>> & Readonly<Record<UsageKind, Shown>>;

export const PRICE_KINDS = Object.keys(KINDS) as readonly PriceKind[];
const USAGE_KINDS = PRICE_KINDS.filter((kind): kind is UsageKind => kind !== 'requests');

export function kindOf(kind: PriceKind): Shown {
  return KINDS[kind];
}

/** Of a cost, whose kinds may be ones that this console does not know. */
export function labelOf(kind: string): string {
  return Object.hasOwn(KINDS, kind) ? KINDS[kind as PriceKind].label : kind.replaceAll('_', ' ');
}

/** As the parts of a whole are listed behind it. */
export function listedAs(kind: UsageKind): string {
  const { label, part: within = label }: Shown = KINDS[kind];
  return within;
}

/** Kinds that are shown also where nothing is known of them. */
const ALWAYS: ReadonlySet<UsageKind> = new Set(['input', 'cached_input', 'output', 'reasoning']);

export function usedKinds(usage: Usage): readonly (readonly [UsageKind, number | null])[] {
  return USAGE_KINDS.flatMap((kind) => {
    const count = usage[kind] ?? null;
    return count === null && !ALWAYS.has(kind) ? [] : [[kind, count] as const];
  });
}
