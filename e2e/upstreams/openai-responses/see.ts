import type { Media } from '../check/media.ts';
import { isReasoningModel } from '../openai-chat/check.ts';
import type { Seen, ToolResult } from '../scene/seen.ts';
import { mediaOf } from './check.ts';
import type { InputContent, InputItem } from './input-item.ts';
import type { ResponsesBody } from './request.ts';

/** What a model is given by a Responses request. */
export function seeResponses(body: ResponsesBody, context: readonly InputItem[]): Seen {
  const lastUser = context.findLastIndex((item) => 'role' in item && item.role === 'user');
  const user = context[lastUser];
  const seen = context.map((item, n) => mediaIn(item, `input[${n}]`));
  const { tool_choice: choice, model = '', text } = body;
  const format = text?.format;
  const thinks = isReasoningModel(model) && body.reasoning?.effort !== 'none';
  const told = context.flatMap((item) =>
    'role' in item && (item.role === 'system' || item.role === 'developer')
      ? [textOf(item.content)]
      : [],
  );
  return {
    model,
    system: [...(body.instructions == null ? [] : [body.instructions]), ...told].join('\n'),
    text: user !== undefined && 'role' in user ? textOf(user.content) : '',
    media: seen[lastUser] ?? [],
    results: resultsAfter(context, lastUser),
    tools: (body.tools ?? []).flatMap((tool) =>
      tool.type === 'function' && 'parameters' in tool
        ? [{ name: String(tool.name), parameters: tool.parameters ?? {} }]
        : tool.type === 'custom'
          ? [{ name: String(tool.name), parameters: { type: 'string' } }]
          : [],
    ),
    toolChoice: typeof choice === 'object' ? choiceOf(choice) : (choice ?? 'auto'),
    parallelCalls: body.parallel_tool_calls ?? true,
    outputSchema:
      format?.type === 'json_schema'
        ? format.schema
        : format?.type === 'json_object'
          ? { type: 'object' }
          : null,
    reasoning: !thinks ? 'no' : body.reasoning?.summary == null ? 'hidden' : 'shown',
    stop: [],
    choices: 1,
    maxTokens: body.max_output_tokens ?? null,
    temperature: body.temperature ?? null,
  };
}

function choiceOf(
  choice: Exclude<NonNullable<ResponsesBody['tool_choice']>, string>,
): Seen['toolChoice'] {
  if (choice.type === 'allowed_tools' && 'mode' in choice)
    return choice.mode === 'required' ? 'required' : 'auto';
  return 'name' in choice ? { name: String(choice.name) } : 'auto';
}

function resultsAfter(context: readonly InputItem[], at: number): ToolResult[] {
  const names = new Map(
    context.flatMap((item): [string, string][] =>
      'type' in item && (item.type === 'function_call' || item.type === 'custom_tool_call')
        ? [[item.call_id, item.name]]
        : [],
    ),
  );
  return context.slice(at + 1).flatMap((item, n) =>
    'type' in item &&
    (item.type === 'function_call_output' || item.type === 'custom_tool_call_output')
      ? [
          {
            name: names.get(item.call_id) ?? null,
            text: textOf(item.output),
            media: mediaIn(item, `input[${n}]`),
            failed: false,
          },
        ]
      : [],
  );
}

function mediaIn(item: InputItem, place: string): Media[] {
  const content =
    'role' in item && item.role !== 'assistant'
      ? item.content
      : 'output' in item
        ? item.output
        : '';
  return typeof content === 'string'
    ? []
    : content.flatMap((part, n) => mediaOf(part, `${place}.content[${n}]`) ?? []);
}

type Said = string | readonly (InputContent | { readonly type: string; readonly text?: string })[];

function textOf(content: Said): string {
  return typeof content === 'string'
    ? content
    : content
        .flatMap((part) => ('text' in part && part.text !== undefined ? [part.text] : []))
        .join('\n');
}
