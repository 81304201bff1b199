import type { UpstreamErrorFacts } from '../answer-facts.ts';

/** An `error` member, which is an object for most servers and a text for some. Empty, it says that there was none. */
export function readError(value: unknown): UpstreamErrorFacts | null {
  if (value === '') return null;
  if (typeof value === 'string') return { message: value, type: null, code: null };
  if (typeof value !== 'object' || value === null) return null;
  const error = value as Readonly<Record<string, unknown>>;
  if (Object.keys(error).length === 0) return null;
  return {
    message: text(error['message']),
    type: text(error['type']),
    code: text(error['code']),
  };
}

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

export function text(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : null;
}
