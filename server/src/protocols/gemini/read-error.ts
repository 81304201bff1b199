import { isJsonObject } from '../../lib/json-object.ts';
import type { UpstreamErrorFacts } from '../answer-facts.ts';
import { text } from '../upstream-error.ts';

/** An `error` member: its `status` is its name, its `code` an HTTP status. */
export function readError(value: unknown): UpstreamErrorFacts | null {
  if (typeof value === 'string' && value !== '') return { message: value, type: null, code: null };
  if (!isJsonObject(value) || Object.keys(value).length === 0) return null;
  const { message, status, code } = value;
  return { message: text(message), type: null, code: text(status) ?? text(code) };
}
