import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { TokenLogprob } from '../../conversation/conversation.ts';
import { listOf } from '../../json.ts';

type Likely = TokenLogprob['top'][number];

/** Of a choice, those of its text, or of its refusal; undefined where it tells none. */
export function readLogprobs(choice: JsonObject): TokenLogprob[] | undefined {
  const { logprobs } = choice;
  if (!isJsonObject(logprobs)) return undefined;
  const said = [logprobs['content'], logprobs['refusal']].filter(Array.isArray);
  if (said.length === 0) return undefined;
  return said.flatMap(listOf).flatMap((token) => {
    const likely = readLikely(token);
    if (likely === null || !isJsonObject(token)) return [];
    const top = listOf(token['top_logprobs']).map(readLikely);
    return [{ ...likely, top: top.filter((one) => one !== null) }];
  });
}

function readLikely(value: unknown): Likely | null {
  if (!isJsonObject(value)) return null;
  const { token, logprob, bytes } = value;
  if (typeof token !== 'string' || typeof logprob !== 'number') return null;
  return { token, logprob, bytes: isBytes(bytes) ? bytes : null };
}

function isBytes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every(Number.isSafeInteger);
}

export function writeLogprobs(tokens: readonly TokenLogprob[]): JsonObject {
  const content = tokens.map(({ top, ...likely }) => ({ ...likely, top_logprobs: top }));
  return { content, refusal: null };
}
