import type { ServerResponse } from 'node:http';
import type { SignalboxError } from '../platform/errors/index.ts';
import { isUnread, lingerAtClose } from '../platform/http/index.ts';
import { openaiChat, type Protocol } from '../protocols/index.ts';

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

/** A failure, in the shape of the client's protocol; where its address told none, in OpenAI's. */
export function answerError(
  response: ServerResponse,
  requestId: string,
  error: SignalboxError,
  protocol: Protocol = openaiChat,
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { status, headers, body } = protocol.errorResponse(error, requestId);
  const unread = isUnread(response.req);
  if (unread) lingerAtClose(response.req);
  response.writeHead(status, unread ? { ...headers, connection: 'close' } : headers);
  response.end(body);
}
