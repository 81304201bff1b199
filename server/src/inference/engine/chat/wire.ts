import type { Generation } from './generate.ts';
import type { ToolCall } from './tool-calls.ts';

/** What all parts of one answer share. */
export interface AnswerHead {
  readonly id: string;
  /** Seconds since the epoch. */
  readonly created: number;
  readonly model: string;
  /** Whether the caller of a stream asked for its usage. */
  readonly includeUsage: boolean;
}

/** An answer in one piece: OpenAI's `chat.completion`. */
export function completion(head: AnswerHead, generation: Generation): object {
  const { toolCalls, text, finishReason } = generation;
  return {
    ...base(head, 'chat.completion'),
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: toolCalls.length > 0 && text === '' ? null : text,
          refusal: null,
          ...(toolCalls.length === 0 ? {} : { tool_calls: calls(head, toolCalls) }),
        },
        logprobs: null,
        finish_reason: finishReason,
      },
    ],
    usage: usage(generation),
  };
}

/** The parts of a streamed answer: OpenAI's `chat.completion.chunk`. */
export const chunk = {
  begin: (head: AnswerHead): object =>
    part(head, { role: 'assistant', content: '', refusal: null }),
  text: (head: AnswerHead, text: string): object => part(head, { content: text }),
  toolCalls: (head: AnswerHead, toolCalls: readonly ToolCall[]): object =>
    part(head, {
      tool_calls: calls(head, toolCalls).map((call, index) => ({ index, ...call })),
    }),
  end: (head: AnswerHead, { finishReason }: Generation): object => part(head, {}, finishReason),
  usage: (head: AnswerHead, generation: Generation): object => ({
    ...base(head, 'chat.completion.chunk'),
    choices: [],
    usage: usage(generation),
  }),
};

function part(head: AnswerHead, delta: object, finishReason: string | null = null): object {
  return {
    ...base(head, 'chat.completion.chunk'),
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finishReason }],
    // As OpenAI has it: every part before the one with the usage says that it has none.
    ...(head.includeUsage ? { usage: null } : {}),
  };
}

function base({ id, created, model }: AnswerHead, object: string): object {
  return { id, object, created, model, system_fingerprint: null };
}

function calls(head: AnswerHead, toolCalls: readonly ToolCall[]): object[] {
  return toolCalls.map((call, index) => ({
    id: `call_${head.id.replace(/^chatcmpl-|-/g, '')}${index}`,
    type: 'function',
    function: { name: call.name, arguments: call.arguments },
  }));
}

function usage({ promptTokens, cachedTokens, answerTokens }: Generation): object {
  return {
    prompt_tokens: promptTokens,
    completion_tokens: answerTokens,
    total_tokens: promptTokens + answerTokens,
    prompt_tokens_details: { cached_tokens: cachedTokens },
  };
}
