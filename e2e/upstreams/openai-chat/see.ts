import type { Media } from '../check/media.ts';
import type { Seen, ToolResult } from '../scene/seen.ts';
import { isReasoningModel, mediaOf } from './check.ts';
import type { ChatBody, Message } from './request.ts';

/** What a chat model is given. */
export function seeChat(body: ChatBody): Seen {
  const { messages, model, tool_choice: choice, response_format: format } = body;
  const lastUser = messages.findLastIndex(({ role }) => role === 'user');
  const user = messages[lastUser];
  const content = user?.role === 'user' ? user.content : '';
  const parts = typeof content === 'string' ? [{ type: 'text' as const, text: content }] : content;
  const seenParts = messages.map((message, n) => mediaIn(message, n));
  const allowed =
    typeof choice === 'object' && choice.type === 'allowed_tools' ? choice.allowed_tools : null;
  return {
    model,
    system: messages
      .filter((message) => message.role === 'system' || message.role === 'developer')
      .map(({ content: told }) => textOf(told))
      .join('\n'),
    text: parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n'),
    media: seenParts[lastUser] ?? [],
    results: resultsAfter(messages, lastUser),
    tools: (body.tools ?? []).map((tool) =>
      tool.type === 'function'
        ? { name: tool.function.name, parameters: tool.function.parameters ?? {} }
        : { name: tool.custom.name, parameters: { type: 'string' } },
    ),
    toolChoice:
      allowed !== null
        ? allowed.mode
        : typeof choice === 'object'
          ? {
              name:
                choice.type === 'function'
                  ? choice.function.name
                  : choice.type === 'custom'
                    ? choice.custom.name
                    : '',
            }
          : (choice ?? 'auto'),
    parallelCalls: body.parallel_tool_calls ?? true,
    outputSchema:
      format?.type === 'json_schema'
        ? (format.json_schema.schema ?? {})
        : format?.type === 'json_object'
          ? { type: 'object' }
          : null,
    reasoning: isReasoningModel(model) && body.reasoning_effort !== 'none' ? 'hidden' : 'no',
    stop: typeof body.stop === 'string' ? [body.stop] : (body.stop ?? []),
    choices: body.n ?? 1,
    maxTokens: body.max_completion_tokens ?? body.max_tokens ?? null,
    temperature: body.temperature ?? null,
  };
}

function resultsAfter(messages: readonly Message[], at: number): ToolResult[] {
  const names = new Map(
    messages.flatMap((message) =>
      message.role === 'assistant'
        ? (message.tool_calls ?? []).map((call): [string, string] => [
            call.id,
            call.type === 'function' ? call.function.name : call.custom.name,
          ])
        : [],
    ),
  );
  return messages.slice(at + 1).flatMap((message) =>
    message.role === 'tool'
      ? [
          {
            name: names.get(message.tool_call_id) ?? null,
            text: textOf(message.content),
            media: [],
            failed: false,
          },
        ]
      : [],
  );
}

function mediaIn(message: Message, n: number): Media[] {
  if (message.role !== 'user' || typeof message.content === 'string') return [];
  return message.content.flatMap(
    (part, at) => mediaOf(part, `messages[${n}].content[${at}]`) ?? [],
  );
}

function textOf(content: string | readonly { readonly text: string }[]): string {
  return typeof content === 'string' ? content : content.map(({ text }) => text).join('\n');
}
