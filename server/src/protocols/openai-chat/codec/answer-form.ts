import type { ReplyHead } from '../../codec.ts';

/** How a client takes an answer: OpenAI's names for what others call otherwise. */
export interface AnswerForm {
  readonly id: string;
  readonly created: number;
  readonly model: string;
  /** The client knows one call in an answer, `function_call`, as before 2023-11. */
  readonly oneCall: boolean;
  readonly tellsUsage: boolean;
}

export function answerForm({ id, model, createdAt, request }: ReplyHead): AnswerForm {
  return {
    id: `chatcmpl-${id}`,
    created: createdAt,
    model,
    oneCall: request.document.member('functions') !== null,
    tellsUsage: request.tellsUsage,
  };
}

/** An id for a call that its provider gave none. */
export function callId(id: string, answer: number, call: number): string {
  return `call_${id.replace(/^chatcmpl-/, '')}_${answer}_${call}`;
}

const REASONS: ReadonlySet<string> = new Set(['stop', 'length', 'tool_calls', 'content_filter']);

/** Clients know no other reasons than OpenAI's. */
export function finishReason(reason: string | null, calls: boolean, oneCall: boolean): string {
  const known = reason !== null && REASONS.has(reason) ? reason : calls ? 'tool_calls' : 'stop';
  return known === 'tool_calls' && oneCall ? 'function_call' : known;
}
