import type { JsonObject } from '../../../lib/json-object.ts';
import type { ReasoningSettings } from '../../conversation/model-request.ts';
import { effortOfBudget } from '../../conversation/reasoning-effort.ts';
import type { UnsupportedFeatures } from '../../unsupported-features.ts';
import { type ModelTraits, type ThinkingLevel, traitsOf } from './model-traits.ts';

/**
 * What an effort comes to, in tokens or as a level, as Google publishes it for its own endpoint that speaks OpenAI's chat
 * (ai.google.dev/gemini-api/docs/openai, "Thinking").
 */
const EFFORTS: Readonly<
  Record<string, { readonly tokens: number; readonly level: ThinkingLevel }>
> = {
  none: { tokens: 0, level: 'MINIMAL' },
  minimal: { tokens: 1024, level: 'MINIMAL' },
  low: { tokens: 1024, level: 'LOW' },
  medium: { tokens: 8192, level: 'MEDIUM' },
  high: { tokens: 24576, level: 'HIGH' },
  xhigh: { tokens: 24576, level: 'HIGH' },
  max: { tokens: 24576, level: 'HIGH' },
};
/** The least that a model takes which always thinks. */
const LEAST_TOKENS = 128;
const ORDER: readonly ThinkingLevel[] = ['MINIMAL', 'LOW', 'MEDIUM', 'HIGH'];

/** A `thinkingConfig`, or undefined where the request leaves it to the provider. */
export function writeThinking(
  reasoning: ReasoningSettings | undefined,
  model: string,
  unsupported: UnsupportedFeatures,
): JsonObject | undefined {
  if (reasoning === undefined) return undefined;
  const traits = traitsOf(model);
  const asked = isNone(reasoning) && traits.alwaysThinks;
  if (asked) unsupported.add('reasoning effort none');
  const config = {
    ...(traits.levels === null ? budgetOf(reasoning, traits) : levelOf(reasoning, traits.levels)),
    ...shown(reasoning),
  };
  return Object.keys(config).length === 0 ? undefined : config;
}

function isNone({ effort, budget_tokens: budget }: ReasoningSettings): boolean {
  return effort === 'none' || (effort === undefined && budget === 0);
}

function budgetOf(
  { effort, budget_tokens: budget }: ReasoningSettings,
  { alwaysThinks }: ModelTraits,
): JsonObject {
  const tokens = budget ?? (effort === undefined ? undefined : EFFORTS[effort]?.tokens);
  if (tokens === undefined) return {};
  return { thinkingBudget: tokens === 0 && alwaysThinks ? LEAST_TOKENS : tokens };
}

function levelOf(
  { effort, budget_tokens: budget }: ReasoningSettings,
  levels: readonly ThinkingLevel[],
): JsonObject {
  const asked = effort ?? (budget === undefined ? undefined : effortOfBudget(budget));
  if (asked === undefined) return {};
  const level = EFFORTS[asked]?.level;
  // A word that Google has added since is passed on.
  if (level === undefined) return { thinkingLevel: asked.toUpperCase() };
  // What a model does not have is the next one above.
  const from = ORDER.indexOf(level);
  return { thinkingLevel: levels.find((one) => ORDER.indexOf(one) >= from) ?? level };
}

/** Whoever sets a budget and does not say whether thoughts are shown comes from a protocol that always shows them. */
function shown({ budget_tokens: budget, summary }: ReasoningSettings): JsonObject {
  if (summary !== undefined) return { includeThoughts: summary !== 'none' };
  return budget === undefined || budget === 0 ? {} : { includeThoughts: true };
}
