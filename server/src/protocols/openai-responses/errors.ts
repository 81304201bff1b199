import type { Failure } from '../failure.ts';
import { errorObject } from '../openai-chat/errors.ts';
import type { BrokenStream } from '../protocol.ts';

/**
 * The last event of a stream that failed after it began. It begins with an empty line, which closes an event that was cut off.
 * No `response.completed` follows it: the stream did not end well.
 */
export function errorEvent(error: Failure, requestId: string, broken?: BrokenStream): Buffer {
  const sequence = lastSequence(broken?.sent ?? []) + 1;
  const told = errorData({ ...errorObject(error).error, request_id: requestId }, sequence);
  return Buffer.from(`\n\nevent: error\ndata: ${JSON.stringify(told)}\n\n`);
}

const SEQUENCE = '"sequence_number":';

/** The number of the event that was sent last; -1: none can be seen. Within a text of an event, its quotes would be escaped. */
function lastSequence(sent: readonly Buffer[]): number {
  const bytes = Buffer.concat(sent);
  for (let at = bytes.lastIndexOf(SEQUENCE); at !== -1; at = bytes.lastIndexOf(SEQUENCE, at - 1)) {
    const behind = bytes.toString('latin1', at + SEQUENCE.length, at + SEQUENCE.length + 20);
    // The digits of an event that was cut off may not be all.
    const [, digits] = /^\s*(\d+)[\s,}]/.exec(behind) ?? [];
    if (digits !== undefined) return Number(digits);
    if (at === 0) break;
  }
  return -1;
}

interface ToldError {
  readonly type: string;
  readonly code: string | null;
  readonly message: string;
  readonly param: string | null;
  readonly request_id?: string;
}

/**
 * OpenAI publishes an event whose members are those of the error, and sends one that has the error as a member, at which its
 * clients throw. This is both.
 */
export function errorData(error: ToldError, sequence: number): Record<string, unknown> {
  const { code, message, param } = error;
  return { type: 'error', sequence_number: sequence, code, message, param, error };
}
