import { SignalboxError } from '../platform/errors/index.ts';
import type { Logger } from '../platform/log/index.ts';
import { RequestFault } from '../protocols/request-fault.ts';
import type { InboundRequest } from './inbound-request.ts';
import type { Outcome } from './outcome.ts';
import type { Target } from './plan.ts';
import { ownHeaders } from './response-head.ts';

/** Expected failures as they are; anything else is a bug, which is logged and told as `internal` without its text. */
export function asSignalboxError(error: unknown, log: Logger, id: string): SignalboxError {
  if (error instanceof SignalboxError) return error;
  if (error instanceof RequestFault) {
    const { code, message, next, param } = error;
    return new SignalboxError(code, message, next, param === null ? {} : { details: { param } });
  }
  log.error({ err: error, request_id: id }, 'a request failed unexpectedly');
  return new SignalboxError(
    'internal',
    'the gateway failed',
    `Report it with the request's id, ${id}.`,
  );
}

/** The outcome of a request that failed before anything of an answer left, which its client is told in its own protocol. */
export function failedOutcome(
  inbound: Pick<InboundRequest, 'id' | 'protocol' | 'journal'>,
  target: Target | null,
  error: SignalboxError,
): Outcome {
  const { id, protocol } = inbound;
  const { status, headers, body } = protocol.errorResponse(error, id);
  const flat = ownHeaders(inbound, target);
  for (const name in headers) {
    if (name !== 'x-request-id') flat.push(name, headers[name] ?? '');
  }
  return {
    status: 'error',
    httpStatus: status,
    error: { code: error.code, message: error.toLine() },
    facts: null,
    ttftUs: null,
    outputChunks: null,
    contentType: 'application/json',
    captured: [body],
    responseBytes: body.length,
    closing: { kind: 'whole', status, headers: flat, body },
  };
}
