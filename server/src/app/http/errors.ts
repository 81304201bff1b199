import type { FastifyError } from 'fastify';
import {
  hasZodFastifySchemaValidationErrors,
  isResponseSerializationError,
} from 'fastify-type-provider-zod';
import { SignalboxError } from '../../platform/errors/index.ts';
import type { ApiError } from '../../platform/http/index.ts';
import { storeFailure } from '../../platform/postgres/index.ts';

/** An error as the SignalboxError that the caller sees; null where it is a bug of ours, whose text stays in the log. */
export function toExpected(error: unknown): SignalboxError | null {
  if (error instanceof SignalboxError) return error;
  if (!(error instanceof Error)) return null;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const issues = error.validation.map((issue) => ({
      at: `${error.validationContext}${issue.instancePath.replace(/\/$/, '')}`,
      message: issue.message,
    }));
    const first = issues[0];
    return new SignalboxError(
      'request_invalid',
      first === undefined ? 'the request is not valid' : `${first.at}: ${first.message}`,
      'See details.issues, and /api/openapi.json for what the endpoint takes.',
      { details: { issues } },
    );
  }
  if (isResponseSerializationError(error)) return null;
  return fromFramework(error as FastifyError) ?? storeFailure(error);
}

/** What Fastify itself refuses before a handler runs. */
function fromFramework(error: FastifyError): SignalboxError | null {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new SignalboxError(
      'body_too_large',
      'the body is larger than the management API accepts',
      'Send less at once.',
    );
  }
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return new SignalboxError(
      'request_invalid',
      error.message,
      'Send a JSON body with content-type application/json.',
    );
  }
  return null;
}

/** The one error shape. */
export function errorBody(error: SignalboxError, requestId: string): ApiError {
  return {
    error: {
      code: error.code,
      message: error.message,
      next: error.next,
      request_id: requestId,
      ...(error.details === undefined ? {} : { details: { ...error.details } }),
    },
  };
}

export function internalError(): SignalboxError {
  return new SignalboxError(
    'internal',
    'something went wrong in Signalbox',
    'Report it with the request id; the log of the control process has the particulars.',
  );
}
