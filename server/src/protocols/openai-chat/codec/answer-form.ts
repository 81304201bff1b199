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

/** An id for a call that its provider gave none: of all that is random in the answer's, since OpenAI takes 40 characters back. */
export function callId(id: string, answer: number, call: number): string {
  return `call_${id.replaceAll('-', '').slice(-RANDOM_DIGITS)}_${answer}_${call}`;
}

/** Of a UUID of version 7, the hexadecimal digits behind its time and version. */
const RANDOM_DIGITS = 19;

const REASONS: ReadonlySet<string> = new Set(['stop', 'length', 'tool_calls', 'content_filter']);

/** Clients know no other reasons than OpenAI's. */
export function finishReason(reason: string | null, calls: boolean, oneCall: boolean): string {
  const known = reason !== null && REASONS.has(reason) ? reason : calls ? 'tool_calls' : 'stop';
  return known === 'tool_calls' && oneCall ? 'function_call' : known;
}
