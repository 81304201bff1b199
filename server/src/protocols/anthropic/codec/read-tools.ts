import { isJsonObject } from '../../../lib/json-object.ts';
import type { Tool } from '../../conversation/conversation.ts';
import type { ToolChoice } from '../../conversation/model-request.ts';
import type { Members } from '../../members.ts';
import { cacheOf } from './cache-control.ts';
import { readHosted } from './hosted-tools.ts';

/** A tool of the caller's, or one that Anthropic knows by its type. */
export function readTool(tool: Members, others: string[]): Tool {
  const type = tool.text('type');
  if (type !== undefined && type !== 'custom') return readHosted(tool, type);
  const name = tool.needed('name');
  const strict = tool.flag('strict');
  const parameters = tool.object('input_schema');
  if (parameters === undefined) {
    throw tool.fault('input_schema', 'is missing', 'Send a JSON Schema of the type object.');
  }
  const description = tool.text('description') ?? null;
  const cached = cacheOf(tool);
  others.push(...notable(tool));
  return {
    kind: 'function',
    name,
    description,
    parameters: parameters.value,
    ...(strict === undefined ? {} : { strict }),
    ...cached,
  };
}

/** Members that only this protocol has, but for those that only say how a call is streamed, or what goes without saying. */
function notable(tool: Members): string[] {
  tool.skip('eager_input_streaming');
  const { allowed_callers: callers, defer_loading: deferred } = tool.value;
  if (Array.isArray(callers) && callers.every((one) => one === 'direct')) {
    tool.skip('allowed_callers');
  }
  if (deferred === false) tool.skip('defer_loading');
  return tool.rest();
}

const CHOICES = { auto: 'auto', any: 'required', none: 'none' } as const;

export function readToolChoice(choice: Members): {
  tool_choice: ToolChoice;
  parallel_tool_calls?: false;
} {
  const type = choice.oneOf('type', ['auto', 'any', 'none', 'tool']);
  if (type === undefined) throw choice.fault('type', 'is missing', 'Send "auto".');
  const one = choice.flag('disable_parallel_tool_use') === true;
  return {
    tool_choice:
      type === 'tool' ? { kind: 'tool', name: choice.needed('name') } : { kind: CHOICES[type] },
    ...(one ? { parallel_tool_calls: false } : {}),
  };
}

/** The JSON Schema of a format, or null. */
export function schemaOf(format: unknown): unknown {
  return isJsonObject(format) ? (format['schema'] ?? null) : null;
}
