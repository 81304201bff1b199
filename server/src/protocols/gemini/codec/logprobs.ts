import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { TokenLogprob } from '../../conversation/conversation.ts';
import { listOf, textOf } from '../../json.ts';

/** A `logprobsResult`: what was chosen, step by step, beside what else was likely. Google does not give a token's bytes. */
export function readLogprobs(value: unknown): TokenLogprob[] {
  if (!isJsonObject(value)) return [];
  const tops = listOf(value['topCandidates']);
  return listOf(value['chosenCandidates']).map((chosen, step) => {
    const top = tops[step];
    const others = isJsonObject(top) ? listOf(top['candidates']) : [];
    return { ...readToken(chosen), top: others.map(readToken) };
  });
}

function readToken(value: unknown): Omit<TokenLogprob, 'top'> {
  const token = isJsonObject(value) ? value : {};
  const logprob = token['logProbability'];
  // Zero, which is certainty, is left out of the JSON of protocol buffers.
  return {
    token: textOf(token['token']),
    logprob: typeof logprob === 'number' ? logprob : 0,
    bytes: null,
  };
}

export function writeLogprobs(logprobs: readonly TokenLogprob[]): JsonObject {
  return {
    chosenCandidates: logprobs.map(writeToken),
    topCandidates: logprobs.map(({ top }) => ({ candidates: top.map(writeToken) })),
  };
}

function writeToken({ token, logprob }: Pick<TokenLogprob, 'token' | 'logprob'>): JsonObject {
  return { token, logProbability: logprob };
}
