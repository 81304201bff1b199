import { isJsonObject, type JsonObject } from '../../lib/json-object.ts';
import type { Usage } from '../conversation/usage.ts';
import type { Operation } from '../parsed-request.ts';
import { count, seconds, withWhole } from './read-usage.ts';

/** Where answers to others than chats say what they used. */
export interface SaidElsewhere {
  readonly usage: unknown;
  /** Cohere's, and of rerankers that answer as it does. */
  readonly meta: unknown;
  /** Of a transcription in full (`verbose_json`): how long the sound is. */
  readonly duration: unknown;
  /** Elements of `data`; null where there is no such list. */
  readonly data: number | null;
}

/** What an answer says that its operation used, of which `counts` were read as a chat's are; null where it does not say. */
export function usageOfOperation(
  operation: Operation,
  counts: Usage | null,
  said: SaidElsewhere,
): Usage | null {
  switch (operation) {
    case 'embeddings':
    case 'moderation':
      return withWhole(allIn(counts, said.usage));
    case 'rerank':
      return ranked(counts, said);
    case 'transcription':
    case 'translation':
      return heard(counts, said);
    case 'image_generation':
    case 'image_edit':
      return withWhole(counts) ?? made(said.data);
    default:
      return withWhole(counts);
  }
}

/** Where nothing comes out, a total is what went in; Jina, Voyage and others tell no more. */
function allIn(counts: Usage | null, usage: unknown): Usage | null {
  if (counts?.input !== undefined) return counts;
  const total = count(object(usage)['total_tokens']);
  return total === undefined ? counts : { ...counts, input: total };
}

function ranked(counts: Usage | null, { usage, meta }: SaidElsewhere): Usage | null {
  const billed = object(object(meta)['billed_units']);
  const units = count(billed['search_units']) ?? count(object(usage)['search_units']);
  const tokens = withWhole(allIn(counts, usage));
  return units === undefined ? tokens : { ...tokens, search_units: units };
}

function heard(counts: Usage | null, { usage, duration }: SaidElsewhere): Usage | null {
  const known = withWhole(counts);
  // Mistral tells both, and is paid for the time.
  const timed = seconds(object(usage)['prompt_audio_seconds']);
  if (timed !== undefined) return { ...known, audio_seconds: timed };
  if (known !== null) return known;
  const length = seconds(duration);
  return length === undefined ? null : { audio_seconds: length };
}

function made(images: number | null): Usage | null {
  return images === null || images === 0 ? null : { made_images: images };
}

function object(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}
