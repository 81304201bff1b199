import type { z } from 'zod';
import type { Call } from '../call.ts';
import { bracketPath, type Fault, faultOf } from '../check/fault.ts';
import { Refusal } from '../check/refusal.ts';
import { newId } from '../ids.ts';
import { type Failure, RETRY_AFTER_SECONDS } from '../scene/script.ts';

/** OpenAI's error shape, for chat, Responses and whatever else its hosts serve. */

export function badRequest(message: string, param?: string, code?: string): Refusal {
  return new Refusal(400, message, {
    ...(param === undefined ? {} : { param }),
    ...(code === undefined ? {} : { code }),
  });
}

export function readBody<T>(schema: z.ZodType<T>, call: Call): T {
  let json: unknown;
  try {
    json = JSON.parse(call.body.toString());
  } catch {
    throw badRequest(
      'We could not parse the JSON body of your request. (HINT: This likely means you aren’t using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON.)',
    );
  }
  if (!call.headers['content-type']?.startsWith('application/json')) {
    throw badRequest(
      "Unsupported content type. The API method only accepts 'application/json' requests.",
    );
  }
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  throw refusalOf(faultOf(result.error, json));
}

function refusalOf({ path, kind, message }: Fault): Refusal {
  const param = bracketPath(path);
  switch (kind) {
    case 'missing':
      return badRequest(
        `Missing required parameter: '${param}'.`,
        param,
        'missing_required_parameter',
      );
    case 'unknown':
      return badRequest(`Unknown parameter: '${param}'.`, param, 'unknown_parameter');
    case 'type':
      return badRequest(`Invalid type for '${param}': expected ${message}.`, param, 'invalid_type');
    case 'value':
      return badRequest(`Invalid value for '${param}': ${message}`, param, 'invalid_value');
  }
}

export function stagedFailure(failure: Exclude<Failure['failure'], 'no_answer'>): Refusal {
  const staged = { staged: true };
  switch (failure) {
    case 'rate_limited':
      return new Refusal(
        429,
        'Rate limit reached for this model on requests per min (RPM): Limit 3, Used 3, Requested 1. Please try again in 3s.',
        {
          ...staged,
          type: 'requests',
          code: 'rate_limit_exceeded',
          retryAfter: RETRY_AFTER_SECONDS,
        },
      );
    case 'bad_request':
      return new Refusal(400, 'This request was refused on purpose.', {
        ...staged,
        code: 'invalid_value',
        param: 'messages',
      });
    case 'broken':
      return new Refusal(
        500,
        'The server had an error while processing your request. Sorry about that!',
        {
          ...staged,
          type: 'server_error',
        },
      );
    case 'overloaded':
      return new Refusal(503, 'The engine is currently overloaded, please try again later', {
        ...staged,
        type: 'server_error',
        code: 'server_is_overloaded',
      });
  }
}

export function errorBody({ message, details }: Refusal): object {
  const { type = 'invalid_request_error', param = null, code = null } = details;
  return { error: { message, type, param, code } };
}

export function writeRefusal(call: Call, refusal: Refusal): void {
  const { retryAfter } = refusal.details;
  call.answer(refusal.status, JSON.stringify(errorBody(refusal), null, 2), {
    ...answerHeaders('application/json'),
    ...(retryAfter === undefined
      ? {}
      : { 'retry-after': String(retryAfter), 'retry-after-ms': String(retryAfter * 1000) }),
  });
}

export function answerHeaders(contentType: string): Record<string, string> {
  return {
    'content-type': contentType,
    'openai-organization': 'org-of-the-test',
    'openai-processing-ms': '12',
    'openai-version': '2020-10-01',
    'x-request-id': newId('req_', 32),
    'x-ratelimit-remaining-requests': '41',
    'set-cookie': '__cf_bm=not-for-clients',
  };
}
