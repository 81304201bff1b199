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
import { MESSAGE, response } from './testing/wire.ts';

const NOTHING = {
  id: null,
  model: null,
  systemFingerprint: null,
  finishReasons: [],
  usage: null,
  serviceTier: null,
  error: null,
};
/** So long that it is searched, not parsed. */
const long = { instructions: 'x'.repeat(20_000) };
const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));

describe('the facts of a response', () => {
  it.each([
    ['a short one', {}],
    ['a long one', long],
  ])('are those that it states: %s', (_length, more) => {
    expect(readResponse(bytes(response(more)))).toEqual({
      ...NOTHING,
      id: response()['id'],
      model: 'gpt-5.1-2025-11-13',
      finishReasons: ['tool_calls'],
      usage: { input: 291, cached_input: 128, output: 223, reasoning: 192, web_searches: 1 },
      serviceTier: 'default',
    });
  });

  it.each([
    [[{ type: 'web_search_call' }, { type: 'web_search_call', action: { type: 'search' } }], 2, 0],
    [[{ type: 'web_search_call', action: { type: 'open_page', url: 'u' } }], 0, 0],
    [[{ action: { type: 'find_in_page' }, type: 'web_search_call' }], 0, 0],
    [[{ type: 'file_search_call', queries: ['a', 'b'] }, MESSAGE, 7], 0, 1],
  ])('count the searches that are paid for by the call: %j', (output, web, files) => {
    for (const rest of [{}, long]) {
      const { usage } = readResponse(bytes(response({ output, ...rest })));
      expect([usage?.web_searches ?? 0, usage?.file_searches ?? 0]).toEqual([web, files]);
    }
  });

  it('count runs of code, and images, which another model made', () => {
    const output = ['code_interpreter_call', 'image_generation_call', 'code_interpreter_call'];
    for (const rest of [{}, long]) {
      const items = output.map((type) => ({ type, id: 'x' }));
      const { usage } = readResponse(bytes(response({ output: items, ...rest })));
      expect(usage).toMatchObject({ code_executions: 2, made_images: 1 });
    }
  });

  it.each([
    ['completed', { output: [MESSAGE] }, ['stop']],
    ['completed', { output: [{ type: 'custom_tool_call' }] }, ['tool_calls']],
    ['incomplete', { incomplete_details: { reason: 'max_output_tokens' } }, ['length']],
    ['incomplete', { incomplete_details: { reason: 'content_filter' } }, ['content_filter']],
    ['incomplete', {}, ['incomplete']],
    ['cancelled', {}, ['cancelled']],
    ['queued', { output: [] }, []],
    ['in_progress', { output: [] }, []],
    ['failed', { error: { code: 'server_error', message: 'no' } }, []],
  ])('say how it ended: %s %j', (status, more, finishReasons) => {
    for (const rest of [{}, long]) {
      expect(readResponse(bytes(response({ status, ...more, ...rest })))).toMatchObject({
        finishReasons,
      });
    }
  });

  it('name its error, and that of an answer which is none', () => {
    const error = { code: 'server_error', message: 'no' };
    for (const rest of [{}, long]) {
      expect(readResponse(bytes(response({ status: 'failed', error, ...rest }))).error).toEqual({
        ...error,
        type: null,
      });
      expect(
        readResponse(bytes({ ...rest, error: { ...error, type: 'requests', param: null } })).error,
      ).toEqual({ ...error, type: 'requests' });
    }
    expect(readResponse(Buffer.from('[{"error":{"message":"no","status":"X"}}]')).error).toEqual({
      message: 'no',
      type: null,
      code: 'X',
    });
  });

  it('are what can be read of anything', () => {
    const broken = bytes(response(long)).subarray(0, -10);
    expect(readResponse(broken)).toMatchObject({ id: response()['id'], serviceTier: 'default' });
    expect(readResponse(Buffer.from('<html>'))).toEqual(NOTHING);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 50 }), (any) => {
        readResponse(Buffer.from(any));
      }),
    );
    const names = fc.oneof(
      stringText,
      fc.constantFrom('"output"', '"usage"', '"status"', '"error"', '"incomplete_details"'),
    );
    fc.assert(
      fc.property(fc.array(memberText(names, valueText)), space, (members, padding) => {
        readResponse(Buffer.from(objectText(members, padding)));
      }),
    );
  });
});
