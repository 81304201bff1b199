import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { Tool } from '../../conversation/conversation.ts';
import type { Members } from '../../members.ts';
import type { UnsupportedFeatures } from '../../unsupported-features.ts';
import { cacheControl, cacheOf } from './cache-control.ts';

/** A type of Anthropic's own tools, which bears a date. */
const OWN_TYPE = /^([a-z0-9_]+)_20\d{6}$/;
/** By their names in the normal form, the types under which every account has them. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['web_search', 'web_search_20250305'],
  ['web_fetch', 'web_fetch_20250910'],
  ['code_execution', 'code_execution_20250825'],
]);
/** Of a search of the web. */
const SEARCH_OPTIONS: ReadonlySet<string> = new Set([
  'allowed_domains',
  'blocked_domains',
  'max_uses',
  'user_location',
]);

/**
 * A tool that Anthropic knows by its type, and most of which it runs itself. Its search of the web, which all have, is told as
 * that of chat completions; others are kept as they were written.
 */
export function readHosted(tool: Members, type: string): Tool {
  const name = OWN_TYPE.exec(type)?.[1] ?? type;
  const known = TYPES.has(name) ? name : (tool.text('name') ?? name);
  const parameters = name === 'web_search' ? readSearch(tool.value) : tool.value;
  return { kind: 'hosted', name: known, description: null, parameters, ...cacheOf(tool) };
}

function readSearch(tool: JsonObject): JsonObject {
  const { type: _type, name: _name, cache_control: _cache, user_location: place, ...search } = tool;
  const { type = 'approximate', ...approximate } = isJsonObject(place) ? place : {};
  return {
    ...search,
    ...(isJsonObject(place) ? { user_location: { type, approximate } } : {}),
  };
}

/** Anthropic's own as they were written, and those that others have as well. */
export function writeHosted(tool: Tool, unsupported: UnsupportedFeatures): JsonObject[] {
  const { name, parameters } = tool;
  const asked = isJsonObject(parameters) ? parameters : {};
  if (OWN_TYPE.test(String(asked['type']))) return [asked];
  const type = TYPES.get(name);
  if (type === undefined) {
    unsupported.add(`the tool ${name}`);
    return [];
  }
  const options = name === 'web_search' ? writeSearch(asked) : {};
  for (const [option, value] of Object.entries(asked)) {
    // Google's tools are objects with nothing in them.
    const says = !isJsonObject(value) || Object.keys(value).length > 0;
    if (says && option !== 'type' && !(option in options)) unsupported.add(`${name}.${option}`);
  }
  return [{ type, name, ...options, ...cacheControl(tool) }];
}

function writeSearch({ user_location: place, ...asked }: JsonObject): JsonObject {
  const options = Object.entries(asked).filter(([option]) => SEARCH_OPTIONS.has(option));
  return {
    ...Object.fromEntries(options),
    ...(isJsonObject(place) ? { user_location: placeOf(place) } : {}),
  };
}

function placeOf({ approximate, ...place }: JsonObject): JsonObject {
  return isJsonObject(approximate) ? { ...place, ...approximate } : place;
}
