import type { Media } from '../check/media.ts';
import type { Seen, ToolResult } from '../scene/seen.ts';
import { mediaOf } from './check.ts';
import type { Block } from './content.ts';
import { showsThinkingUnasked } from './models.ts';
import type { Message, MessagesBody } from './request.ts';

/** What a model is given by a Messages request. */
export function seeMessages(body: MessagesBody): Seen {
  const { messages, system, tool_choice: choice, thinking } = body;
  // The user's turn, unless it only brings what tools said.
  const lastUser = messages.findLastIndex(
    (message) =>
      message.role === 'user' && !blocksOf(message).some(({ type }) => type === 'tool_result'),
  );
  const user = messages[lastUser];
  const told = messages.flatMap((message) =>
    message.role === 'system' ? [textOf(message.content)] : [],
  );
  const thinks = thinking?.type === 'enabled' || thinking?.type === 'adaptive';
  return {
    model: body.model,
    system: [...(system === undefined ? [] : [textOf(system)]), ...told].join('\n'),
    text: user === undefined ? '' : textOf(user.content),
    media: user === undefined ? [] : mediaIn(blocksOf(user)),
    results: resultsAfter(messages, lastUser),
    tools: (body.tools ?? []).flatMap((tool) =>
      'input_schema' in tool ? [{ name: tool.name ?? '', parameters: tool.input_schema }] : [],
    ),
    toolChoice:
      choice?.type === 'tool'
        ? { name: choice.name }
        : choice?.type === 'any'
          ? 'required'
          : (choice?.type ?? 'auto'),
    parallelCalls:
      choice === undefined || choice.type === 'none' || choice.disable_parallel_tool_use !== true,
    outputSchema: body.output_config?.format?.schema ?? null,
    reasoning: thinks ? reasoningOf(body.model, thinking.display) : 'no',
    stop: body.stop_sequences ?? [],
    choices: 1,
    maxTokens: body.max_tokens,
    temperature: body.temperature ?? null,
  };
}

function reasoningOf(model: string, display?: 'summarized' | 'omitted' | null): 'hidden' | 'shown' {
  if (display != null) return display === 'summarized' ? 'shown' : 'hidden';
  return showsThinkingUnasked(model) ? 'shown' : 'hidden';
}

function resultsAfter(messages: readonly Message[], at: number): ToolResult[] {
  const names = new Map(
    messages
      .flatMap(blocksOf)
      .flatMap((block): [string, string][] =>
        block.type === 'tool_use' ? [[block.id, block.name]] : [],
      ),
  );
  return messages
    .slice(at + 1)
    .flatMap(blocksOf)
    .flatMap((block) =>
      block.type === 'tool_result'
        ? [
            {
              name: names.get(block.tool_use_id) ?? null,
              text: textOf(block.content ?? ''),
              media: Array.isArray(block.content) ? mediaIn(block.content) : [],
              failed: block.is_error === true,
            },
          ]
        : [],
    );
}

function blocksOf({ content }: Message): readonly Block[] {
  return typeof content === 'string' ? [{ type: 'text', text: content }] : content;
}

function mediaIn(blocks: readonly Block[]): Media[] {
  return blocks.flatMap((block) => mediaOf(block, 'content') ?? []);
}

function textOf(content: string | readonly Block[]): string {
  return typeof content === 'string'
    ? content
    : content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('\n');
}
