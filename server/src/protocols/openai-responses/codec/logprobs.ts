import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { TokenLogprob } from '../../conversation/conversation.ts';
import { listOf } from '../../json.ts';

type Likely = TokenLogprob['top'][number];

/** Of a text, or of a piece of it. */
export function readLogprobs(value: unknown): TokenLogprob[] {
  return listOf(value).flatMap((token) => {
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

export function writeLogprobs(tokens: readonly TokenLogprob[]): JsonObject[] {
  return tokens.map(({ top, ...likely }) => ({
    ...writeLikely(likely),
    top_logprobs: top.map(writeLikely),
  }));
}

/** OpenAI always tells the bytes of a token. */
function writeLikely({ token, logprob, bytes }: Likely): JsonObject {
  return { token, logprob, bytes: bytes ?? [...Buffer.from(token)] };
}
