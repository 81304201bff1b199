import type { Tool } from './conversation/conversation.ts';
import type { OutputForm, ReasoningSettings, Settings } from './conversation/model-request.ts';
import { effortOfBudget } from './conversation/reasoning-effort.ts';
import { type OpenAiModelTraits, openAiTraitsOf } from './openai-model-traits.ts';
import { type HeldSchema, heldSchema } from './openai-strict-schema.ts';
import type { UnsupportedFeatures } from './unsupported-features.ts';

type Names = readonly (keyof Settings)[];

/**
 * The settings that a model of OpenAI's takes, of those that its protocols can say. What it would refuse is left out and named,
 * unless it asks for what is done anyway.
 */
export function settingsForOpenAi(
  settings: Settings,
  model: string,
  unsupported: UnsupportedFeatures,
): Settings {
  const traits = openAiTraitsOf(model);
  const unthinking = traits.takesNoThinking && settings.reasoning?.effort === 'none';
  const samples =
    traits.takesSampling === 'always' || (traits.takesSampling === 'unthinking' && unthinking);
  const left = new Set<keyof Settings>([
    ...(samples ? [] : nameSampling(settings, unsupported)),
    ...(traits.takesSteering ? [] : nameSteering(settings, unsupported)),
    ...(traits.takesParallelCalls ? [] : nameParallelCalls(settings, unsupported)),
    ...nameReasoning(settings.reasoning, traits, unsupported),
  ]);
  const taken = Object.fromEntries(
    Object.entries(settings).filter(([name]) => !left.has(name as keyof Settings)),
  ) as Settings;
  const output = outputFor(settings.output, traits, unsupported);
  return output === undefined ? taken : { ...taken, output };
}

/** Of a server that only speaks as OpenAI does, it is not known which schemas it can hold its models to. */
function outputFor(
  output: OutputForm | undefined,
  { isOpenAis }: OpenAiModelTraits,
  unsupported: UnsupportedFeatures,
): OutputForm | undefined {
  if (output?.kind !== 'schema' || !isOpenAis) return output;
  const strict = output.strict ?? output.held;
  return strict === true ? { ...output, ...held(output.schema, unsupported) } : output;
}

/** Tools whose arguments are held to schemas, where OpenAI can. */
export function toolsForOpenAi(
  tools: readonly Tool[],
  model: string,
  unsupported: UnsupportedFeatures,
): readonly Tool[] {
  if (!openAiTraitsOf(model).isOpenAis) return tools;
  return tools.map((tool) => {
    if (tool.kind !== 'function' || tool.strict !== true) return tool;
    const { schema, strict } = held(tool.parameters, unsupported);
    return { ...tool, parameters: schema, strict };
  });
}

function held(schema: unknown, unsupported: UnsupportedFeatures): HeldSchema {
  const written = heldSchema(schema);
  // The model is told the schema all the same.
  if (!written.strict) unsupported.addHint('strict');
  return written;
}

// Each of these names what is asked for in vain, and answers which settings are left out.

function nameSampling(settings: Settings, unsupported: UnsupportedFeatures): Names {
  const { temperature = 1, top_p = 1, logprobs = false, top_logprobs = 0 } = settings;
  if (temperature !== 1) unsupported.add('temperature');
  if (top_p !== 1) unsupported.add('top_p');
  if (logprobs || top_logprobs > 0) unsupported.add('logprobs');
  return ['temperature', 'top_p', 'logprobs', 'top_logprobs'];
}

function nameSteering(settings: Settings, unsupported: UnsupportedFeatures): Names {
  const { frequency_penalty = 0, presence_penalty = 0, logit_bias = {}, stop = [] } = settings;
  if (frequency_penalty !== 0) unsupported.add('frequency_penalty');
  if (presence_penalty !== 0) unsupported.add('presence_penalty');
  if (Object.keys(logit_bias).length > 0) unsupported.add('logit_bias');
  if (stop.length > 0) unsupported.add('stop');
  return ['frequency_penalty', 'presence_penalty', 'logit_bias', 'stop'];
}

/** Several at once are allowed, never demanded. */
function nameParallelCalls(settings: Settings, unsupported: UnsupportedFeatures): Names {
  if (settings.parallel_tool_calls === true) unsupported.addHint('parallel_tool_calls');
  return ['parallel_tool_calls'];
}

function nameReasoning(
  reasoning: ReasoningSettings | undefined,
  { takesReasoning, takesNoThinking }: OpenAiModelTraits,
  unsupported: UnsupportedFeatures,
): Names {
  if (reasoning === undefined) return [];
  const { budget_tokens: budget, summary, encrypted } = reasoning;
  const effort = reasoning.effort ?? (budget === undefined ? undefined : effortOfBudget(budget));
  if (takesReasoning) {
    if (effort !== 'none' || takesNoThinking) return [];
    unsupported.add('reasoning effort none');
    return ['reasoning'];
  }
  // To think is one thing, to show what was thought another, and of that there is nothing.
  if (effort !== undefined && effort !== 'none') unsupported.add('reasoning');
  if (summary !== undefined && summary !== 'none') unsupported.addHint('a summary of reasoning');
  if (encrypted === true) unsupported.addHint('encrypted reasoning');
  return ['reasoning'];
}
