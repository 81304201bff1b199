import { describe, expect, it } from 'vitest';
import type { Failure } from '../failure.ts';
import { errorEvent, errorResponse } from './errors.ts';

const failure = (status: number, details?: Failure['details']): Failure => ({
  code: 'model_unknown',
  status,
  details,
  toLine: () => 'there is no such model; name another',
});

describe('an error for a client of Anthropic', () => {
  it.each([
    [400, 'invalid_request_error'],
    [401, 'authentication_error'],
    [402, 'billing_error'],
    [403, 'permission_error'],
    [404, 'not_found_error'],
    [413, 'request_too_large'],
    [422, 'invalid_request_error'],
    [429, 'rate_limit_error'],
    [500, 'api_error'],
    [502, 'api_error'],
    [503, 'overloaded_error'],
    [504, 'timeout_error'],
  ])('of status %i is an %s', (status, type) => {
    const { body, ...response } = errorResponse(failure(status, { param: 'model' }), 'r1');
    expect(JSON.parse(body.toString())).toEqual({
      type: 'error',
      error: {
        type,
        message: 'there is no such model; name another',
        details: { error_code: 'model_unknown', param: 'model' },
      },
      request_id: 'r1',
    });
    expect(response).toEqual({
      status,
      headers: {
        'content-type': 'application/json',
        'content-length': String(body.length),
        'request-id': 'r1',
      },
    });
  });

  it('says when to try again', () => {
    const { headers } = errorResponse(failure(429, { retry_after_seconds: 1.2 }), 'r1');
    expect(headers['retry-after']).toBe('2');
  });

  it('in the middle of a stream closes what was cut off, and is the last event', () => {
    expect(errorEvent(failure(502), 'r1').toString()).toBe(
      '\n\nevent: error\ndata: {"type":"error","error":{"type":"api_error","message":"there is no such model; name another","details":{"error_code":"model_unknown"}},"request_id":"r1"}\n\n',
    );
  });
});
