import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { RequestTarget, Unsupported, WrittenRequest } from '../../codec.ts';
import type { ModelRequest, Settings } from '../../conversation/model-request.ts';
import { UnsupportedFeatures } from '../../unsupported-features.ts';
import { adaptSchema } from './adapt-schema.ts';
import { type ModelTraits, traitsOf } from './model-traits.ts';
import { nameUnsupported } from './unsupported-settings.ts';
import { contentOf, writeMessages } from './write-messages.ts';
import { type WrittenThinking, writeThinking } from './write-thinking.ts';
import { writeToolChoice, writeTools } from './write-tools.ts';

export function writeRequest(request: ModelRequest, target: RequestTarget): WrittenRequest {
  const { body, unsupported } = writeBody(request, target);
  return { body: Buffer.from(JSON.stringify(body)), unsupported };
}

export function writeBody(
  request: ModelRequest,
  target: RequestTarget,
): { readonly body: JsonObject; readonly unsupported: readonly Unsupported[] } {
  const unsupported = new UnsupportedFeatures();
  const traits = traitsOf(target.model);
  const { settings, others } = request;
  for (const member of others) unsupported.add(member);
  nameUnsupported(settings, unsupported);
  const maxTokens = settings.max_tokens ?? traits.defaultMaxTokens;
  const { system, messages } = writeMessages(request.messages, unsupported);
  const { thinking, effort, thinks } =
    settings.reasoning === undefined
      ? NOT_SAID
      : writeThinking(settings.reasoning, { maxTokens, traits, messages }, unsupported);
  const config = {
    ...(effort === undefined ? {} : { effort }),
    ...formatOf(settings, unsupported),
  };
  const body = {
    model: target.model,
    max_tokens: maxTokens,
    ...(system.length === 0 ? {} : { system: contentOf(system) }),
    messages,
    ...toolsOf(request, thinks, traits, unsupported),
    ...samplingOf(settings, thinks, traits, unsupported),
    ...stopsOf(settings, unsupported),
    ...(thinking === undefined ? {} : { thinking }),
    ...(Object.keys(config).length === 0 ? {} : { output_config: config }),
    ...(settings.user === undefined ? {} : { metadata: { user_id: settings.user } }),
    ...tierOf(settings, unsupported),
    ...(target.stream ? { stream: true } : {}),
  };
  return { body, unsupported: unsupported.list() };
}

const NOT_SAID: WrittenThinking = { thinks: false };

function stopsOf({ stop = [] }: Settings, unsupported: UnsupportedFeatures): JsonObject {
  const stops = stop.filter((one) => one.trim() !== '');
  if (stops.length < stop.length) unsupported.add('stop at white space alone');
  return stops.length === 0 ? {} : { stop_sequences: stops };
}

function formatOf({ output }: Settings, unsupported: UnsupportedFeatures): JsonObject {
  if (output?.kind !== 'schema') return {};
  const { description } = output;
  const schema = adaptSchema(output.schema, (keyword) => {
    unsupported.addHint(`${keyword} in a schema`);
  });
  const described =
    description === undefined || !isJsonObject(schema) || schema['description'] !== undefined
      ? schema
      : { ...schema, description };
  return { format: { type: 'json_schema', schema: described } };
}

function toolsOf(
  { tools, settings }: ModelRequest,
  thinks: boolean,
  traits: ModelTraits,
  unsupported: UnsupportedFeatures,
): JsonObject {
  const { tool_choice: asked, parallel_tool_calls: parallel } = settings;
  const { tools: offered, choice } = writeToolChoice(tools, asked, parallel);
  const written = writeTools(offered, unsupported);
  const named = choice?.['name'];
  // A tool that is not there, since it has no place here, cannot be chosen.
  const chosen = named === undefined || written.some(({ name }) => name === named) ? choice : null;
  if (written.length === 0) return {};
  const forced = chosen !== null && (chosen['type'] === 'any' || chosen['type'] === 'tool');
  if (!forced || (traits.takesForcedTools && !thinks)) {
    return { tools: written, ...(chosen === null ? {} : { tool_choice: chosen }) };
  }
  unsupported.add(
    thinks ? 'tool_choice that forces a call with reasoning' : 'tool_choice that forces a call',
  );
  return { tools: written, tool_choice: { ...chosen, type: 'auto', name: undefined } };
}

/** A model that thinks samples as it does: it takes no temperature but 1, no top_k and no top_p below 0.95. */
function samplingOf(
  { temperature, top_p, top_k }: Settings,
  thinks: boolean,
  { takesSampling, takesBothSamplings }: ModelTraits,
  unsupported: UnsupportedFeatures,
): JsonObject {
  const sampling: Record<string, number> = {};
  const refused = takesSampling ? ' with reasoning' : '';
  if (temperature !== undefined && temperature !== 1) {
    if (!takesSampling || thinks) unsupported.add(`temperature${refused}`);
    else sampling['temperature'] = Math.min(temperature, 1);
    if (temperature > 1 && takesSampling && !thinks) unsupported.add('temperature above 1');
  } else if (temperature === 1 && takesSampling) sampling['temperature'] = 1;
  // All of it is what is taken anyway.
  if (top_p !== undefined && top_p < 1) {
    if (!takesSampling || (thinks && top_p < 0.95)) unsupported.add(`top_p${refused}`);
    else if (temperature !== undefined && !takesBothSamplings) {
      unsupported.add('top_p beside a temperature');
    } else sampling['top_p'] = top_p;
  }
  if (top_k !== undefined) {
    if (!takesSampling || thinks) unsupported.add(`top_k${refused}`);
    else sampling['top_k'] = top_k;
  }
  return sampling;
}

/** The normal form's `default` is what never costs more. */
function tierOf({ service_tier: tier }: Settings, unsupported: UnsupportedFeatures): JsonObject {
  if (tier === undefined) return {};
  if (tier === 'auto') return { service_tier: 'auto' };
  if (tier === 'default') return { service_tier: 'standard_only' };
  unsupported.addHint(`service_tier ${tier}`);
  return {};
}
