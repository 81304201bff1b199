import type { UpstreamErrorFacts } from '../answer-facts.ts';
import { readError } from '../upstream-error.ts';

/**
 * The error of an answer that is not in OpenAI's shape: the answer itself (`{"object":"error","message":…}`), or the first of a
 * list (`[{"error":…}]`), whose `status` is then its name and `code` an HTTP status.
 */
export function readOtherError(answer: unknown): UpstreamErrorFacts | null {
  if (Array.isArray(answer)) {
    const error = member(answer[0], 'error');
    const status = member(error, 'status');
    const read = readError(error);
    return read !== null && typeof status === 'string' ? { ...read, code: status } : read;
  }
  return member(answer, 'object') === 'error' ? readError(answer) : null;
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
