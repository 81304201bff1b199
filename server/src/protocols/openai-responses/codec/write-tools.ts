import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { Tool } from '../../conversation/conversation.ts';
import type { ToolChoice } from '../../conversation/model-request.ts';
import type { UnsupportedFeatures } from '../../unsupported-features.ts';
import { hostedType, writeHosted } from './hosted-tools.ts';

export function writeTools(tools: readonly Tool[], unsupported: UnsupportedFeatures): JsonObject[] {
  if (tools.some(({ cache }) => cache !== undefined)) unsupported.addHint('cache_control');
  return tools.map((tool) => writeTool(tool, unsupported)).filter((tool) => tool !== null);
}

function writeTool(tool: Tool, unsupported: UnsupportedFeatures): JsonObject | null {
  const { kind, name, description, parameters, strict } = tool;
  if (kind === 'hosted') return writeHosted(tool, unsupported);
  const named = { type: kind, name, ...(description === null ? {} : { description }) };
  if (kind === 'function') {
    // Absent, it would be true here, and false everywhere else.
    return { ...named, parameters, strict: strict ?? false };
  }
  if (strict !== undefined) unsupported.add('strict of a custom tool');
  return parameters === null ? named : { ...named, format: writeFormat(parameters) };
}

/** A grammar stands beside its type here. */
function writeFormat(format: unknown): unknown {
  if (!isJsonObject(format) || !isJsonObject(format['grammar'])) return format;
  return { type: format['type'], ...format['grammar'] };
}

export function writeToolChoice(choice: ToolChoice, tools: readonly Tool[]): unknown {
  switch (choice.kind) {
    case 'tool':
      return chosen(choice.name, tools);
    case 'some': {
      const { mode, names } = choice;
      return { type: 'allowed_tools', mode, tools: names.map((name) => chosen(name, tools)) };
    }
    default:
      return choice.kind;
  }
}

function chosen(name: string, tools: readonly Tool[]): JsonObject {
  const tool = tools.find((one) => one.name === name);
  if (tool?.kind === 'hosted') return { type: hostedType(tool) };
  return { type: tool?.kind ?? 'function', name };
}
