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
