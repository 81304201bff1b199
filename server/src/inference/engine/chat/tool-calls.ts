import { z } from 'zod';
import type { ChatMessage, ChatTool } from './schema.ts';

/**
 * Tools in the form that Hermes and Qwen models were trained on: a call is JSON between `<tool_call>` tags. One form for
 * every model, since each template's own form would need a parser of its own.
 */
export const TOOL_CALL_OPEN = '<tool_call>';
const TOOL_CALL_CLOSE = '</tool_call>';

export interface ToolCall {
  readonly name: string;
  /** JSON text, as OpenAI's protocol has it. */
  readonly arguments: string;
}

/** What the model is told about the tools, in the system message. */
export function describeTools(tools: readonly ChatTool[]): string {
  const list = tools.map(({ function: { name, description, parameters } }) =>
    JSON.stringify({ type: 'function', function: { name, description, parameters } }),
  );
  return [
    'You may call one or more functions to assist with the user query.',
    'You are provided with function signatures within <tools></tools> tags:',
    '<tools>',
    ...list,
    '</tools>',
    'For each function call, return a JSON object with function name and arguments within <tool_call></tool_call> tags:',
    `${TOOL_CALL_OPEN}\n{"name": <function-name>, "arguments": <arguments>}\n${TOOL_CALL_CLOSE}`,
  ].join('\n');
}

/** An earlier turn's calls, as the model would have written them. */
export function writeToolCalls(calls: NonNullable<ChatMessage['tool_calls']>): string {
  return calls
    .map(
      ({ function: { name, arguments: args } }) =>
        `${TOOL_CALL_OPEN}\n{"name": ${JSON.stringify(name)}, "arguments": ${args}}\n${TOOL_CALL_CLOSE}`,
    )
    .join('\n');
}

const WrittenCall = z.object({
  name: z.string(),
  arguments: z.record(z.string(), z.unknown()).default({}),
});

/** The calls in an answer that begins with one; null where it is not made of well-formed calls of tools that exist. */
export function readToolCalls(text: string, names: ReadonlySet<string>): ToolCall[] | null {
  const parts = text.trim().split(TOOL_CALL_OPEN);
  if (parts.length < 2 || parts[0] !== '') return null;
  const calls: ToolCall[] = [];
  for (const part of parts.slice(1)) {
    const call = readCall((part.split(TOOL_CALL_CLOSE)[0] ?? '').trim());
    if (call === null || !names.has(call.name)) return null;
    calls.push(call);
  }
  return calls;
}

function readCall(json: string): ToolCall | null {
  try {
    const call = WrittenCall.parse(JSON.parse(json));
    return { name: call.name, arguments: JSON.stringify(call.arguments) };
  } catch {
    return null;
  }
}
