import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStreamReader } from './stream-reader.ts';
import { COUNTED, cutUp, everyByte, type Form, piece, streamOf, USAGE } from './testing/pieces.ts';

const FORMS = ['events', 'json_array'] as const;
const text = (said: string, more: object = {}): object => piece([{ text: said }], more);

/** A piece, and what it is. */
const PIECES = [
  [text('Grüß "]}[{" \\" 🎉'), 'content'],
  [piece([{ text: 'Hm.', thought: true }]), 'content'],
  [piece([{ functionCall: { name: 'f', args: { a: ']' } } }]), 'content'],
  [piece([{ inlineData: { mimeType: 'image/png', data: 'AAAA' } }]), 'content'],
  [piece([{ text: '' }]), 'note'],
  [piece([{ text: '', thoughtSignature: 'c2ln' }]), 'note'],
  [{ usageMetadata: USAGE }, 'usage'],
  [{ candidates: [{ finishReason: 'STOP', content: {} }] }, 'note'],
  [text('as older models', { finishReason: 'STOP' }), 'content'],
  [{ promptFeedback: { blockReason: 'SAFETY' } }, 'note'],
  [{ error: { code: 503, message: 'overloaded', status: 'UNAVAILABLE' } }, 'error'],
] as const;

const stream = fc.record({
  made: fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }),
  form: fc.constantFrom(...FORMS),
  lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
  before: fc.constantFrom('', '\uFEFF', '\uFEFF\n', ' '),
  behind: fc.constantFrom('', '\n', ' '),
  cuts: fc.oneof(fc.array(fc.nat(), { maxLength: 20 }), fc.constant('every byte' as const)),
});

function chunksOf(bytes: Buffer, cuts: readonly number[] | 'every byte'): Buffer[] {
  return cuts === 'every byte' ? everyByte(bytes) : cutUp(bytes, cuts);
}

function passed(chunks: readonly Buffer[]) {
  const reader = createStreamReader();
  const sent = Buffer.concat(chunks.map((chunk) => Buffer.from(reader.push(chunk))));
  const end = reader.finish();
  return { reader, sent: sent.toString(), end, all: Buffer.concat([sent, end.tail]).toString() };
}

