import type { Failure } from '../failure.ts';
import { errorObject } from '../openai-chat/errors.ts';

/**
 * The last event of a stream that failed after it began. It begins with an empty line, which closes an event that was cut off.
 * No `response.completed` follows it: the stream did not end well.
 */
export function errorEvent(error: Failure, requestId: string): Buffer {
  const told = errorData({ ...errorObject(error).error, request_id: requestId }, 0);
  return Buffer.from(`\n\nevent: error\ndata: ${JSON.stringify(told)}\n\n`);
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
