import type { IncomingMessage, ServerResponse } from 'node:http';
import { errorResponse } from '../inference/index.ts';
import type { SignalboxError } from '../platform/errors/index.ts';

/** Answers of the gateway itself, without a provider and without a record. */
export function send(
  response: ServerResponse,
  requestId: string,
  status: number,
  contentType: string,
  body: string,
): void {
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
    'x-request-id': requestId,
  });
  response.end(body);
}

export function sendJson(
  response: ServerResponse,
  requestId: string,
  status: number,
  value: unknown,
): void {
  send(response, requestId, status, 'application/json', JSON.stringify(value));
}

/** How much of a refused body is still read. */
const MOST_DRAINED_BYTES = 64 << 20;

/**
 * A failure in OpenAI's shape. What is still coming of the request is read and dropped: closing the connection on a client
 * that still sends resets it, and takes the answer away.
 */
export function answerError(
  response: ServerResponse,
  requestId: string,
  error: SignalboxError,
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { status, headers, body } = errorResponse(error, requestId);
  drain(response.req);
  response.writeHead(status, headers);
  response.end(body);
}

function drain(request: IncomingMessage): void {
  if (request.complete) return;
  let left = MOST_DRAINED_BYTES;
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) request.destroy();
  });
}