describe('a stream', () => {
  it('reaches the client byte for byte, passed on or as events, however it is cut', () => {
    const property = fc.property(stream, ({ made, form, lineEnd, before, behind, cuts }) => {
      const pieces = made.map(([one]) => one);
      // White space before an event would be a part of its first line.
      const mark = form === 'events' ? before.trimEnd() : before;
      const bytes = Buffer.from(mark + streamOf(pieces, form, lineEnd) + behind);
      const chunks = chunksOf(bytes, cuts);
      const { end, all } = passed(chunks);
      expect(all).toBe(bytes.toString());

      const reader = createStreamReader();
      const events = chunks.flatMap((chunk) => [...reader.pushEvents(chunk)]);
      const { tail, tailEvents } = reader.finish();
      expect(Buffer.concat(tailEvents.map((event) => event.bytes)).equals(tail)).toBe(true);
      const whole = [...events, ...tailEvents];
      expect(Buffer.concat(whole.map((event) => event.bytes)).equals(bytes)).toBe(true);
      const kinds = whole
        .filter(({ kind, bytes: { length } }) => kind !== 'end' && length > 3)
        .map(({ kind }) => kind);
      expect(kinds).toEqual(made.map(([, kind]) => kind));
      expect(end.chunks).toBe(made.filter(([, kind]) => kind === 'content').length);
      expect(end.sawError).toBe(made.some(([, kind]) => kind === 'error'));
    });
    fc.assert(property, { numRuns: 500 });
  });

  it.each(FORMS)('holds its end back until the record is written: %s', (form) => {
    const last = text('.', { finishReason: 'STOP' });
    const usage = { usageMetadata: USAGE };
    const first = streamOf([text('Hi')], form).replace(/\n\]\n$/, '');
    const whole = streamOf([text('Hi'), last, usage], form);
    for (const chunks of [[Buffer.from(whole)], everyByte(Buffer.from(whole))]) {
      const { sent, end } = passed(chunks);
      // The second line end of an event that came in pieces may leave with the next one.
      expect(sent.trimEnd()).toBe(first.trimEnd());
      expect(end.complete).toBe(true);
    }
  });

  it('goes on where a finish reason was none of an end', () => {
    const older = [text('a', { finishReason: 'STOP' }), text('b', { finishReason: 'STOP' })];
    const reader = createStreamReader();
    const [first = '', second = ''] = older.map((one) => streamOf([one], 'events'));
    expect(reader.push(Buffer.from(first)).toString()).toBe('');
    expect(reader.push(Buffer.from(second)).toString()).toBe(first);
    expect(reader.finish()).toMatchObject({ complete: true, tail: Buffer.from(second) });
  });

  it('goes on where another answer has not ended', () => {
    const reader = createStreamReader();
    const ended = Buffer.from(streamOf([text('a', { finishReason: 'STOP' })], 'events'));
    const other = Buffer.from(streamOf([text('b', { index: 1 })], 'events'));
    expect(reader.push(ended).length).toBe(0);
    expect(reader.push(other).equals(Buffer.concat([ended, other]))).toBe(true);
    expect(reader.finish().complete).toBe(false);
  });

  it('is forwarded without a copy where it comes event by event', () => {
    const reader = createStreamReader();
    for (const said of ['a', 'b']) {
      const chunk = Buffer.from(streamOf([text(said)], 'events'));
      expect(reader.push(chunk)).toBe(chunk);
    }
    expect(reader.contentSeen).toBe(true);
    expect(reader.done).toBe(false);
  });

  it('passes what is too large to be read', () => {
    const reader = createStreamReader();
    const block = Buffer.alloc(8 << 20, 'a');
    let forwarded = reader.push(Buffer.from('data: {"candidates":[{"content":"')).length;
    for (let i = 0; i < 9; i++) forwarded += reader.push(block).length;
    const rest = Buffer.from('"}]}\n\n');
    forwarded += reader.push(rest).length;
    expect(forwarded).toBe(33 + 9 * block.length + rest.length);
    const next = Buffer.from(streamOf([text('b')], 'events'));
    expect(reader.push(next)).toBe(next);
    expect(reader.contentSeen).toBe(true);
  });

  it('keeps no endless rest behind its end', () => {
    const reader = createStreamReader();
    reader.push(Buffer.from(streamOf([text('a', { finishReason: 'STOP' })], 'json_array')));
    expect(reader.done).toBe(true);
    for (let i = 0; i < 100; i++) expect(reader.push(Buffer.alloc(10_000)).length).toBe(0);
    expect(reader.finish().tail.length).toBeLessThan(100_000);
  });

  it('holds no endless notes behind a finish reason', () => {
    const reader = createStreamReader();
    const note = Buffer.from(`: ${'x'.repeat(1000)}\n\n`);
    reader.push(Buffer.from(streamOf([text('a', { finishReason: 'STOP' })], 'events')));
    for (let i = 0; i < 1000; i++) reader.push(note);
    expect(reader.finish().tail.length).toBeLessThan(100_000);
  });
});

