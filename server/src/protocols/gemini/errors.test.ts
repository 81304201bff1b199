import { describe, expect, it } from 'vitest';
import type { Failure } from '../failure.ts';
import { errorEvent, errorResponse } from './errors.ts';
import { createStreamReader } from './stream-reader.ts';

const failure = (status: number, details?: Record<string, unknown>): Failure => {
  return { code: 'it_failed', status, details, toLine: () => 'It failed. Try again.' };
};

describe('an error', () => {
  it("has Google's form, and says what is at fault and when to try again", () => {
    const told = errorResponse(failure(429, { param: 'contents', retry_after_seconds: 1.2 }), 'r1');
    expect(told.status).toBe(429);
    expect(told.headers).toMatchObject({ 'retry-after': '2', 'x-request-id': 'r1' });
    expect(Number(told.headers['content-length'])).toBe(told.body.length);
    expect(JSON.parse(told.body.toString())).toEqual({
      error: {
        code: 429,
        message: 'It failed. Try again.',
        status: 'RESOURCE_EXHAUSTED',
        details: [
          {
            '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
            reason: 'IT_FAILED',
            domain: 'signalbox',
          },
          { '@type': 'type.googleapis.com/google.rpc.RequestInfo', requestId: 'r1' },
          {
            '@type': 'type.googleapis.com/google.rpc.BadRequest',
            fieldViolations: [{ field: 'contents', description: 'It failed. Try again.' }],
          },
          { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '2s' },
        ],
      },
    });
  });

  it.each([
    [400, 'INVALID_ARGUMENT'],
    [401, 'UNAUTHENTICATED'],
    [403, 'PERMISSION_DENIED'],
    [404, 'NOT_FOUND'],
    [413, 'INVALID_ARGUMENT'],
    [500, 'INTERNAL'],
    [502, 'UNAVAILABLE'],
    [503, 'UNAVAILABLE'],
    [504, 'DEADLINE_EXCEEDED'],
  ])('of status %i is %s', (status, word) => {
    const { error } = JSON.parse(errorResponse(failure(status), 'r').body.toString());
    expect(error).toMatchObject({ code: status, status: word });
  });

  it.each([
    ['events', 'data: {"candidates":[]}\n\ndata: {"cut'],
    ['json_array', '[{"candidates":[]}'],
  ] as const)('ends a stream of %s that broke', (form, before) => {
    const event = errorEvent(failure(502), 'r1', { form });
    const text = before + event;
    if (form === 'json_array') {
      const [, last] = JSON.parse(text);
      expect(last).toMatchObject({ error: { code: 502, status: 'UNAVAILABLE' } });
    }
    const reader = createStreamReader();
    reader.push(Buffer.from(text));
    expect(reader.finish()).toMatchObject({
      complete: false,
      sawError: true,
      facts: { error: { message: 'It failed. Try again.', code: 'UNAVAILABLE' } },
    });
  });
});
