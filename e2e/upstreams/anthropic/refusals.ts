import type { z } from 'zod';
import type { Call } from '../call.ts';
import { type Fault, faultOf } from '../check/fault.ts';
import { Refusal } from '../check/refusal.ts';
import { newId } from '../ids.ts';
import { type Failure, RETRY_AFTER_SECONDS } from '../scene/script.ts';

/** Anthropic's error shape. */

export function badRequest(message: string): Refusal {
  return new Refusal(400, message);
}

const TYPES: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  529: 'overloaded_error',
};

export function readBody<T>(schema: z.ZodType<T>, call: Call): T {
  if (!call.headers['content-type']?.startsWith('application/json')) {
    throw badRequest('Content type must be application/json');
  }
  let json: unknown;
  try {
    json = JSON.parse(call.body.toString());
  } catch {
    throw badRequest('The request body is not valid JSON.');
  }
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  throw badRequest(wordsOf(faultOf(result.error, json)));
}

function wordsOf({ path, kind, message }: Fault): string {
  const place = path.map(String).join('.');
  switch (kind) {
    case 'missing':
      return `${place}: Field required`;
    case 'unknown':
      return `${place}: Extra inputs are not permitted`;
    case 'type':
      return `${place}: Input should be a valid ${message}`;
    case 'value':
      return `${place}: ${message.startsWith("'") ? `Input should be ${message}` : message}`;
  }
}

export function stagedFailure(failure: Exclude<Failure['failure'], 'no_answer'>): Refusal {
  const staged = { staged: true };
  switch (failure) {
    case 'rate_limited':
      return new Refusal(
        429,
        'This request would exceed your organization’s rate limit of 3 requests per minute.',
        { ...staged, retryAfter: RETRY_AFTER_SECONDS },
      );
    case 'bad_request':
      return new Refusal(400, 'messages: This request was refused on purpose.', staged);
    case 'broken':
      return new Refusal(500, 'Internal server error', staged);
    case 'overloaded':
      return new Refusal(529, 'Overloaded', staged);
  }
}

export function errorBody({ status, message, details }: Refusal, requestId: string): object {
  return {
    type: 'error',
    error: { details: null, type: details.type ?? TYPES[status] ?? 'api_error', message },
    request_id: requestId,
  };
}

export function writeRefusal(call: Call, refusal: Refusal): void {
  const headers = answerHeaders('application/json');
  const { retryAfter } = refusal.details;
  call.answer(refusal.status, JSON.stringify(errorBody(refusal, headers['request-id'] ?? '')), {
    ...headers,
    'x-should-retry': String(refusal.status === 429 || refusal.status >= 500),
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
  });
}

export function answerHeaders(contentType: string): Record<string, string> {
  return {
    'content-type': contentType,
    'request-id': newId('req_011', 21),
    'anthropic-organization-id': '00000000-0000-4000-8000-000000000000',
    'anthropic-ratelimit-requests-limit': '50',
    'anthropic-ratelimit-requests-remaining': '49',
    'cf-cache-status': 'DYNAMIC',
    'set-cookie': '_cfuvid=not-for-clients',
  };
}
