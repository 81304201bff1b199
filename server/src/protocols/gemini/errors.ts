import type { Failure } from '../failure.ts';
import type { BrokenStream, ErrorResponse } from '../protocol.ts';
import { statusWord } from './status-words.ts';

const TYPE = 'type.googleapis.com/google.rpc.';

/** In Google's shape (google.rpc.Status), as its clients read it. */
export function errorResponse(error: Failure, requestId: string): ErrorResponse {
  const body = Buffer.from(JSON.stringify({ error: errorObject(error, requestId) }));
  const headers: Record<string, string> = {
    'content-type': 'application/json; charset=UTF-8',
    'content-length': String(body.length),
    'x-request-id': requestId,
  };
  const wait = waitOf(error);
  if (wait !== null) headers['retry-after'] = String(wait);
  return { status: error.status, headers, body };
}

/**
 * The last event of a stream that failed after it began: a last element that closes the list, or an event, which begins with
 * an empty line. Nothing in it has a finish reason.
 */
export function errorEvent(error: Failure, requestId: string, broken?: BrokenStream): Buffer {
  const text = JSON.stringify({ error: errorObject(error, requestId) });
  return Buffer.from(broken?.form === 'json_array' ? `,\n${text}]` : `\n\ndata: ${text}\n\n`);
}

function errorObject(error: Failure, requestId: string): Record<string, unknown> {
  const param = error.details?.['param'];
  const wait = waitOf(error);
  const message = error.toLine();
  return {
    code: error.status,
    message,
    status: statusWord(error.status),
    details: [
      { '@type': `${TYPE}ErrorInfo`, reason: error.code.toUpperCase(), domain: 'signalbox' },
      { '@type': `${TYPE}RequestInfo`, requestId },
      ...(typeof param === 'string'
        ? [
            {
              '@type': `${TYPE}BadRequest`,
              fieldViolations: [{ field: param, description: message }],
            },
          ]
        : []),
      ...(wait === null ? [] : [{ '@type': `${TYPE}RetryInfo`, retryDelay: `${wait}s` }]),
    ],
  };
}

function waitOf({ details }: Failure): number | null {
  const wait = details?.['retry_after_seconds'];
  return typeof wait === 'number' ? Math.ceil(wait) : null;
}
