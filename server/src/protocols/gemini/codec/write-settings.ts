import type { JsonObject } from '../../../lib/json-object.ts';
import type { Tool } from '../../conversation/conversation.ts';
import type {
  ModelRequest,
  OutputForm,
  Settings,
  ToolChoice,
} from '../../conversation/model-request.ts';
import type { UnsupportedFeatures } from '../../unsupported-features.ts';
import { writeThinking } from './thinking.ts';

/** Google refuses more. */
const MOST_STOPS = 5;
const MOST_CHOICES = 8;

const TIERS: Readonly<Record<string, string>> = {
  default: 'standard',
  standard: 'standard',
  flex: 'flex',
  priority: 'priority',
};

/** Members of a `generationConfig`. */
export function writeSettings(
  settings: Settings,
  model: string,
  unsupported: UnsupportedFeatures,
): JsonObject {
  const { top_logprobs } = settings;
  const logprobs = settings.logprobs ?? (top_logprobs === undefined ? undefined : true);
  return withoutUndefined({
    maxOutputTokens: settings.max_tokens,
    temperature: settings.temperature,
    topP: settings.top_p,
    topK: settings.top_k,
    stopSequences: settings.stop?.slice(0, MOST_STOPS),
    seed: settings.seed,
    frequencyPenalty: settings.frequency_penalty,
    presencePenalty: settings.presence_penalty,
    candidateCount: settings.choices && Math.min(settings.choices, MOST_CHOICES),
    responseLogprobs: logprobs,
    // Google takes how many only where they are asked for.
    logprobs: logprobs === true ? top_logprobs : undefined,
    responseModalities: settings.modalities?.map((modality) => modality.toUpperCase()),
    thinkingConfig: writeThinking(settings.reasoning, model, unsupported),
    ...writeOutput(settings.output),
  });
}

/** Settings that stand beside it. */
export function writeMore({ service_tier: tier, store }: Settings): JsonObject {
  const serviceTier = tier === undefined ? undefined : TIERS[tier];
  return withoutUndefined({ serviceTier, store });
}

function writeOutput(output: OutputForm | undefined): JsonObject {
  if (output === undefined) return {};
  if (output.kind === 'text') return { responseMimeType: 'text/plain' };
  const json = { responseMimeType: 'application/json' };
  return output.kind === 'schema' ? { ...json, responseJsonSchema: output.schema } : json;
}

/** Names what was asked for and Google has nothing of; a value that is everybody's default asks for nothing. */
export function nameUnsupported(
  { settings, tools }: Pick<ModelRequest, 'settings' | 'tools'>,
  unsupported: UnsupportedFeatures,
): void {
  if ((settings.stop?.length ?? 0) > MOST_STOPS) {
    unsupported.add(`more than ${MOST_STOPS} stop sequences`);
  }
  if ((settings.choices ?? 1) > MOST_CHOICES) unsupported.add(`n above ${MOST_CHOICES}`);
  if ((settings.min_p ?? 0) !== 0) unsupported.add('min_p');
  if (Object.keys(settings.logit_bias ?? {}).length > 0) unsupported.add('logit_bias');
  if (settings.parallel_tool_calls === false) {
    if (asksForOneTool(settings.tool_choice, tools)) unsupported.addHint('parallel_tool_calls');
    else unsupported.add('parallel_tool_calls');
  }
  if ((settings.verbosity ?? 'medium') !== 'medium') unsupported.add('verbosity');
  if (settings.user !== undefined) unsupported.addHint('user');
  if (Object.keys(settings.metadata ?? {}).length > 0) unsupported.addHint('metadata');
  if (settings.cache_key !== undefined) unsupported.addHint('prompt_cache_key');
  const { service_tier: tier = 'auto' } = settings;
  if (tier !== 'auto' && TIERS[tier] === undefined) unsupported.addHint(`service_tier ${tier}`);
}

/** As frameworks ask for an answer in a form: that the one tool is called once is not what matters. */
function asksForOneTool(choice: ToolChoice | undefined, tools: readonly Tool[]): boolean {
  return choice?.kind === 'tool' || (choice?.kind === 'required' && tools.length === 1);
}

function withoutUndefined(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
}
