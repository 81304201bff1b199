import { describe, expect, it } from 'vitest';
import { SignalboxError } from '../../../platform/errors/index.ts';
import { errorEvent, errorResponse } from './errors.ts';

const overloaded = new SignalboxError('overloaded', 'a queue is full', 'Try again.', {
  details: { retry_after_seconds: 1.2 },
});

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
    const error = new SignalboxError('member_duplicated', 'twice', 'Once.', {
      details: { param: 'model' },
    });
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
