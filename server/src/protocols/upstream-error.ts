import type { UpstreamErrorFacts } from './answer-facts.ts';

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

export function text(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : null;
}
