import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { Tool } from '../../conversation/conversation.ts';
import type { ToolChoice } from '../../conversation/model-request.ts';
import type { UnsupportedFeatures } from '../../unsupported-features.ts';
import { adaptSchema } from './adapt-schema.ts';
import { cacheControl } from './cache-control.ts';
import { writeHosted } from './hosted-tools.ts';

export function writeTools(tools: readonly Tool[], unsupported: UnsupportedFeatures): JsonObject[] {
  return tools.flatMap((tool) => {
    if (tool.kind === 'function') return [writeFunction(tool, unsupported)];
    if (tool.kind === 'hosted') return writeHosted(tool, unsupported);
    unsupported.add('custom tools');
    return [];
  });
}

function writeFunction(tool: Tool, unsupported: UnsupportedFeatures): JsonObject {
  const { name, description, parameters, strict } = tool;
  const held = strict === true ? adaptSchema(parameters, named(unsupported)) : parameters;
  const schema = isJsonObject(held) ? held : {};
  return {
    name,
    ...(description === null ? {} : { description }),
    // The type is obligatory here, and the only one that there is.
    input_schema: schema['type'] === undefined ? { type: 'object', ...schema } : schema,
    ...(strict === true ? { strict } : {}),
    ...cacheControl(tool),
  };
}

function named(unsupported: UnsupportedFeatures): (keyword: string) => void {
  return (keyword) => unsupported.addHint(`${keyword} in a schema`);
}

interface WrittenChoice {
  readonly tools: readonly Tool[];
  readonly choice: JsonObject | null;
}

/** There is no choice among some of the tools, so of those only these are offered. */
export function writeToolChoice(
  tools: readonly Tool[],
  asked: ToolChoice | undefined,
  parallel: boolean | undefined,
): WrittenChoice {
  const one = parallel === false ? { disable_parallel_tool_use: true } : {};
  const offered =
    asked?.kind === 'some' ? tools.filter(({ name }) => asked.names.includes(name)) : tools;
  const type = typeOf(asked);
  if (offered.length === 0) return { tools: offered, choice: null };
  if (type === 'none') return { tools: offered, choice: { type } };
  if (asked?.kind === 'tool') {
    return { tools: offered, choice: { type: 'tool', name: asked.name, ...one } };
  }
  const needed = asked !== undefined || parallel === false;
  return { tools: offered, choice: needed ? { type, ...one } : null };
}

function typeOf(asked: ToolChoice | undefined): 'auto' | 'any' | 'none' {
  const kind = asked?.kind === 'some' ? asked.mode : asked?.kind;
  if (kind === 'none') return 'none';
  return kind === 'required' ? 'any' : 'auto';
}
