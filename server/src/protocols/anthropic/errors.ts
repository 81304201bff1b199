import type { Failure } from '../failure.ts';
import type { ErrorResponse } from '../protocol.ts';

/** By status, as Anthropic's clients tell errors apart; others are told by whose fault they are. */
const TYPES: ReadonlyMap<number, string> = new Map([
  [401, 'authentication_error'],
  [402, 'billing_error'],
  [403, 'permission_error'],
  [404, 'not_found_error'],
  [409, 'conflict_error'],
  [413, 'request_too_large'],
  [429, 'rate_limit_error'],
  [503, 'overloaded_error'],
  [504, 'timeout_error'],
  [529, 'overloaded_error'],
]);

/** In Anthropic's shape, as its clients read it. */
export function errorResponse(error: Failure, requestId: string): ErrorResponse {
  const body = Buffer.from(JSON.stringify(errorObject(error, requestId)));
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'content-length': String(body.length),
    'request-id': requestId,
  };
  const wait = error.details?.['retry_after_seconds'];
  if (typeof wait === 'number') headers['retry-after'] = String(Math.ceil(wait));
  return { status: error.status, headers, body };
}

/**
 * The last event of a stream that failed after it began. It begins with an empty line, which closes an event that was cut off
 * and means nothing elsewhere. No `message_stop` follows it: the stream did not end well.
 */
export function errorEvent(error: Failure, requestId: string): Buffer {
  return Buffer.from(
    `\n\nevent: error\ndata: ${JSON.stringify(errorObject(error, requestId))}\n\n`,
  );
}

/** `details` is where Anthropic tells what programs may act on. */
function errorObject(error: Failure, requestId: string): Record<string, unknown> {
  const param = error.details?.['param'];
  return {
    type: 'error',
    error: {
      type: typeOf(error.status),
      message: error.toLine(),
      details: { error_code: error.code, ...(typeof param === 'string' ? { param } : {}) },
    },
    request_id: requestId,
  };
}

function typeOf(status: number): string {
  return TYPES.get(status) ?? (status < 500 ? 'invalid_request_error' : 'api_error');
}
