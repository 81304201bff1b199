import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { objectText, space, stringText, valueText } from '../../lib/testing/json-text.ts';
import type { StreamEnd } from '../stream-reader.ts';
import { createStreamReader } from './stream-reader.ts';

const lineEnd = fc.constantFrom('\n', '\r\n', '\r');

/** An event as the provider sends it, and what is left of it when our own request for usage is taken out. */
interface Made {
  readonly sent: string;
  readonly spliced: string;
  readonly content: boolean;
}

const field = fc.constantFrom('data: ', 'data:');

/** A chunk with content and unknown members around it; the usage member null, absent, or ours. */
const chunkEvent: fc.Arbitrary<Made> = fc
  .record({
    content: stringText,
    members: fc.array(
      fc.record({
        name: stringText.filter(
          (name) => !['usage', 'choices', 'error'].includes(JSON.parse(name)),
        ),
        beforeColon: inLine(space),
        beforeValue: inLine(space),
        value: inLine(valueText),
      }),
      { maxLength: 2 },
    ),
    usageAt: fc.constantFrom(null, 'first', 'middle', 'last'),
    prefix: field,
    end: lineEnd,
    padding: fc.constantFrom('', ' ', '\t'),
  })
  .map(({ content, members, usageAt, prefix, end, padding }) => {
    const delta = `[{"index":0,"delta":{"content":${content}},"finish_reason":null}]`;
    const choices = { name: '"choices"', beforeColon: '', beforeValue: ' ', value: delta };
    const usage = { name: '"usage"', beforeColon: padding, beforeValue: padding, value: 'null' };
    const rest = [choices, ...members];
    const at = { first: 0, middle: 1, last: rest.length }[usageAt ?? 'first'];
    const withUsage = usageAt === null ? rest : rest.toSpliced(at, 0, usage);
    const sent = objectText(withUsage, padding);
    const close = end + end;
    return {
      sent: prefix + sent + close,
      spliced: prefix + withoutUsage(withUsage, padding, usageAt === null ? -1 : at) + close,
      content: content !== '""',
    };
  });

const usageChunk: fc.Arbitrary<Made> = fc
  .tuple(field, lineEnd, space)
  .map(([prefix, end, padding]) => ({
    sent: `${prefix}{"id":"c","choices":[${padding.replace(/[\r\n]/g, '')}],"usage":{"prompt_tokens":3,"completion_tokens":4}}${end}${end}`,
    spliced: '',
    content: false,
  }));

const otherEvent: fc.Arbitrary<Made> = fc
  .tuple(
    fc.constantFrom(
      ': keep-alive',
      ':',
      'event: ping',
      'retry: 10',
      'data',
      'data: ',
      'data: not json',
      'data: {"choices":[],"prompt_filter_results":[1]}',
      'data: [DON',
      'data: "[DONE]"',
      'event: x\ndata: {"a":\ndata: 1}',
      'id: 7\ndata: 12345678901234567890',
    ),
    lineEnd,
  )
  .map(([line, end]) => {
    const sent = line.replaceAll('\n', end) + end + end;
    return { sent, spliced: sent, content: false };
  });

const stream = fc.record({
  bom: fc.constantFrom('', '\uFEFF'),
  events: fc.array(
    fc.oneof(
      { weight: 4, arbitrary: chunkEvent },
      { weight: 1, arbitrary: usageChunk },
      { weight: 2, arbitrary: otherEvent },
    ),
    { maxLength: 8 },
  ),
  done: fc.constantFrom(
    'data: [DONE]\n\n',
    'data:[DONE]\r\n\r\n',
    'event: end\ndata: [DONE]\n\n',
    'data: [DONE]',
    '',
  ),
  behind: fc.constantFrom('', '\n', ': bye\n\n', 'data: {"usage":null}\n\n'),
  // Byte by byte as well: the odd splits are between CR and LF, and within a character.
  cuts: fc.oneof(
    fc.array(fc.nat({ max: 2_000 }), { maxLength: 30 }),
    fc.constant(Array.from({ length: 10_000 }, (_, at) => at)),
  ),
});

