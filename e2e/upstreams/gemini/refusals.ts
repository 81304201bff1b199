import type { z } from 'zod';
import type { Call } from '../call.ts';
import { bracketPath, type Fault, faultOf } from '../check/fault.ts';
import { Refusal } from '../check/refusal.ts';
import { type Failure, RETRY_AFTER_SECONDS } from '../scene/script.ts';
import { inCamelCase, inSnakeCase } from './spelling.ts';

/** The error shape of Google's APIs. */

export function badRequest(message: string, field?: string): Refusal {
  return new Refusal(400, message, field === undefined ? {} : { param: field });
}

const STATUSES: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
};

export function readBody<T>(schema: z.ZodType<T>, call: Call): T {
  let json: unknown;
  try {
    json = inCamelCase(JSON.parse(call.body.toString()));
  } catch {
    throw badRequest('Invalid JSON payload received. Expected a value.');
  }
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  throw refusalOf(faultOf(result.error, json));
}

function refusalOf({ path, kind, message }: Fault): Refusal {
  const place = inSnakeCase(bracketPath(path.slice(0, -1)));
  const name = String(path.at(-1) ?? '');
  const at = place === '' ? '' : ` at '${place}'`;
  const whole = inSnakeCase(bracketPath(path));
  switch (kind) {
    case 'unknown':
      return badRequest(
        `Invalid JSON payload received. Unknown name "${name}"${at}: Cannot find field.`,
        place,
      );
    case 'type':
      return badRequest(`Invalid value at '${whole}' (${message})`, whole);
    case 'missing':
      return badRequest(`* GenerateContentRequest.${whole}: ${name} is required.\n`, whole);
    case 'value':
      return badRequest(`* GenerateContentRequest.${whole}: ${message}\n`, whole);
  }
}

export function stagedFailure(failure: Exclude<Failure['failure'], 'no_answer'>): Refusal {
  const staged = { staged: true };
  switch (failure) {
    case 'rate_limited':
      return new Refusal(
        429,
        'You exceeded your current quota, please check your plan and billing details. Please retry in 3s.',
        { ...staged, retryAfter: RETRY_AFTER_SECONDS },
      );
    case 'bad_request':
      return new Refusal(400, 'This request was refused on purpose.', staged);
    case 'broken':
      return new Refusal(500, 'An internal error has occurred. Please retry or report.', staged);
    case 'overloaded':
      return new Refusal(503, 'The model is overloaded. Please try again later.', staged);
  }
}

export function errorBody({ status, message, details }: Refusal): object {
  const given = [
    ...(details.code === undefined
      ? []
      : [
          {
            '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
            reason: details.code,
            domain: 'googleapis.com',
          },
        ]),
    ...(details.param === undefined
      ? []
      : [
          {
            '@type': 'type.googleapis.com/google.rpc.BadRequest',
            fieldViolations: [
              { ...(details.param === '' ? {} : { field: details.param }), description: message },
            ],
          },
        ]),
    ...(details.retryAfter === undefined
      ? []
      : [
          {
            '@type': 'type.googleapis.com/google.rpc.RetryInfo',
            retryDelay: `${details.retryAfter}s`,
          },
        ]),
  ];
  return {
    error: {
      code: status,
      message,
      status: STATUSES[status] ?? 'UNKNOWN',
      ...(given.length === 0 ? {} : { details: given }),
    },
  };
}

export function writeRefusal(call: Call, refusal: Refusal): void {
  const isArray =
    call.url.pathname.endsWith(':streamGenerateContent') &&
    call.url.searchParams.get('alt') !== 'sse';
  const body = errorBody(refusal);
  call.answer(
    refusal.status,
    `${JSON.stringify(isArray ? [body] : body, null, 2)}\n`,
    answerHeaders('application/json; charset=UTF-8'),
  );
}

export function answerHeaders(contentType: string): Record<string, string> {
  return {
    'content-type': contentType,
    vary: 'Origin, X-Origin, Referer',
    server: 'scaffolding on HTTPServer2',
    'server-timing': 'gfet4t7; dur=412',
    'x-content-type-options': 'nosniff',
  };
}
