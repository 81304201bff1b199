import { describe, expect, it } from 'vitest';
import type { Failure } from '../failure.ts';
import { errorEvent, errorResponse } from './errors.ts';

const overloaded: Failure = {
  code: 'overloaded',
  status: 503,
  details: { retry_after_seconds: 1.2 },
  toLine: () => 'a queue is full. Try again.',
};

describe('errorResponse', () => {
  it("has OpenAI's form", () => {
    const { status, headers, body } = errorResponse(overloaded, 'r1');
    expect(status).toBe(503);
    expect(headers).toMatchObject({ 'retry-after': '2', 'x-request-id': 'r1' });
    expect(JSON.parse(body.toString())).toEqual({
      error: {
        message: 'a queue is full. Try again.',
        type: 'server_error',
        param: null,
        code: 'overloaded',
      },
    });
  });

  it('names the member at fault', () => {
    const error: Failure = {
      code: 'member_duplicated',
      status: 400,
      details: { param: 'model' },
      toLine: () => 'twice. Once.',
    };
    expect(JSON.parse(errorResponse(error, 'r1').body.toString())).toMatchObject({
      error: { type: 'invalid_request_error', param: 'model', code: 'member_duplicated' },
    });
  });
});

describe('errorEvent', () => {
  it('closes an event that was cut off', () => {
    const text = `data: {"cut${errorEvent(overloaded, 'r1')}`;
    const events = text.split('\n\n').filter((event) => event !== '');
    expect(events).toHaveLength(2);
    expect(JSON.parse(events[1]!.slice('data: '.length))).toMatchObject({
      error: { code: 'overloaded' },
      request_id: 'r1',
    });
  });
});
