import { USAGE_KIND_NAMES, type UsageKind } from '../../protocols/conversation/index.ts';

/** Kinds of use that have a column of their own in `requests`, `attempts` and the ledger. */
export const USAGE_COLUMNS = {
  input: 'input_tokens',
  cached_input: 'cached_input_tokens',
  cache_write: 'cache_write_tokens',
  output: 'output_tokens',
  reasoning: 'reasoning_tokens',
  input_audio: 'input_audio_tokens',
  output_audio: 'output_audio_tokens',
  images: 'images',
} as const satisfies Partial<Readonly<Record<UsageKind, string>>>;

export type ColumnKind = keyof typeof USAGE_COLUMNS;
export const COLUMN_KINDS = Object.keys(USAGE_COLUMNS) as readonly ColumnKind[];

/** Of these, those that `requests_list` has too, to be sorted and added up by. */
export const LISTED_KINDS = [
  'input',
  'cached_input',
  'cache_write',
  'output',
  'reasoning',
] as const satisfies readonly ColumnKind[];

/** All kinds but the listed ones share the column `other_usage`, a map, so that a further kind needs no migration. */
export const OTHER_KINDS: readonly UsageKind[] = without(LISTED_KINDS);
/** The same in the ledger, which has more columns. */
export const OTHER_LEDGER_KINDS: readonly UsageKind[] = without(COLUMN_KINDS);

function without(listed: readonly UsageKind[]): readonly UsageKind[] {
  return USAGE_KIND_NAMES.filter((kind) => !listed.includes(kind));
}
