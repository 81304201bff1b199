/** In what a kind of use is counted. */
type Unit = 'token' | 'call' | 'second' | 'character' | 'image' | 'document';

export interface UsageKindOf<Whole extends string = string> {
  readonly unit: Unit;
  /** What it is counted in too, and is never more than; null: it stands alone. */
  readonly within: Whole | null;
  /**
   * What holds where no price of its own is known: that of the kind it is a part of, since it is the same text, read or written
   * another way; or none, so that what was used has no known price.
   */
  readonly unpriced: 'as_whole' | 'unknown';
  readonly meaning: string;
}

/**
 * What a call may use, a line each, parts behind their whole. From here come the schema of a record's usage, what prices may be
 * set for, how a cost adds up, and what is stored and answered; a further kind is a line here, one in `inference/prices/public-rates.ts`
 * and one in the console (`observe/usage-kinds.ts`), where the types ask for it.
 */
export const USAGE_KINDS = {
  input: whole('token', 'What was sent, in all its parts.'),
  cached_input: part('input', 'as_whole', 'Read from a cache of the provider.'),
  cache_write: part('input', 'as_whole', 'Written to a cache of the provider, for any time.'),
  cache_write_1h: part('cache_write', 'unknown', 'Of these, what is kept for an hour.'),
  input_audio: part('input', 'unknown', 'Sound that was sent.'),
  input_images: part('input', 'as_whole', 'Images that were sent.'),
  input_video: part('input', 'as_whole', 'Video that was sent.'),
  output: whole('token', 'What was answered, in all its parts.'),
  reasoning: part('output', 'as_whole', 'Thought before the answer.'),
  output_audio: part('output', 'unknown', 'Sound that was made.'),
  images: part('output', 'unknown', 'Images that were made.'),
  output_video: part('output', 'unknown', 'Video that was made.'),
  web_searches: whole('call', "Searches of the web by the provider's own tool."),
  file_searches: whole('call', "Searches of files by the provider's own tool."),
  code_executions: whole('call', "Runs of code by the provider's own tool."),
  search_units: whole('call', 'What a host of rerankers charges by.'),
  documents: whole('document', 'Texts that were ranked, where neither tokens nor units are told.'),
  made_images: whole('image', 'Images that were made, where no tokens of them are told.'),
  audio_seconds: whole('second', 'Length of sound that was heard, where no tokens of it are told.'),
  characters: whole('character', 'Text that was spoken, where no tokens of it are told.'),
} as const satisfies Readonly<Record<string, UsageKindOf>>;

export type UsageKind = keyof typeof USAGE_KINDS;

/** In the order of the table. */
export const USAGE_KIND_NAMES = Object.keys(USAGE_KINDS) as readonly UsageKind[];

function whole(unit: Unit, meaning: string) {
  return { unit, within: null, unpriced: 'unknown', meaning } as const;
}

function part<Whole extends string>(
  within: Whole,
  unpriced: UsageKindOf['unpriced'],
  meaning: string,
) {
  return { unit: 'token', within, unpriced, meaning } as const;
}
