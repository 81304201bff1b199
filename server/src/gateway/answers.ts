import type { ServerResponse } from 'node:http';
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

/** A failure in OpenAI's shape. The connection is not used again: a body that nobody read may still be on it. */
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
  response.writeHead(status, { ...headers, connection: 'close' });
  response.end(body);
}
