import { isJsonObject, type JsonObject } from '../../lib/json-object.ts';
import type { Usage } from '../conversation/usage.ts';
import { listOf } from '../json.ts';

/**
 * The token counts of a `usageMetadata`; null where it is none, or has no count. Google counts apart what the model thought
 * and what tools told it, which are output and input here.
 */
export function readUsage(value: unknown): Usage | null {
  if (!isJsonObject(value)) return null;
  const { thoughtsTokenCount, promptTokensDetails, candidatesTokensDetails } = value;
  const reasoning = count(thoughtsTokenCount);
  const ofInput = (modality: string) =>
    sum(
      ofModality(promptTokensDetails, modality),
      ofModality(value['toolUsePromptTokensDetails'], modality),
    );
  const counts: Partial<Record<keyof Usage, number | undefined>> = {
    input: sum(count(value['promptTokenCount']), count(value['toolUsePromptTokenCount'])),
    cached_input: count(value['cachedContentTokenCount']),
    output: sum(count(value['candidatesTokenCount']), reasoning),
    reasoning,
    input_audio: ofInput('AUDIO'),
    // A page of a document is read, and charged, as an image.
    input_images: sum(ofInput('IMAGE'), ofInput('DOCUMENT')),
    input_video: ofInput('VIDEO'),
    output_audio: ofModality(candidatesTokensDetails, 'AUDIO'),
    images: ofModality(candidatesTokensDetails, 'IMAGE'),
    output_video: ofModality(candidatesTokensDetails, 'VIDEO'),
  };
  const known = Object.entries(counts).filter(([, tokens]) => tokens !== undefined);
  return known.length === 0 ? null : (Object.fromEntries(known) as Usage);
}

/** At which tier it was served; Google calls the one that has no name elsewhere `standard`. */
export function readServiceTier(value: unknown): string | null {
  const tier = isJsonObject(value) ? value['serviceTier'] : null;
  if (typeof tier !== 'string' || tier === '' || tier === 'unspecified') return null;
  return tier === 'standard' ? 'default' : tier;
}

/** The counts of a stream grow: of each kind the latest holds. */
export function laterUsage(known: Usage | null, later: Usage | null): Usage | null {
  return known === null || later === null ? (later ?? known) : { ...known, ...later };
}

function ofModality(details: unknown, modality: string): number | undefined {
  return listOf(details)
    .filter((detail): detail is JsonObject => isJsonObject(detail))
    .filter((detail) => detail['modality'] === modality)
    .map((detail) => count(detail['tokenCount']))
    .reduce(sum, undefined);
}

function sum(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : b === undefined ? a : a + b;
}

function count(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