describe('a stream', () => {
  it('reaches a client that asked for usage byte for byte, however it was cut', () => {
    fc.assert(
      fc.property(stream, ({ bom, events, done, behind, cuts }) => {
        const text = bom + events.map((event) => event.sent).join('') + (done && done + behind);
        const run = read(Buffer.from(text), cuts, false);
        expect(run.all).toBe(text);
        expectFacts(run.end, events, done);
      }),
      { numRuns: 500 },
    );
  });

  it('reaches another client without what only we asked for', () => {
    fc.assert(
      fc.property(stream, ({ bom, events, done, behind, cuts }) => {
        const sent = bom + events.map((event) => event.sent).join('') + (done && done + behind);
        // A mark before an event that is dropped goes with it.
        const first = events[0]?.spliced === '' ? '' : bom;
        const kept = events.map((event) => event.spliced).join('');
        const run = read(Buffer.from(sent), cuts, true);
        expect(run.all).toBe(first + kept + (done && done + behind));
        expectFacts(run.end, events, done);
      }),
      { numRuns: 500 },
    );
  });

  it('holds its last event back until the end', () => {
    fc.assert(
      fc.property(stream, fc.boolean(), ({ events, done, cuts }, splice) => {
        const head = events.map((event) => event.sent).join('');
        const run = read(Buffer.from(head + done), cuts, splice);
        expect(run.pushed.includes('data: [DONE]') || run.pushed.includes('data:[DONE]')).toBe(
          false,
        );
      }),
    );
  });

  it('is forwarded at once where nothing can change', () => {
    const reader = createStreamReader({ spliceUsageOut: false });
    for (const part of [
      'd',
      'at',
      'a: ',
      '{"cho',
      'ices":[{"delta":{"con',
      'tent":"h',
      '\xc3',
      '"}}]}\n',
      '\n',
      ': pi',
    ]) {
      const chunk = Buffer.from(part, 'latin1');
      const held = 'data: '.startsWith(part) || part === 'at' || part === 'a: ';
      const out = reader.push(chunk);
      if (!held && part !== '{"cho') expect(out).toBe(chunk);
      if (part === '{"cho') expect(out.toString()).toBe('data: {"cho');
    }
    expect(reader.contentSeen).toBe(true);
  });

  it('is not held up by content that looks like its end', () => {
    const reader = createStreamReader({ spliceUsageOut: false });
    reader.push(Buffer.from('data: {"choices":[{"delta":{"content":"'));
    const chunk = Buffer.from('data: [DONE]');
    expect(reader.push(chunk)).toBe(chunk);
    expect(reader.done).toBe(false);
  });

  it('is whole events at a time, not copied, where usage is taken out but there is none', () => {
    const reader = createStreamReader({ spliceUsageOut: true });
    const chunk = Buffer.from('data: {"choices":[{"delta":{"content":"a"}}]}\n\n: x\n\n');
    expect(reader.push(chunk)).toBe(chunk);
    expect(reader.push(Buffer.from('data: {"cho')).length).toBe(0);
  });
});

describe('the facts of a stream', () => {
  it('are those of its chunks', () => {
    const run = read(
      Buffer.from(
        chunk(
          '{"id":"c1","model":"m-1","system_fingerprint":"fp","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}',
        ) +
          chunk('{"choices":[{"index":1,"delta":{"content":"b"},"finish_reason":null}]}') +
          chunk(
            '{"choices":[{"index":1,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\\"finish_reason\\":\\"x\\",\\"error\\":1}"}}]}}]}',
          ) +
          chunk('{"choices":[{"index":0,"delta":{"reasoning_content":"hm"}}]}') +
          chunk('{"choices":[{"index":1,"delta":{},"finish_reason":"tool_calls"}]}') +
          chunk('{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}') +
          chunk(
            '{"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":12,"prompt_tokens_details":{"cached_tokens":4}}}',
          ) +
          'data: [DONE]\n\n',
      ),
      [],
      true,
    );
    expect(run.end).toMatchObject({ complete: true, chunks: 3, sawError: false });
    expect(run.end.facts).toEqual({
      id: 'c1',
      model: 'm-1',
      systemFingerprint: 'fp',
      finishReasons: ['stop', 'tool_calls'],
      usage: { input: 9, cached_input: 4, output: 12 },
      serviceTier: null,
      error: null,
    });
  });

  it.each([
    ['nothing', '', false],
    ['a finish reason and no [DONE]', chunk(finish(0)), true],
    ['an end in the middle of an event', `${chunk(finish(0))}data: {"usa`, false],
    [
      'one of two choices unfinished',
      chunk(finish(0)) + chunk('{"choices":[{"index":1,"delta":{"content":"x"}}]}'),
      false,
    ],
    ['no finish reason', chunk('{"choices":[{"index":0,"delta":{"content":"x"}}]}'), false],
    ['a last event without its empty line', `data: ${finish(0)}`, true],
    ['[DONE] without its empty line', 'data: [DONE]', true],
  ])('say of %s whether it is complete', (_case, text, complete) => {
    for (const splice of [true, false]) {
      expect(read(Buffer.from(text), [], splice).end.complete).toBe(complete);
    }
  });

  it.each([
    [
      'data: {"error":{"message":"too much","type":"server_error","code":null}}\n\n',
      { message: 'too much', type: 'server_error', code: null },
    ],
    [
      'event: error\ndata: {"error":{"message":"gone","code":503}}\n\n',
      { message: 'gone', type: null, code: '503' },
    ],
    ['event: error\ndata: overloaded\n\n', { message: 'overloaded', type: null, code: null }],
    ['data: {"error":"plain"}\n\n', { message: 'plain', type: null, code: null }],
  ])('name an error in mid-stream: %j', (text, error) => {
    const run = read(Buffer.from(text), [3, 20], true);
    expect(run.pushed).toBe(text);
    expect(run.end).toMatchObject({ sawError: true, complete: false });
    expect(run.end.facts.error).toEqual(error);
  });

  it('are not misled by null errors and by words in content', () => {
    const text = chunk(
      '{"error":null,"choices":[{"delta":{"content":"\\"usage\\":null,\\"error\\":{}"}}],"usage":null}',
    );
    const run = read(Buffer.from(text), [], true);
    expect(run.end.sawError).toBe(false);
    expect(run.pushed).toBe(text.replace(',"usage":null}\n', '}\n'));
  });
});

