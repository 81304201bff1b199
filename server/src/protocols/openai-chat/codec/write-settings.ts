import type { JsonObject } from '../../../lib/json-object.ts';
import type { Quirks } from '../../codec.ts';
import type { Tool } from '../../conversation/conversation.ts';
import type { OutputForm, ReasoningSettings, Settings } from '../../conversation/model-request.ts';
import { effortOfBudget } from '../../conversation/reasoning-effort.ts';
import type { UnsupportedFeatures } from '../../unsupported-features.ts';
import { writeToolChoice } from './write-tools.ts';

/** Members that have the same meaning, by the names of the normal form. */
const SAME = [
  ['temperature', 'temperature'],
  ['top_p', 'top_p'],
  ['stop', 'stop'],
  ['seed', 'seed'],
  ['frequency_penalty', 'frequency_penalty'],
  ['presence_penalty', 'presence_penalty'],
  ['choices', 'n'],
  ['logprobs', 'logprobs'],
  ['top_logprobs', 'top_logprobs'],
  ['logit_bias', 'logit_bias'],
  ['parallel_tool_calls', 'parallel_tool_calls'],
  ['user', 'user'],
  ['metadata', 'metadata'],
  ['service_tier', 'service_tier'],
  ['verbosity', 'verbosity'],
  ['cache_key', 'prompt_cache_key'],
  ['store', 'store'],
] as const;
const MODALITIES: ReadonlySet<string> = new Set(['text', 'audio']);

export function writeSettings(
  settings: Settings,
  tools: readonly Tool[],
  quirks: Quirks,
  unsupported: UnsupportedFeatures,
): JsonObject {
  const { max_tokens: most, tool_choice: choice, reasoning, output } = settings;
  for (const name of ['top_k', 'min_p'] as const) {
    if (settings[name] !== undefined) unsupported.add(name);
  }
  return {
    ...(most === undefined ? {} : { [quirks.maxTokens ?? 'max_completion_tokens']: most }),
    ...Object.fromEntries(
      SAME.flatMap(([name, member]) =>
        settings[name] === undefined ? [] : [[member, settings[name]]],
      ),
    ),
    ...(choice === undefined ? {} : { tool_choice: writeToolChoice(choice, tools) }),
    ...(reasoning === undefined ? {} : writeEffort(reasoning, unsupported)),
    ...(output === undefined ? {} : { response_format: writeForm(output) }),
    ...writeModalities(settings.modalities, unsupported),
  };
}

function writeEffort(reasoning: ReasoningSettings, unsupported: UnsupportedFeatures): JsonObject {
  const { effort, budget_tokens: budget, summary, encrypted } = reasoning;
  if (budget !== undefined) unsupported.addHint('a budget of reasoning in tokens');
  if (summary !== undefined && summary !== 'none') unsupported.addHint('a summary of reasoning');
  if (encrypted === true) unsupported.addHint('encrypted reasoning');
  const asked = effort ?? (budget === undefined ? undefined : effortOfBudget(budget));
  return asked === undefined ? {} : { reasoning_effort: asked };
}

/** The protocol has no schema without a name. */
const SCHEMA_NAME = 'answer';

function writeForm(output: OutputForm): JsonObject {
  if (output.kind !== 'schema') return { type: output.kind === 'text' ? 'text' : 'json_object' };
  const { name = SCHEMA_NAME, description, schema, strict } = output;
  return {
    type: 'json_schema',
    json_schema: {
      name,
      ...(description === undefined ? {} : { description }),
      schema,
      ...(strict === undefined ? {} : { strict }),
    },
  };
}

function writeModalities(
  modalities: readonly string[] | undefined,
  unsupported: UnsupportedFeatures,
): JsonObject {
  if (modalities === undefined) return {};
  const known = modalities.filter((one) => MODALITIES.has(one));
  for (const one of modalities) if (!MODALITIES.has(one)) unsupported.add(`an answer as ${one}`);
  return known.length === 0 ? {} : { modalities: known };
}
