import type { OutputForm, ReasoningSettings, Settings } from '../../conversation/model-request.ts';
import type { Members } from '../../members.ts';
import { readToolChoice, schemaOf } from './read-tools.ts';

type Draft = { -readonly [K in keyof Settings]: Settings[K] };

/** Everything that was asked for besides the conversation. */
export function readSettings(body: Members, others: string[]): Settings {
  const config = body.object('output_config');
  const settings: Draft = {
    ...some('max_tokens', body.count('max_tokens')),
    ...some('temperature', body.number('temperature')),
    ...some('top_p', body.number('top_p')),
    ...some('top_k', body.count('top_k')),
    ...some('stop', body.texts('stop_sequences')),
    ...some('user', body.object('metadata')?.text('user_id')),
    ...some('service_tier', tierOf(body)),
    ...some('reasoning', readReasoning(body, config, others)),
    ...some('output', readOutput(body, config)),
  };
  const choice = body.object('tool_choice');
  if (choice !== undefined) Object.assign(settings, readToolChoice(choice));
  if (config !== undefined) others.push(...config.rest());
  return settings;
}

function some<K extends keyof Settings>(name: K, value: Settings[K] | undefined): Partial<Draft> {
  return value === undefined ? {} : { [name]: value };
}

/** Anthropic's `standard_only` says no to what costs more. */
function tierOf(body: Members): string | undefined {
  const tier = body.oneOf('service_tier', ['auto', 'standard_only']);
  return tier === 'standard_only' ? 'default' : tier;
}

/**
 * `output_config.effort` is how much is spent on an answer, thinking included, so it is the effort of reasoning, except where
 * thinking is switched off.
 */
function readReasoning(
  body: Members,
  config: Members | undefined,
  others: string[],
): ReasoningSettings | undefined {
  const effort = config?.text('effort');
  const thinking = body.object('thinking');
  if (thinking === undefined) return effort === undefined ? undefined : { effort };
  const type = thinking.oneOf('type', ['enabled', 'disabled', 'adaptive', 'between_tools']);
  const display = thinking.oneOf('display', ['summarized', 'omitted']);
  const budget = thinking.count('budget_tokens');
  others.push(...thinking.rest());
  if (type === 'disabled') {
    if (effort !== undefined && config !== undefined) others.push(config.at('effort'));
    return { effort: 'none' };
  }
  if (type === 'between_tools') others.push(thinking.at('type'));
  if (type === 'enabled' && budget === undefined) {
    throw thinking.fault('budget_tokens', 'is missing', 'Send the most tokens to think with.');
  }
  return {
    ...(effort === undefined ? {} : { effort }),
    ...(budget === undefined ? {} : { budget_tokens: budget }),
    ...(display === undefined ? {} : { summary: display === 'omitted' ? 'none' : 'auto' }),
  };
}

/** `output_format` is what it was called while it was a beta. */
function readOutput(body: Members, config: Members | undefined): OutputForm | undefined {
  const format = config?.object('format') ?? body.object('output_format');
  if (format === undefined) return undefined;
  format.oneOf('type', ['json_schema']);
  const schema = schemaOf(format.value);
  if (schema === null) throw format.fault('schema', 'is missing', 'Send a JSON Schema.');
  return { kind: 'schema', schema, held: true };
}
