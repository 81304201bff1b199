import { expect, it } from 'vitest';
import type { Failure } from '../failure.ts';
import { openaiResponses } from './protocol.ts';

const overloaded: Failure = {
  code: 'overloaded',
  status: 503,
  details: { retry_after_seconds: 1.2 },
  toLine: () => 'a queue is full. Try again.',
};

it("answers an error in OpenAI's shape", () => {
  const { status, headers, body } = openaiResponses.errorResponse(overloaded, 'r1');
  expect(status).toBe(503);
  expect(headers).toMatchObject({ 'retry-after': '2', 'x-request-id': 'r1' });
  expect(JSON.parse(body.toString())).toMatchObject({ error: { code: 'overloaded' } });
});

it.each([
  ['', 0],
  ['data: {"type":"response.in_progress","sequence_number":1}\n\n', 2],
  ['data: {"sequence_number":7,"delta":"\\"sequence_number\\":99,"}\n\n', 8],
  ['data: {"sequence_number" : 4}\n\ndata: {"sequence_number":5}\n\ndata: {"sequence_number":1', 6],
])('goes on from the number of the last event of %j', (text, number) => {
  const sent = [Buffer.from(text.slice(0, 40)), Buffer.from(text.slice(40))];
  const [, data] = openaiResponses
    .errorEvent(overloaded, 'r1', { sent })
    .toString()
    .split('data: ');
  expect(JSON.parse(data ?? '')).toMatchObject({ type: 'error', sequence_number: number });
});

it('ends a stream with an event in both forms that clients know, and closes one that was cut off', () => {
  const text = `event: response.output_text.delta\ndata: {"cut${openaiResponses.errorEvent(overloaded, 'r1')}`;
  const [cut, event, ...rest] = text.split('\n\n').filter((one) => one !== '');
  expect(cut).toMatch(/\{"cut$/);
  expect(rest).toEqual([]);
  const [name, data] = event!.split('\n');
  expect(name).toBe('event: error');
  const error = { message: 'a queue is full. Try again.', code: 'overloaded', param: null };
  expect(JSON.parse(data!.slice('data: '.length))).toEqual({
    type: 'error',
    sequence_number: 0,
    ...error,
    error: { ...error, type: 'server_error', request_id: 'r1' },
  });

  const reader = openaiResponses.streamReader({ spliceUsageOut: false });
  reader.push(Buffer.from(text));
  expect(reader.finish()).toMatchObject({ sawError: true, complete: false });
});
