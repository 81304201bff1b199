import type { JsonObject } from '../../../lib/json-object.ts';
import type { ReasoningSettings } from '../../conversation/model-request.ts';
import type { UnsupportedFeatures } from '../../unsupported-features.ts';
import type { ModelTraits } from './model-traits.ts';

/** Anthropic takes no smaller budget. */
const LEAST_BUDGET = 1024;
const MOST_BUDGET = 128_000;

/**
 * Of the tokens of an answer, those to think with, for models that know budgets only: the shares that OpenRouter publishes for
 * its efforts ("Reasoning tokens"), which leave room for the answer itself however many tokens there are.
 */
const SHARES: ReadonlyMap<string, number> = new Map([
  ['minimal', 0.1],
  ['low', 0.2],
  ['medium', 0.5],
  ['high', 0.8],
  ['xhigh', 0.95],
  ['max', 0.95],
]);
const EFFORTS: readonly string[] = ['low', 'medium', 'high', 'xhigh', 'max'];

export interface WrittenThinking {
  readonly thinking?: JsonObject;
  readonly effort?: string;
  /** The model thinks, so far as the request says. */
  readonly thinks: boolean;
}

/** `max_tokens` is of the answer, thinking included. */
export function writeThinking(
  reasoning: ReasoningSettings,
  maxTokens: number,
  traits: ModelTraits,
  unsupported: UnsupportedFeatures,
): WrittenThinking {
  const { effort, budget_tokens: budget, summary } = reasoning;
  const display =
    summary === undefined ? {} : { display: summary === 'none' ? 'omitted' : 'summarized' };
  if (effort === 'none' || budget === 0) {
    if (traits.takesNoThinking) return { thinking: { type: 'disabled' }, thinks: false };
    unsupported.add('reasoning effort none');
    return { thinks: true };
  }
  const byBudget = budget === undefined ? traits.thinks === 'budget' : traits.takesBudget;
  if (byBudget) {
    const tokens = budget ?? Math.floor(maxTokens * shareOf(effort, unsupported));
    // What the model is to think with is part of what it may answer with.
    const most = Math.min(MOST_BUDGET, maxTokens - 1);
    if (most < LEAST_BUDGET) {
      unsupported.add(`reasoning within ${maxTokens} tokens`);
      return { thinks: false };
    }
    if (budget !== undefined && budget > most) unsupported.add('reasoning budget above max_tokens');
    const budgetTokens = Math.min(Math.max(LEAST_BUDGET, tokens), most);
    return {
      thinking: { type: 'enabled', budget_tokens: budgetTokens, ...display },
      // A budget says how much it thinks, an effort how much it answers, where both were given.
      ...(budget !== undefined && effort !== undefined && traits.thinks === 'adaptive'
        ? effortOf(effort, unsupported)
        : {}),
      thinks: true,
    };
  }
  if (budget !== undefined) unsupported.add('reasoning budget');
  return {
    thinking: { type: 'adaptive', ...display },
    ...(effort === undefined ? {} : effortOf(effort, unsupported)),
    thinks: true,
  };
}

function shareOf(effort: string | undefined, unsupported: UnsupportedFeatures): number {
  const share = SHARES.get(effort ?? 'medium');
  if (share === undefined) unsupported.add(`reasoning effort ${effort}`);
  return share ?? 0.5;
}

function effortOf(effort: string, unsupported: UnsupportedFeatures): { effort?: string } {
  if (effort === 'minimal') return { effort: 'low' };
  if (EFFORTS.includes(effort)) return { effort };
  unsupported.add(`reasoning effort ${effort}`);
  return {};
}
