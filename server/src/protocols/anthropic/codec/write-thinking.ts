import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { ReasoningSettings } from '../../conversation/model-request.ts';
import { effortOfBudget } from '../../conversation/reasoning-effort.ts';
import { listOf } from '../../json.ts';
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

export interface Surroundings {
  /** Of the answer, thinking included. */
  readonly maxTokens: number;
  readonly traits: ModelTraits;
  /** As they are written. */
  readonly messages: readonly JsonObject[];
}

export function writeThinking(
  reasoning: ReasoningSettings,
  { maxTokens, traits, messages }: Surroundings,
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
    if (callsWithoutThinking(messages)) {
      unsupported.addHint('reasoning between calls, without that of before');
      return { thinks: false };
    }
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
  if (budget !== undefined) unsupported.addHint('a budget of reasoning in tokens');
  const asked = effort ?? (budget === undefined ? undefined : effortOfBudget(budget));
  return {
    thinking: { type: 'adaptive', ...display },
    ...(asked === undefined ? {} : effortOf(asked, unsupported)),
    thinks: true,
  };
}

/**
 * With a budget, Anthropic refuses a conversation in whose last turn a model called tools without having thought first. Clients of
 * other protocols do not send back what it thought, so that it thinks again only when it has answered.
 */
function callsWithoutThinking(messages: readonly JsonObject[]): boolean {
  const last = messages.findLast(({ role }) => role === 'assistant');
  const content = listOf(last?.['content']).filter(isJsonObject);
  return (
    content.some(({ type }) => type === 'tool_use') &&
    !isThinking(content[0]) &&
    isAnswered(messages)
  );
}

function isThinking(block: JsonObject | undefined): boolean {
  return block?.['type'] === 'thinking' || block?.['type'] === 'redacted_thinking';
}

function isAnswered(messages: readonly JsonObject[]): boolean {
  const content = listOf(messages.at(-1)?.['content']).filter(isJsonObject);
  return content[0]?.['type'] === 'tool_result';
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
