import type { JsonObject } from '../../../lib/json-object.ts';
import type { ReasoningSettings } from '../../conversation/model-request.ts';
import { effortOfBudget } from '../../conversation/reasoning-effort.ts';

/**
 * Tokens that an effort comes to, as Google publishes it for its own endpoint that speaks OpenAI's chat
 * (ai.google.dev/gemini-api/docs/openai, "Thinking").
 */
const BUDGETS: Readonly<Record<string, number>> = {
  none: 0,
  minimal: 1024,
  low: 1024,
  medium: 8192,
  high: 24576,
  xhigh: 24576,
  max: 24576,
};

/** Levels of Gemini 3 and later; it cannot be told not to think at all. */
const LEVELS: Readonly<Record<string, string>> = {
  none: 'MINIMAL',
  minimal: 'MINIMAL',
  low: 'LOW',
  medium: 'MEDIUM',
  high: 'HIGH',
  xhigh: 'HIGH',
  max: 'HIGH',
};

/** Gemini up to 2.5 is told how many tokens it may think, those after it to which level. */
const BY_BUDGET = /gemini-[12](?:\.|-)/;

export function isThinkingByBudget(model: string): boolean {
  return BY_BUDGET.test(model);
}

/** A `thinkingConfig`, or undefined where the request leaves it to the provider. */
export function writeThinking(
  reasoning: ReasoningSettings | undefined,
  model: string,
): JsonObject | undefined {
  if (reasoning === undefined) return undefined;
  const { effort, budget_tokens: budget, summary } = reasoning;
  const config = {
    ...(isThinkingByBudget(model) ? budgetOf(effort, budget) : levelOf(effort, budget)),
    ...shown(reasoning, summary),
  };
  return Object.keys(config).length === 0 ? undefined : config;
}

function budgetOf(effort: string | undefined, budget: number | undefined): JsonObject {
  const tokens = budget ?? (effort === undefined ? undefined : BUDGETS[effort]);
  return tokens === undefined ? {} : { thinkingBudget: tokens };
}

function levelOf(effort: string | undefined, budget: number | undefined): JsonObject {
  const asked = effort ?? (budget === undefined ? undefined : effortOfBudget(budget));
  if (asked === undefined) return {};
  // A word that Google has added since is passed on.
  return { thinkingLevel: LEVELS[asked] ?? asked.toUpperCase() };
}

/** Whoever sets a budget and does not say whether thoughts are shown comes from a protocol that always shows them. */
function shown(
  { budget_tokens: budget }: ReasoningSettings,
  summary: string | undefined,
): JsonObject {
  if (summary !== undefined) return { includeThoughts: summary !== 'none' };
  return budget === undefined ? {} : { includeThoughts: true };
}