describe('odd streams', () => {
  it('may spread one chunk over several data lines', () => {
    const text =
      'data: {"choices":[{"delta":{"content":"a"}}],\ndata: "usage":\ndata: null,\ndata: "x":1}\n\n';
    const run = read(Buffer.from(text), [], true);
    const data = run.pushed
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(/^data: ?/, ''))
      .join('\n');
    expect(JSON.parse(data)).toEqual({ choices: [{ delta: { content: 'a' } }], x: 1 });
  });

  it('may send an event too large to be read, which passes', () => {
    const reader = createStreamReader({ spliceUsageOut: true });
    const block = Buffer.alloc(1024 * 1024, 'a');
    let forwarded = reader.push(Buffer.from('data: {"usage":null,"b":"')).length;
    for (let i = 0; i < 17; i++) forwarded += reader.push(block).length;
    forwarded += reader.push(Buffer.from('"}\n\n')).length;
    expect(forwarded).toBe(25 + 17 * block.length + 4);
    expect(reader.push(Buffer.from('data: {"usage":null}\n\n')).toString()).toBe('data: {}\n\n');
  });

  it('keep no endless rest behind their end', () => {
    const reader = createStreamReader({ spliceUsageOut: false });
    reader.push(Buffer.from('data: [DONE]\n\n'));
    expect(reader.done).toBe(true);
    for (let i = 0; i < 100; i++) expect(reader.push(Buffer.alloc(10_000)).length).toBe(0);
    expect(reader.finish().tail.length).toBeLessThan(100_000);
  });
});

function chunk(json: string): string {
  return `data: ${json}\n\n`;
}

function finish(index: number): string {
  return `{"choices":[{"index":${index},"delta":{},"finish_reason":"stop"}]}`;
}

/** A raw line end inside a JSON text would end the data line. */
function inLine(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return text.map((json) => json.replace(/[\r\n]/g, ' '));
}

/** As `objectText` without the member at `at`, gone with the comma and white space that lead to it. */
function withoutUsage(
  members: readonly { name: string; beforeColon: string; beforeValue: string; value: string }[],
  padding: string,
  at: number,
): string {
  if (at === -1) return objectText(members, padding);
  const whole = objectText(members, padding);
  const usage = objectText([members[at]!], padding).slice(1, -1);
  const member = usage.slice(padding.length, usage.length - padding.length);
  if (at === 0) return whole.replace(`${member}${padding},${padding}`, () => '');
  return whole.replace(`${padding},${padding}${member}`, () => '');
}

function read(
  bytes: Buffer,
  cuts: readonly number[],
  splice: boolean,
): { all: string; pushed: string; end: StreamEnd } {
  const reader = createStreamReader({ spliceUsageOut: splice });
  const points = [...cuts.filter((cut) => cut < bytes.length), bytes.length].sort((a, b) => a - b);
  const out: Buffer[] = [];
  let from = 0;
  for (const point of points) {
    out.push(Buffer.from(reader.push(bytes.subarray(from, point))));
    from = point;
  }
  const end = reader.finish();
  const pushed = Buffer.concat(out);
  return { all: Buffer.concat([pushed, end.tail]).toString(), pushed: pushed.toString(), end };
}

function expectFacts(end: StreamEnd, events: readonly Made[], done: string): void {
  expect(end.chunks).toBe(events.filter((event) => event.content).length);
  expect(end.sawError).toBe(false);
  expect(end.complete).toBe(done !== '');
  const reported = events.some((event) => event.spliced === '');
  expect(end.facts.usage).toEqual(reported ? { input: 3, output: 4 } : null);
}