describe('the facts of a stream', () => {
  it.each(FORMS)('are those of its pieces: %s', (form) => {
    const pieces = [
      piece([{ text: 'a' }], {}, { usageMetadata: { promptTokenCount: 9 } }),
      piece([{ text: 'b' }], { index: 1, finishReason: 'MAX_TOKENS' }),
      piece([{ text: '' }], { finishReason: 'STOP' }, { usageMetadata: USAGE }),
    ];
    const { end } = passed([Buffer.from(streamOf(pieces, form))]);
    expect(end).toMatchObject({ complete: true, chunks: 2, sawError: false });
    expect(end.facts).toEqual({
      id: 'r-1',
      model: 'gemini-2.5-flash',
      systemFingerprint: null,
      finishReasons: ['STOP', 'MAX_TOKENS'],
      usage: COUNTED,
      serviceTier: null,
      error: null,
    });
  });

  const done = text('x', { finishReason: 'STOP' });
  const list = (pieces: readonly unknown[]): string => streamOf(pieces, 'json_array');
  const events = (pieces: readonly unknown[]): string => streamOf(pieces, 'events');
  it.each([
    ['nothing', '', false],
    ['white space', ' \n ', false],
    ['events with an end', events([done]), true],
    ['events without one', events([text('x')]), false],
    ['events cut in the middle', events([done, text('y')]).slice(0, -20), false],
    ['events whose last line is missing', events([text('x'), done]).trimEnd(), true],
    ['a prompt that was blocked', events([{ promptFeedback: { blockReason: 'SAFETY' } }]), true],
    ['a list with an end', list([text('x'), done]), true],
    ['a list without one', list([text('x')]), false],
    ['a list that was not closed', list([done]).replace(/\]\n$/, ''), false],
    ['a list cut in the middle', list([done, text('y')]).slice(0, -20), false],
    ['an empty list', '[]', false],
    [
      'no reason that is one',
      events([text('x', { finishReason: 'FINISH_REASON_UNSPECIFIED' })]),
      false,
    ],
  ])('say of %s whether it is complete', (_case, sent, complete) => {
    expect(passed([Buffer.from(sent)]).end.complete).toBe(complete);
    expect(passed(everyByte(Buffer.from(sent))).end.complete).toBe(complete);
  });

  const error = { code: 503, message: 'overloaded', status: 'UNAVAILABLE' };
  it.each([
    ['as an event', events([text('a'), { error }])],
    ['as an element', list([text('a'), { error }])],
    // Google's clients look for it so.
    ['bare, in the midst of events', `${events([text('a')])}${JSON.stringify({ error }, null, 2)}`],
    ['bare, with an empty line', `${events([text('a')])}${JSON.stringify({ error })}\n\n`],
  ])('name an error in mid-stream %s', (_case, sent) => {
    for (const chunks of [[Buffer.from(sent)], everyByte(Buffer.from(sent))]) {
      const { all, end } = passed(chunks);
      expect(all).toBe(sent);
      expect(end).toMatchObject({ sawError: true, complete: false });
      expect(end.facts.error).toEqual({ message: 'overloaded', type: null, code: 'UNAVAILABLE' });
    }
  });

  it('take no word of a text for a member', () => {
    const said = text('{"error":{"message":"x"},"finishReason":"STOP"}');
    expect(passed([Buffer.from(events([said]))]).end).toMatchObject({
      complete: false,
      sawError: false,
    });
  });
});

describe('a stream as events', () => {
  const pieces = [
    piece([{ text: 'Hm', thought: true }]),
    piece([{ text: 'm.', thought: true, thoughtSignature: 'dGhvdWdodA==' }, { text: 'Grüß' }]),
    piece([{ text: ' dich' }]),
    piece([{ text: '', thoughtSignature: 'dGV4dA==' }]),
    piece([
      { functionCall: { id: 'c1', name: 'f', args: { a: [1] } }, thoughtSignature: 'Y2FsbA==' },
      { functionCall: { name: 'g' } },
    ]),
    piece([{ inlineData: { mimeType: 'image/png', data: 'AAAA' } }]),
    piece([{ executableCode: { language: 'PYTHON', code: '1+1' } }]),
    piece([{ text: '' }], { finishReason: 'STOP' }, { usageMetadata: USAGE }),
  ];
  const answer = 0;

  it.each(FORMS)('says what the model said, piece by piece: %s', (form: Form) => {
    const reader = createStreamReader();
    const said = everyByte(Buffer.from(streamOf(pieces, form))).flatMap((chunk) => [
      ...reader.pushEvents(chunk),
    ]);
    said.push(...reader.finish().tailEvents);
    expect(said.flatMap((event) => ('said' in event ? event.said() : []))).toEqual([
      { type: 'reasoning', answer, content: 'Hm' },
      { type: 'reasoning', answer, content: 'm.' },
      { type: 'signature', answer, signature: 'dGhvdWdodA==' },
      { type: 'text', answer, content: 'Grüß' },
      { type: 'text', answer, content: ' dich' },
      { type: 'text_signature', answer, signature: 'dGV4dA==' },
      {
        type: 'tool_call',
        answer,
        call: 0,
        kind: 'function',
        id: 'c1',
        name: 'f',
        arguments: '{"a":[1]}',
        signature: 'Y2FsbA==',
      },
      {
        type: 'tool_call',
        answer,
        call: 1,
        kind: 'function',
        id: null,
        name: 'g',
        arguments: '{}',
      },
      {
        type: 'part',
        answer,
        part: {
          type: 'image',
          source: { kind: 'inline', media_type: 'image/png', data: 'AAAA' },
        },
      },
      {
        type: 'part',
        answer,
        part: {
          type: 'unknown',
          value: { executableCode: { language: 'PYTHON', code: '1+1' } },
          hosted: 'code_execution',
        },
      },
      { type: 'stop', answer, reason: 'tool_calls' },
    ]);
  });
});
