import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { ContentPart, Tool } from '../../conversation/conversation.ts';
import type { UnsupportedFeatures } from '../../unsupported-features.ts';

/** Tools that OpenAI runs itself, or knows how to call, by their types. */
const OWN: ReadonlySet<unknown> = new Set([
  'apply_patch',
  'code_interpreter',
  'computer',
  'computer_use_preview',
  'file_search',
  'image_generation',
  'local_shell',
  'mcp',
  'namespace',
  'programmatic_tool_calling',
  'shell',
  'tool_search',
]);
/** The search of the web, in the normal form; its types here are this, with a date or a word behind it. */
const WEB_SEARCH = 'web_search';

/** By its type, what the normal form calls a tool that is neither a function nor a custom one. */
export function hostedName(type: string): string {
  return type.startsWith(WEB_SEARCH) ? WEB_SEARCH : type;
}

const OF_A_TOOL = /^(.+?)_call(?:_output)?$/;

/** An item that the normal form has no part for, with the tool of OpenAI's own that it is a call or a result of. */
export function unknownItem(value: JsonObject): Extract<ContentPart, { type: 'unknown' }> {
  const { type } = value;
  const tool = typeof type === 'string' ? OF_A_TOOL.exec(type)?.[1] : undefined;
  return tool === undefined
    ? { type: 'unknown', value }
    : { type: 'unknown', value, hosted: hostedName(tool) };
}

export function readHosted(type: string, tool: JsonObject): Tool {
  const name = hostedName(type);
  const parameters = name === WEB_SEARCH ? readSearch(tool) : tool;
  return { kind: 'hosted', name, description: null, parameters };
}

/** As chat completions have it, where the place stands in an object of its own. */
function readSearch({ type: _, user_location: place, filters, ...search }: JsonObject): JsonObject {
  const { type = 'approximate', ...approximate } = isJsonObject(place) ? place : {};
  return {
    ...search,
    ...(isJsonObject(place) ? { user_location: { type, approximate } } : {}),
    ...(isJsonObject(filters) ? filters : {}),
  };
}

/** Null where OpenAI has no such tool. */
export function writeHosted(
  { name, parameters }: Tool,
  unsupported: UnsupportedFeatures,
): JsonObject | null {
  const said = isJsonObject(parameters) ? parameters : {};
  if (OWN.has(said['type'])) return said;
  if (name === WEB_SEARCH) return writeSearch(said, unsupported);
  unsupported.add(`the tool ${name}`);
  return null;
}

/** Anthropic's tool is of the same name, with a type and a name of its own. */
function writeSearch(
  { type: _type, name: _name, ...search }: JsonObject,
  unsupported: UnsupportedFeatures,
): JsonObject {
  const { search_context_size: size, user_location: place, allowed_domains, ...rest } = search;
  for (const option of Object.keys(rest)) unsupported.add(`${WEB_SEARCH}.${option}`);
  return {
    type: WEB_SEARCH,
    ...(typeof size === 'string' ? { search_context_size: size } : {}),
    ...(isJsonObject(place) ? { user_location: placeOf(place) } : {}),
    ...(Array.isArray(allowed_domains) ? { filters: { allowed_domains } } : {}),
  };
}

function placeOf({ approximate, ...place }: JsonObject): JsonObject {
  return isJsonObject(approximate) ? { ...place, ...approximate } : place;
}

/** What a choice of the tool calls it. */
export function hostedType({ name, parameters }: Tool): string {
  const type = isJsonObject(parameters) ? parameters['type'] : null;
  return OWN.has(type) ? String(type) : name;
}
