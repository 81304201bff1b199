import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { Tool } from '../../conversation/conversation.ts';
import { listOf, textOf, textOrNull } from '../../json.ts';

/** Name of the search of the web that the provider itself runs, in the normal form. */
export const WEB_SEARCH = 'web_search';

/** The tools of a request; of before 2023-11 they are `functions`. */
export function readTools(request: JsonObject): Tool[] {
  const search = request['web_search_options'];
  return [
    ...[...listOf(request['tools']), ...listOf(request['functions'])].flatMap(readTool),
    ...(isJsonObject(search)
      ? [{ kind: 'hosted' as const, name: WEB_SEARCH, description: null, parameters: search }]
      : []),
  ];
}

function readTool(tool: unknown): Tool[] {
  if (!isJsonObject(tool)) return [];
  const { custom } = tool;
  if (isJsonObject(custom)) return named('custom', custom, custom['format']);
  const called = isJsonObject(tool['function']) ? tool['function'] : tool;
  return named('function', called, called['parameters']);
}

function named(kind: Tool['kind'], tool: JsonObject, parameters: unknown): Tool[] {
  const name = textOf(tool['name']);
  if (name === '') return [];
  const { strict } = tool;
  return [
    {
      kind,
      name,
      description: textOrNull(tool['description']),
      parameters: parameters ?? null,
      ...(typeof strict === 'boolean' ? { strict } : {}),
    },
  ];
}
