import { isJsonObject } from '../../lib/json-object.ts';
import type { UpstreamErrorFacts } from '../answer-facts.ts';
import { readError } from '../upstream-error.ts';

/** The `error` of an error answer or event, whose code stands in its details. */
export function readErrorMember(value: unknown): UpstreamErrorFacts | null {
  const error = readError(value);
  if (error === null || error.code !== null || !isJsonObject(value)) return error;
  const details = value['details'];
  const code = isJsonObject(details) ? details['error_code'] : null;
  return typeof code === 'string' ? { ...error, code } : error;
}
