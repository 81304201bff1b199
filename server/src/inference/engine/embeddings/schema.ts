import { z } from 'zod';

const TOKENS = 'the local engine takes text, not token ids: send strings';
const Text = z.string().min(1, 'an input is empty');

/** `POST /v1/embeddings` as the engine serves it. */
export const EmbeddingsRequest = z.object({
  model: z.string(),
  input: z.union([Text, z.array(Text).min(1).max(2048)], {
    error: ({ input }) =>
      Array.isArray(input) && input.some((item) => typeof item !== 'string')
        ? TOKENS
        : 'give a text, or 1 to 2,048 of them, none empty',
  }),
  encoding_format: z.enum(['float', 'base64']).nullish(),
  dimensions: z.int().nullish(),
  /** Not OpenAI's: cut what is too long instead of refusing it. */
  truncate: z.boolean().nullish(),
});
export type EmbeddingsRequest = z.infer<typeof EmbeddingsRequest>;
