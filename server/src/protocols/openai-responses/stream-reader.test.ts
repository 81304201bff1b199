import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { space } from '../../lib/testing/json-text.ts';
import type { StreamEvent } from '../stream-event.ts';
import { openaiResponses } from './protocol.ts';
import { COMPLETED, EVENTS, eventText, response, streamText, USAGE } from './testing/wire.ts';

const WHOLE = streamText([...EVENTS, COMPLETED]);
const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
const cuts = fc.oneof(
  fc.array(fc.nat({ max: 20_000 }), { maxLength: 40 }),
  fc.constant(Array.from({ length: 40_000 }, (_, at) => at)),
);
const BEHIND = ['', '\n', 'data: [DONE]\n\n', ': bye\n\n'];

function cutUp(bytes: Buffer, at: readonly number[]): Buffer[] {
  const places = [...new Set(at.filter((place) => place < bytes.length))].sort((a, b) => a - b);
  return [0, ...places].map((place, i) => bytes.subarray(place, places[i] ?? bytes.length));
}

const read = (text: string | Buffer, at: readonly number[] = []) => {
  const reader = openaiResponses.streamReader({ spliceUsageOut: true });
  const pushed = cutUp(Buffer.from(text), at).map((piece) => Buffer.from(reader.push(piece)));
  const end = reader.finish();
  const early = Buffer.concat(pushed);
  return { pushed: early.toString(), all: Buffer.concat([early, end.tail]).toString(), end };
};

function eventsOf(text: string, at: readonly number[] = []): StreamEvent[] {
  const reader = openaiResponses.streamReader({ spliceUsageOut: false });
  const events = cutUp(Buffer.from(text), at).flatMap((piece) => [...reader.pushEvents(piece)]);
  return [...events, ...reader.finish().tailEvents];
}

describe('a stream', () => {
  it('reaches its client byte for byte, however it was cut, and its end is held back', () => {
    const property = fc.property(lineEnd, fc.constantFrom(...BEHIND), cuts, (end, behind, at) => {
      const text = (WHOLE + behind).replaceAll('\n', end);
      const run = read(text, at);
      expect(run.all).toBe(text);
      const last = eventText(COMPLETED, EVENTS.length).replaceAll('\n', end);
      expect(run.pushed).toBe(text.slice(0, text.indexOf(last)));
      expect(run.end).toMatchObject({ complete: true, sawError: false });
    });
    fc.assert(property, { numRuns: 30 });
  });

  it('is forwarded at once where its event has told that it is not the last', () => {
    const reader = openaiResponses.streamReader({ spliceUsageOut: false });
    for (const part of [
      'event: response.output_text.delta\n',
      'data: {"type":"response.output_text.delta","delta":"a',
      'b","output_index":0}',
      '\n',
      '\n',
      'event: response.output_text.done\ndata: {"x":1,"type":"response.compl',
    ]) {
      const chunk = Buffer.from(part);
      expect(reader.push(chunk)).toBe(chunk);
    }
  });

  it.each([
    'event: response.completed\ndata: {"response":{}}\n\n',
    'event: response.incomplete\ndata: {"response":{}}\n\n',
    'event: response.failed\ndata: {"response":{}}\n\n',
    'event:response.completed\r\ndata: {}\r\n\r\n',
    'data: {"type":"response.completed","response":{}}\n\n',
    'data: { "type" : "response.completed", "response":{}}\n\n',
    'data: {"response":{},"type":"response.completed"}\n\n',
    ': a comment\nevent: response.completed\ndata: {}\n\n',
    'event: response.completed\n\n',
  ])('holds back its last event, however that is written: %j', (last) => {
    const before = eventText(EVENTS[0]!, 0);
    const run = read(
      before + last,
      Array.from({ length: 20_000 }, (_, at) => at),
    );
    const comment = last.startsWith(':') ? last.slice(0, last.indexOf('event')) : '';
    expect(run.pushed).toBe(before + comment);
    expect(run.all).toBe(before + last);
    expect(run.end.complete).toBe(true);
  });

  it('ends with an event that has images in it, however large', () => {
    const image = { type: 'image_generation_call', result: 'A'.repeat(20 << 20) };
    const last = streamText([['response.completed', { response: response({ output: [image] }) }]]);
    const pieces = Array.from({ length: 400 }, (_, i) => (i + 1) << 16);
    const run = read(eventText(EVENTS[0]!, 0) + last, pieces);
    expect(run.pushed).toBe(eventText(EVENTS[0]!, 0));
    expect(run.end.tail.length).toBe(last.length);
    expect(run.end).toMatchObject({ complete: true, facts: { usage: { output: 223 } } });
  });

  it('is not held up by a text that looks like its end', () => {
    const text = streamText([
      ['response.output_text.delta', { output_index: 0, delta: '\n\nevent: response.completed\n' }],
    ]);
    const run = read(text, [70]);
    expect(run.pushed).toBe(text);
    expect(run.end.complete).toBe(false);
  });
});

