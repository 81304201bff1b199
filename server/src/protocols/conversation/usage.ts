import { z } from 'zod';

const Count = z.number().int().nonnegative().optional();

/**
 * Tokens by kind; a kind that the provider did not report is absent, never 0. `input` includes cached input, cache
 * writes and audio, `output` includes reasoning, audio and images.
 */
export const Usage = z
  .object({
    input: Count,
    cached_input: Count,
    cache_write: Count,
    output: Count,
    reasoning: Count,
    input_audio: Count,
    output_audio: Count,
    /** Tokens of images made. */
    images: Count,
  })
  .readonly();
export type Usage = z.infer<typeof Usage>;

/** Kind by kind, of those that are known; null where none is. */
export function sumOfUsage(all: readonly (Usage | null)[]): Usage | null {
  const known = all.filter((usage) => usage !== null);
  const [first, ...others] = known;
  if (first === undefined || others.length === 0) return first ?? null;
  const sum: { -readonly [K in keyof Usage]: Usage[K] } = {};
  for (const usage of known) {
    for (const kind of Object.keys(usage) as (keyof Usage)[]) {
      const count = usage[kind];
      if (count !== undefined) sum[kind] = (sum[kind] ?? 0) + count;
    }
  }
  return sum;
}
