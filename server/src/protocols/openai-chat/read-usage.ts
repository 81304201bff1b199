import type { Usage } from '../conversation/usage.ts';

type Json = Readonly<Record<string, unknown>>;

/**
 * Token counts of a `usage` object, in OpenAI's names and in those that compatible servers add. Null where it holds
 * neither prompt nor completion tokens. A count that is not a non-negative integer is left out.
 */
export function readUsage(value: unknown): Usage | null {
  if (!isObject(value)) return null;
  const prompt = object(value['prompt_tokens_details'] ?? value['input_tokens_details']);
  const completion = object(value['completion_tokens_details'] ?? value['output_tokens_details']);
  const input = count(value['prompt_tokens']) ?? count(value['input_tokens']);
  const output = count(value['completion_tokens']) ?? count(value['output_tokens']);
  if (input === undefined && output === undefined) return null;
  const reasoning = count(completion['reasoning_tokens']);
  return withoutUndefined({
    input,
    // DeepSeek: prompt_cache_hit_tokens.
    cached_input: count(prompt['cached_tokens']) ?? count(value['prompt_cache_hit_tokens']),
    // OpenRouter: cache_write_tokens; LiteLLM: cache_creation_tokens; Anthropic's name in compatible servers.
    cache_write:
      count(prompt['cache_write_tokens']) ??
      count(prompt['cache_creation_tokens']) ??
      count(value['cache_creation_input_tokens']),
    output: withReasoning(input, output, reasoning, count(value['total_tokens'])),
    reasoning,
    input_audio: count(prompt['audio_tokens']),
    output_audio: count(completion['audio_tokens']),
    images: count(completion['image_tokens']),
  });
}

/** xAI counts reasoning beside the completion; its total tells. */
function withReasoning(
  input: number | undefined,
  output: number | undefined,
  reasoning: number | undefined,
  total: number | undefined,
): number | undefined {
  if (input === undefined || output === undefined || reasoning === undefined) return output;
  return reasoning > 0 && total === input + output + reasoning ? output + reasoning : output;
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function object(value: unknown): Json {
  return isObject(value) ? value : {};
}

function count(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function withoutUndefined(counts: Record<keyof Usage, number | undefined>): Usage {
  const usage: Record<string, number> = {};
  for (const kind in counts) {
    const value = counts[kind as keyof Usage];
    if (value !== undefined) usage[kind] = value;
  }
  return usage;
}