describe('the facts of a stream', () => {
  it('are those of its response', () => {
    const { end } = read(WHOLE);
    expect(end.facts).toEqual({
      id: response()['id'],
      model: 'gpt-5.1-2025-11-13',
      systemFingerprint: null,
      finishReasons: ['tool_calls'],
      usage: { input: 291, cached_input: 128, output: 223, reasoning: 192, web_searches: 1 },
      serviceTier: 'default',
      error: null,
    });
    const deltas = EVENTS.filter(([type]) => type.endsWith('.delta')).length;
    // A call is content from the moment that it is named.
    expect(end.chunks).toBe(deltas + 1);
  });

  it('are as far as it came, where it broke off', () => {
    const { end } = read(streamText(EVENTS.slice(0, 6)));
    expect(end).toMatchObject({ complete: false, sawError: false, tail: Buffer.alloc(0) });
    expect(end.facts).toMatchObject({ id: response()['id'], finishReasons: [], usage: null });
  });

  it.each([
    ['max_output_tokens', ['length']],
    ['content_filter', ['content_filter']],
  ])('say why it is incomplete: %s', (reason, finishReasons) => {
    const incomplete = response({ status: 'incomplete', incomplete_details: { reason } });
    const { end } = read(streamText([['response.incomplete', { response: incomplete }]]));
    expect(end).toMatchObject({ complete: true, sawError: false });
    expect(end.facts).toMatchObject({ finishReasons, usage: { input: USAGE.input_tokens } });
  });

  it.each([
    [
      'event: error\ndata: {"type":"error","code":"server_error","message":"no","param":null,"sequence_number":3}\n\n',
      { message: 'no', type: null, code: 'server_error' },
    ],
    [
      'event: error\ndata: {"type":"error","sequence_number":2,"error":{"type":"invalid_request_error","code":"context_length_exceeded","message":"too long","param":"input"}}\n\n',
      { message: 'too long', type: 'invalid_request_error', code: 'context_length_exceeded' },
    ],
    [
      'data: {"error":{"message":"gone","code":503}}\n\n',
      { message: 'gone', type: null, code: '503' },
    ],
    ['event: error\ndata: overloaded\n\n', { message: 'overloaded', type: null, code: null }],
    ['event: error\n\n', { message: '', type: null, code: null }],
  ])('name an error in mid-stream, which is forwarded: %j', (text, error) => {
    const run = read(eventText(EVENTS[0]!, 0) + text, [3, 20, 900]);
    expect(run.pushed.endsWith(text)).toBe(true);
    expect(run.end).toMatchObject({ sawError: true, complete: false });
    expect(run.end.facts.error).toEqual(error);
  });

  it('name the error of a response that failed, which ends the stream', () => {
    const error = { code: 'rate_limit_exceeded', message: 'slow down' };
    const failed = response({ status: 'failed', error, usage: null });
    const run = read(streamText([['response.failed', { response: failed }]]));
    expect(run.end).toMatchObject({ sawError: true, complete: true });
    expect(run.end.facts).toMatchObject({ error: { ...error, type: null }, finishReasons: [] });
  });

  it('are not misled by null errors, by words in a text, and by what is no JSON', () => {
    const text =
      'data: {"type":"response.output_text.delta","error":null,"delta":"\\"error\\":{}","response":null}\n\n' +
      'data: {"type":"response.com\n\ndata: [DONE]\n\n';
    const { end, all } = read(text);
    expect(all).toBe(text);
    expect(end).toMatchObject({ sawError: false, complete: false, chunks: 1 });
  });
});

describe('a stream as events', () => {
  it('has the same bytes, and says of each event what it is', () => {
    const property = fc.property(lineEnd, cuts, (end, at) => {
      const text = WHOLE.replaceAll('\n', end);
      const events = eventsOf(text, at);
      expect(Buffer.concat(events.map(({ bytes }) => bytes)).toString()).toBe(text);
      const kinds = events.filter(({ bytes }) => bytes.toString() !== '\n').map(({ kind }) => kind);
      const expected = EVENTS.map(([type, { item }]: readonly [string, { item?: object }]) => {
        const begun =
          type === 'response.output_item.added' && JSON.stringify(item).includes('call_id');
        return type.endsWith('.delta') || begun ? 'content' : 'note';
      });
      expect(kinds).toEqual([...expected, 'end']);
    });
    fc.assert(property, { numRuns: 20 });
  });

  it('says what was said, the reason of its end too', () => {
    const said = eventsOf(WHOLE).flatMap((event) => ('said' in event ? [...event.said()] : []));
    expect(said.map(({ type }) => type)).toContain('signature');
    expect(said.at(-1)).toEqual({ type: 'stop', answer: 0, reason: 'tool_calls' });
    expect(said.filter(({ type }) => type === 'usage')).toEqual([]);
  });
});

it('reads whatever comes, and never throws', () => {
  const names = fc.constantFrom('type', 'response', 'item', 'delta', 'error', 'output_index', 'x');
  const data = fc.oneof(
    fc
      .dictionary(names, fc.jsonValue(), { noNullPrototype: true })
      .map((value) => JSON.stringify(value)),
    fc.string(),
  );
  const types = fc.constantFrom(...EVENTS.map(([type]) => type), 'response.completed', 'error', '');
  const event = fc
    .tuple(types, data, space)
    .map(([type, json, pad]) => `event: ${type}\ndata:${pad.replace(/[\r\n]/g, '')}${json}\n\n`);
  fc.assert(
    fc.property(fc.array(event, { maxLength: 5 }), cuts, (made, at) => {
      const text = made.join('');
      expect(read(text, at).all).toBe(text);
      for (const one of eventsOf(text, at)) if ('said' in one) one.said();
    }),
  );
});
