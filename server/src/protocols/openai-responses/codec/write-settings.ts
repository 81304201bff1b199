import type { JsonObject } from '../../../lib/json-object.ts';
import type { OutputForm, ReasoningSettings, Settings } from '../../conversation/model-request.ts';
import { effortOfBudget } from '../../conversation/reasoning-effort.ts';
import type { UnsupportedFeatures } from '../../unsupported-features.ts';
import { INCLUDE } from './read-settings.ts';
import { withoutUndefined } from './without-undefined.ts';

/** What a request says besides its conversation and its tools. */
export function writeSettings(
  settings: Settings,
  sendsReasoning: boolean,
  unsupported: UnsupportedFeatures,
): JsonObject {
  nameUnsupported(settings, unsupported);
  const { output, verbosity, reasoning } = settings;
  const text = withoutUndefined({
    format: output === undefined ? undefined : writeForm(output),
    verbosity,
  });
  const include = [
    ...(wantsEncrypted(reasoning, sendsReasoning) ? [INCLUDE.encrypted] : []),
    ...(settings.logprobs === true ? [INCLUDE.logprobs] : []),
  ];
  return withoutUndefined({
    max_output_tokens: settings.max_tokens,
    temperature: settings.temperature,
    top_p: settings.top_p,
    top_logprobs: settings.top_logprobs,
    parallel_tool_calls: settings.parallel_tool_calls,
    reasoning: reasoning === undefined ? undefined : writeReasoningSettings(reasoning, unsupported),
    text: Object.keys(text).length === 0 ? undefined : text,
    include: include.length === 0 ? undefined : include,
    user: settings.user,
    metadata: settings.metadata,
    service_tier: settings.service_tier,
    prompt_cache_key: settings.cache_key,
    // Absent, it would be true here. Nobody who speaks another protocol expects that what they said is kept.
    store: settings.store ?? false,
  });
}

/** What asks for what is done anyway goes without saying. */
function nameUnsupported(settings: Settings, unsupported: UnsupportedFeatures): void {
  if (settings.top_k !== undefined) unsupported.add('top_k');
  if (settings.seed !== undefined) unsupported.add('seed');
  if ((settings.min_p ?? 0) !== 0) unsupported.add('min_p');
  if ((settings.stop ?? []).length > 0) unsupported.add('stop');
  if ((settings.frequency_penalty ?? 0) !== 0) unsupported.add('frequency_penalty');
  if ((settings.presence_penalty ?? 0) !== 0) unsupported.add('presence_penalty');
  if (Object.keys(settings.logit_bias ?? {}).length > 0) unsupported.add('logit_bias');
  if ((settings.choices ?? 1) > 1) unsupported.add('n');
  for (const form of settings.modalities ?? []) {
    if (form !== 'text') unsupported.add(`an answer as ${form}`);
  }
}

/** Without a store, reasoning is sent back encrypted, or lost; models that do not reason refuse to be asked for it. */
function wantsEncrypted(
  reasoning: ReasoningSettings | undefined,
  sendsReasoning: boolean,
): boolean {
  if (reasoning?.encrypted !== undefined) return reasoning.encrypted;
  return sendsReasoning || (reasoning !== undefined && reasoning.effort !== 'none');
}

function writeReasoningSettings(
  { effort, summary, budget_tokens }: ReasoningSettings,
  unsupported: UnsupportedFeatures,
) {
  if (budget_tokens !== undefined) unsupported.addHint('a budget of reasoning in tokens');
  const written = withoutUndefined({
    effort: effort ?? (budget_tokens === undefined ? undefined : effortOfBudget(budget_tokens)),
    summary: summary === 'none' ? undefined : summary,
  });
  return Object.keys(written).length === 0 ? undefined : written;
}

function writeForm(output: OutputForm): JsonObject {
  switch (output.kind) {
    case 'text':
      return { type: 'text' };
    case 'json':
      return { type: 'json_object' };
    case 'schema': {
      const { name = 'answer', schema, description, strict } = output;
      return { type: 'json_schema', name, schema, ...withoutUndefined({ description, strict }) };
    }
  }
}
