import { isJsonObject, type JsonObject } from '../../lib/json-object.ts';
import type { Usage } from '../conversation/usage.ts';

/** Of a member that is not itself the usage but holds one, as Groq's `x_groq` and Moonshot's first choice do. */
export function usageWithin(value: unknown): Usage | null {
  return isJsonObject(value) ? readCounts(value['usage']) : null;
}

/** The usage where it says how much went in or came out, else null: parts without a whole say nothing. */
export function withWhole(usage: Usage | null): Usage | null {
  if (usage === null) return null;
  const { input, output, audio_seconds } = usage;
  return input === undefined && output === undefined && audio_seconds === undefined ? null : usage;
}

/**
 * What two places of an answer say together: each count that either has, the larger where both do. Servers count on through
 * a stream, send input and output apart, or leave out in the last chunk what an earlier one said.
 */
export function mergeCounts(known: Usage | null, more: Usage | null): Usage | null {
  if (known === null || more === null) return known ?? more;
  const merged: { -readonly [kind in keyof Usage]: number | undefined } = { ...known };
  for (const name in more) {
    const kind = name as keyof Usage;
    const count = more[kind];
    if (count !== undefined && count > (merged[kind] ?? -1)) merged[kind] = count;
  }
  return merged as Usage;
}

/**
 * Token counts of a `usage` object, in OpenAI's names and in those that compatible servers add; null where it is none. A
 * count that is not a non-negative integer is left out.
 */
export function readCounts(value: unknown): Usage | null {
  if (!isJsonObject(value)) return null;
  const prompt = object(
    // Of transcriptions OpenAI spells it in the singular.
    value['prompt_tokens_details'] ?? value['input_tokens_details'] ?? value['input_token_details'],
  );
  const completion = object(value['completion_tokens_details'] ?? value['output_tokens_details']);
  const input = count(value['prompt_tokens']) ?? count(value['input_tokens']);
  const output = count(value['completion_tokens']) ?? count(value['output_tokens']);
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
    input_images: count(prompt['image_tokens']),
    output_audio: count(completion['audio_tokens']),
    images: count(completion['image_tokens']),
    // Transcriptions by models that are paid for by the time they hear.
    audio_seconds: value['type'] === 'duration' ? seconds(value['seconds']) : undefined,
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

/** Begun seconds of a length, as OpenAI counts them; undefined where it is none. */
export function seconds(length: unknown): number | undefined {
  const known = typeof length === 'string' && length !== '' ? Number(length) : length;
  return typeof known === 'number' ? count(Math.ceil(known)) : undefined;
}

function object(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

export function count(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function withoutUndefined(
  counts: Readonly<Partial<Record<keyof Usage, number | undefined>>>,
): Usage {
  const usage: Record<string, number> = {};
  for (const kind in counts) {
    const value = counts[kind as keyof Usage];
    if (value !== undefined) usage[kind] = value;
  }
  return usage;
}
