import type { JsonObject } from '../../../lib/json-object.ts';
import type { Usage } from '../../conversation/usage.ts';

/** A `usageMetadata`: what was thought stands beside the candidates, and is output in the normal form. */
export function writeUsage(usage: Usage): JsonObject {
  const { input, cached_input, output, reasoning, input_audio, output_audio, images } = usage;
  const candidates = output === undefined ? undefined : Math.max(0, output - (reasoning ?? 0));
  const counts = {
    promptTokenCount: input,
    candidatesTokenCount: candidates,
    totalTokenCount: input === undefined || output === undefined ? undefined : input + output,
    cachedContentTokenCount: cached_input,
    thoughtsTokenCount: reasoning,
    promptTokensDetails: byModality(input, { AUDIO: input_audio }),
    candidatesTokensDetails: byModality(candidates, { AUDIO: output_audio, IMAGE: images }),
  };
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== undefined));
}

/** Undefined where nothing but text is known of. */
function byModality(
  all: number | undefined,
  known: Readonly<Record<string, number | undefined>>,
): readonly JsonObject[] | undefined {
  const details = Object.entries(known).flatMap(([modality, tokenCount]) =>
    tokenCount === undefined ? [] : [{ modality, tokenCount }],
  );
  if (details.length === 0) return undefined;
  const others = details.reduce((sum, { tokenCount }) => sum + tokenCount, 0);
  const text = Math.max(0, (all ?? 0) - others);
  return text === 0 ? details : [{ modality: 'TEXT', tokenCount: text }, ...details];
}
