import { isJsonObject } from '../../../lib/json-object.ts';
import type { Tool } from '../../conversation/conversation.ts';
import type { ToolChoice } from '../../conversation/model-request.ts';
import { Members } from '../../members.ts';
import { hostedName, readHosted } from './hosted-tools.ts';
import type { Reading } from './reading.ts';

export function readTools(body: Members, reading: Reading): Tool[] {
  return body.objects('tools').map((tool) => {
    const type = tool.needed('type');
    if (type !== 'function' && type !== 'custom') {
      return readHosted(type, tool.value);
    }
    const read = type === 'function' ? readFunction(tool) : readCustom(tool);
    reading.other(...tool.rest());
    return read;
  });
}

function readFunction(tool: Members): Tool {
  const strict = tool.flag('strict');
  return {
    kind: 'function',
    name: tool.needed('name'),
    description: tool.text('description') ?? null,
    parameters: tool.object('parameters')?.value ?? null,
    ...(strict === undefined ? {} : { strict }),
  };
}

function readCustom(tool: Members): Tool {
  return {
    kind: 'custom',
    name: tool.needed('name'),
    description: tool.text('description') ?? null,
    parameters: readFormat(tool.any('format')),
  };
}

/** A grammar is an object of its own in the normal form, as it is in chat completions. */
function readFormat(format: unknown): unknown {
  if (!isJsonObject(format) || format['type'] !== 'grammar') return format ?? null;
  const { type, ...grammar } = format;
  return { type, grammar };
}

/** Undefined where the provider is to choose. */
export function readToolChoice(body: Members, reading: Reading): ToolChoice | undefined {
  const value = body.any('tool_choice');
  if (value === undefined) return undefined;
  if (value === 'auto' || value === 'none' || value === 'required') return { kind: value };
  if (!isJsonObject(value)) {
    const next = 'Send "auto", "none", "required" or an object.';
    throw body.fault('tool_choice', 'is not a choice of tools', next);
  }
  const at = body.at('tool_choice');
  const choice = new Members(value, at);
  const type = choice.needed('type');
  switch (type) {
    case 'function':
    case 'custom':
      return { kind: 'tool', name: choice.needed('name') };
    case 'allowed_tools':
      return readAllowed(choice, reading);
    default:
      // A hosted tool has no name but its type.
      if (Object.keys(value).length === 1) return { kind: 'tool', name: hostedName(type) };
      reading.other(`${at} (${type})`);
      return undefined;
  }
}

function readAllowed(choice: Members, reading: Reading): ToolChoice {
  const mode = choice.oneOf('mode', ['auto', 'required']) ?? 'auto';
  const names = choice.objects('tools').map((tool) => {
    const type = tool.needed('type');
    if (type === 'function' || type === 'custom') return tool.needed('name');
    if (type === 'mcp') reading.other(`${tool.at('server_label')} (mcp)`);
    return hostedName(type);
  });
  return { kind: 'some', mode, names };
}
