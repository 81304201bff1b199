import type { Failure } from '../failure.ts';
import type { ErrorResponse } from '../protocol.ts';

/** In OpenAI's shape, as its clients read it. */
export function errorResponse(error: Failure, requestId: string): ErrorResponse {
  const body = Buffer.from(JSON.stringify(errorObject(error)));
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'content-length': String(body.length),
    'x-request-id': requestId,
  };
  const wait = error.details?.['retry_after_seconds'];
  if (typeof wait === 'number') headers['retry-after'] = String(Math.ceil(wait));
  return { status: error.status, headers, body };
}

/**
 * The last event of a stream that failed after it began. It begins with an empty line, which closes an event that was
 * cut off and means nothing elsewhere. No `[DONE]` follows it: the stream did not end well.
 */
export function errorEvent(error: Failure, requestId: string): Buffer {
  const data = JSON.stringify({ ...errorObject(error), request_id: requestId });
  return Buffer.from(`\n\ndata: ${data}\n\n`);
}

interface ErrorObject {
  readonly error: {
    readonly message: string;
    readonly type: string;
    readonly param: string | null;
    readonly code: string;
  };
}

export function errorObject(error: Failure): ErrorObject {
  const param = error.details?.['param'];
  return {
    error: {
      message: error.toLine(),
      type: typeOf(error.status),
      param: typeof param === 'string' ? param : null,
      code: error.code,
    },
  };
}

function typeOf(status: number): string {
  if (status === 401) return 'authentication_error';
  if (status === 403) return 'permission_error';
  if (status === 429) return 'rate_limit_error';
  return status < 500 ? 'invalid_request_error' : 'server_error';
}
