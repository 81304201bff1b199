import type { JsonObject } from '../../../lib/json-object.ts';
import type { Usage } from '../../conversation/usage.ts';

/** The three counts are there in every answer, known or not; kinds of tokens only where they are known. */
export function writeUsage(usage: Usage): JsonObject {
  const { input = 0, output = 0 } = usage;
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    ...details('prompt_tokens_details', {
      cached_tokens: usage.cached_input,
      cache_write_tokens: usage.cache_write,
      audio_tokens: usage.input_audio,
    }),
    ...details('completion_tokens_details', {
      reasoning_tokens: usage.reasoning,
      audio_tokens: usage.output_audio,
      image_tokens: usage.images,
    }),
  };
}

function details(name: string, counts: Readonly<Record<string, number | undefined>>): JsonObject {
  const known = Object.entries(counts).filter(([, count]) => count !== undefined);
  return known.length === 0 ? {} : { [name]: Object.fromEntries(known) };
}
