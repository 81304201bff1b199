import { describe, expect, it } from 'vitest';
import { readReply } from './codec/read-reply.ts';
import { readResponse } from './read-response.ts';
import { LONG_MESSAGE } from './testing/wire.ts';

const read = (value: unknown) => readResponse(Buffer.from(JSON.stringify(value)));

const NOTHING = {
  id: null,
  model: null,
  systemFingerprint: null,
  finishReasons: [],
  usage: null,
  serviceTier: null,
  error: null,
};

describe('the facts of an answer', () => {
  it('are those of a message', () => {
    expect(read(LONG_MESSAGE)).toEqual({
      id: 'msg_013Zva2CMHLNnXjNJJKqJ2EF',
      model: 'claude-sonnet-4-5-20250929',
      systemFingerprint: null,
      finishReasons: ['tool_use'],
      usage: {
        input: 165,
        cached_input: 100,
        cache_write: 40,
        cache_write_1h: 10,
        output: 89,
        reasoning: 20,
        web_searches: 1,
      },
      serviceTier: 'default',
      error: null,
    });
  });

  it('include what was written to the cache where only its ages are told', () => {
    const cache_creation = { ephemeral_5m_input_tokens: 3, ephemeral_1h_input_tokens: 4 };
    const usage = { input_tokens: 10, cache_creation, output_tokens: 1 };
    expect(read({ usage }).usage).toEqual({
      input: 17,
      cache_write: 7,
      cache_write_1h: 4,
      output: 1,
    });
  });

  it.each(['priority', 'batch'])('name the tier %s as it is', (tier) => {
    expect(read({ usage: { service_tier: tier } }).serviceTier).toBe(tier);
  });

  it.each([
    [
      { type: 'error', error: { type: 'rate_limit_error', message: 'Slow down' } },
      { message: 'Slow down', type: 'rate_limit_error', code: null },
    ],
    [
      { error: { type: 't', message: 'm', details: { error_code: 'thread_not_found' } } },
      { message: 'm', type: 't', code: 'thread_not_found' },
    ],
    [{ error: 'upstream is gone' }, { message: 'upstream is gone', type: null, code: null }],
  ])('tell of an error: %j', (answer, error) => {
    expect(read(answer)).toEqual({ ...NOTHING, error });
    expect(readReply(Buffer.from(JSON.stringify(answer)))).toMatchObject({
      answers: [],
      error: error.message,
    });
  });

  it('of a count of tokens have no usage: a count uses none', () => {
    expect(read({ input_tokens: 2095 })).toEqual(NOTHING);
  });

  it.each(['', 'gateway timeout', '[1,2]', 'null', '{"usage":{"input_tokens":-1}}'])(
    'of %j are none',
    (body) => {
      expect(readResponse(Buffer.from(body))).toEqual(NOTHING);
    },
  );

  it('of an answer that was cut off are those that had come', () => {
    const body = JSON.stringify(LONG_MESSAGE);
    const cut = Buffer.from(body.slice(0, body.indexOf('"content"') + 20));
    expect(readResponse(cut)).toMatchObject({ id: LONG_MESSAGE.id, model: LONG_MESSAGE.model });
  });
});
