import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { Tool } from '../../conversation/conversation.ts';
import type { ToolChoice } from '../../conversation/model-request.ts';
import type { UnsupportedFeatures } from '../../unsupported-features.ts';
import { WEB_SEARCH } from './read-tools.ts';

/** The members of a request that give a model tools. */
export function writeTools(tools: readonly Tool[], unsupported: UnsupportedFeatures): JsonObject {
  if (tools.some(({ cache }) => cache !== undefined)) unsupported.addHint('cache_control');
  const own = tools.filter(({ kind }) => kind !== 'hosted');
  const members = tools
    .filter(({ kind }) => kind === 'hosted')
    .map((tool) => writeHosted(tool, unsupported));
  return {
    ...(own.length === 0 ? {} : { tools: own.map((tool) => writeTool(tool, unsupported)) }),
    ...Object.assign({}, ...members),
  };
}

function writeTool(tool: Tool, unsupported: UnsupportedFeatures): JsonObject {
  const { kind, name, description, parameters, strict } = tool;
  const named = description === null ? { name } : { name, description };
  if (kind === 'custom') {
    if (strict !== undefined) unsupported.add('strict of a custom tool');
    const format = parameters === null ? {} : { format: parameters };
    return { type: 'custom', custom: { ...named, ...format } };
  }
  return {
    type: 'function',
    function: {
      ...named,
      ...(parameters === null ? {} : { parameters }),
      ...(strict === undefined ? {} : { strict }),
    },
  };
}

const SEARCH_OPTIONS: ReadonlySet<string> = new Set(['search_context_size', 'user_location']);

/** Of what a provider runs by itself, the protocol has a search of the web alone. */
function writeHosted({ name, parameters }: Tool, unsupported: UnsupportedFeatures): JsonObject {
  if (name !== WEB_SEARCH) {
    unsupported.add(`the tool ${name}`);
    return {};
  }
  const asked = isJsonObject(parameters) ? Object.entries(parameters) : [];
  for (const [option] of asked) {
    if (!SEARCH_OPTIONS.has(option)) unsupported.add(`${name}.${option}`);
  }
  const options = asked.filter(([option]) => SEARCH_OPTIONS.has(option));
  return { web_search_options: Object.fromEntries(options) };
}

export function writeToolChoice(choice: ToolChoice, tools: readonly Tool[]): unknown {
  const named = (name: string): JsonObject => {
    const kind =
      tools.find((tool) => tool.name === name)?.kind === 'custom' ? 'custom' : 'function';
    return { type: kind, [kind]: { name } };
  };
  switch (choice.kind) {
    case 'tool':
      return named(choice.name);
    case 'some':
      return {
        type: 'allowed_tools',
        allowed_tools: { mode: choice.mode, tools: choice.names.map(named) },
      };
    default:
      return choice.kind;
  }
}
