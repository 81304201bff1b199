import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  memberText,
  objectText,
  space,
  stringText,
  valueText,
} from '../../lib/testing/json-text.ts';
import { readResponse } from './read-response.ts';

const NOTHING = {
  id: null,
  model: null,
  systemFingerprint: null,
  finishReasons: [],
  usage: null,
  serviceTier: null,
  error: null,
};

describe('readResponse', () => {
  it('reads a chat', () => {
    const body = {
      id: 'chatcmpl-1',
      model: 'gpt-4o-2024-08-06',
      system_fingerprint: 'fp_1',
      choices: [
        { index: 0, message: { content: 'a "usage": {}' }, finish_reason: 'stop' },
        {
          index: 1,
          message: { tool_calls: [{ finish_reason: 'no' }] },
          finish_reason: 'tool_calls',
        },
      ],
      usage: {
        prompt_tokens: 100,
        completion_tokens: 50,
        total_tokens: 150,
        prompt_tokens_details: { cached_tokens: 60, audio_tokens: 5, cache_write_tokens: 7 },
        completion_tokens_details: { reasoning_tokens: 20, audio_tokens: 3, image_tokens: 2 },
      },
    };
    expect(readResponse(Buffer.from(JSON.stringify(body, null, 2)))).toEqual({
      id: 'chatcmpl-1',
      model: 'gpt-4o-2024-08-06',
      systemFingerprint: 'fp_1',
      finishReasons: ['stop', 'tool_calls'],
      usage: {
        input: 100,
        cached_input: 60,
        cache_write: 7,
        output: 50,
        reasoning: 20,
        input_audio: 5,
        output_audio: 3,
        images: 2,
      },
      serviceTier: null,
      error: null,
    });
  });

  it('reads embeddings without their vectors', () => {
    const body = {
      object: 'list',
      data: [
        { object: 'embedding', index: 0, embedding: [0.1, -2e-7, 3] },
        { object: 'embedding', index: 1, embedding: 'AAAA' },
      ],
      model: 'text-embedding-3-small',
      usage: { prompt_tokens: 8, total_tokens: 8 },
    };
    expect(readResponse(Buffer.from(JSON.stringify(body)))).toEqual({
      ...NOTHING,
      model: 'text-embedding-3-small',
      usage: { input: 8 },
    });
  });

  it('reads an error', () => {
    const body =
      '{"error":{"message":"Rate limit","type":"requests","param":null,"code":"rate_limit_exceeded"}}';
    expect(readResponse(Buffer.from(body)).error).toEqual({
      message: 'Rate limit',
      type: 'requests',
      code: 'rate_limit_exceeded',
    });
  });

  it.each([
    [
      'xAI, which counts reasoning beside the completion',
      {
        prompt_tokens: 10,
        completion_tokens: 5,
        total_tokens: 45,
        completion_tokens_details: { reasoning_tokens: 30 },
      },
      { input: 10, output: 35, reasoning: 30 },
    ],
    [
      'DeepSeek',
      { prompt_tokens: 10, completion_tokens: 5, prompt_cache_hit_tokens: 4 },
      { input: 10, output: 5, cached_input: 4 },
    ],
    ['nonsense', { prompt_tokens: -1, completion_tokens: 1.5 }, null],
    ['one half', { completion_tokens: 3 }, { output: 3 }],
  ])('reads the usage of %s', (_who, usage, expected) => {
    expect(readResponse(Buffer.from(JSON.stringify({ usage }))).usage).toEqual(expected);
  });

  it('gives what it can of anything, and never throws', () => {
    const body = Buffer.from('{"id":"a","choices":[{"finish_reason":"stop"},{"fin');
    expect(readResponse(body)).toEqual({ ...NOTHING, id: 'a', finishReasons: ['stop'] });
    expect(readResponse(Buffer.from('<html>'))).toEqual(NOTHING);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
        readResponse(Buffer.from(bytes));
      }),
    );
    const names = fc.oneof(
      stringText,
      fc.constantFrom('"choices"', '"usage"', '"data"', '"error"', '"id"', '"model"'),
    );
    fc.assert(
      fc.property(fc.array(memberText(names, valueText)), space, (members, padding) => {
        readResponse(Buffer.from(objectText(members, padding)));
      }),
    );
  });
});
