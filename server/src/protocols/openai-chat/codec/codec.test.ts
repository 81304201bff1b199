import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Message, Prompt, Reply } from '../../conversation/conversation.ts';
import type { ConversationEvent } from '../../conversation/events.ts';
import { joinEvents } from '../../conversation/join-events.ts';
import { replyEvents } from '../../conversation/reply-events.ts';
import { ChatStreamDecoder } from './chat-stream-decoder.ts';
import { readPrompt, readReply } from './read-body.ts';
import { readConversation } from './read-conversation.ts';
import { writePrompt, writeReply } from './write-body.ts';
import { writeEvent } from './write-event.ts';

const some = fc.string({ unit: 'grapheme', minLength: 1 });
const base64 = fc
  .uint8Array({ minLength: 1, maxLength: 20 })
  .map((bytes) => Buffer.from(bytes).toString('base64'));
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const inline = (media_type: string) =>
  base64.map((data) => ({ kind: 'inline' as const, media_type, data }));
const file = some.map((id) => ({ kind: 'file' as const, id }));
const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown);

const text = fc.record({ type: fc.constant('text' as const), content: some });
const shown = fc.oneof(
  text,
  fc.record({
    type: fc.constant('image' as const),
    source: fc.oneof(
      inline('image/png'),
      file,
      fc.webUrl().map((uri) => ({ kind: 'uri' as const, uri })),
    ),
  }),
  fc.record({
    type: fc.constant('document' as const),
    name: orNull(some),
    source: fc.oneof(inline('application/pdf'), file),
  }),
  fc.record({
    type: fc.constant('audio' as const),
    source: inline('audio/wav'),
    transcript: fc.constant(null),
  }),
  fc.record({
    type: fc.constant('unknown' as const),
    value: fc.record({ type: fc.constant('new'), more: json }),
  }),
);
const call = fc.record({
  type: fc.constant('tool_call' as const),
  kind: fc.constantFrom('function' as const, 'custom' as const),
  id: orNull(some),
  name: some,
  arguments: fc.string(),
});
const reasoning = fc.record({
  type: fc.constant('reasoning' as const),
  content: some,
  signature: orNull(some),
});
const sound = fc.record({
  type: fc.constant('audio' as const),
  source: orNull(fc.oneof(inline('audio/*'), file)),
  transcript: orNull(some),
});
const refusal = fc.record({ type: fc.constant('refusal' as const), content: some });
const few = <T>(value: fc.Arbitrary<T>, most: number) => fc.array(value, { maxLength: most });
const assistantParts = fc
  .tuple(few(reasoning, 1), few(text, 2), few(sound, 1), few(refusal, 1), few(call, 3))
  .map((parts) => parts.flat());

const message: fc.Arbitrary<Message> = fc.oneof(
  fc.record({
    role: fc.constantFrom('system', 'developer', 'user'),
    name: orNull(some),
    parts: few(shown, 3),
  }),
  fc.record({ role: fc.constant('assistant'), name: orNull(some), parts: assistantParts }),
  fc.record({
    role: fc.constant('tool'),
    name: fc.constant(null),
    parts: fc
      .record({
        type: fc.constant('tool_result' as const),
        id: orNull(some),
        content: few(shown, 2),
      })
      .map((result) => [result]),
  }),
);
const schema = fc.dictionary(some, json).map((object) => ({ ...object, type: 'object' }));
const prompt: fc.Arbitrary<Prompt> = fc.record({
  messages: few(message, 4),
  tools: few(
    fc.record({
      kind: fc.constantFrom('function' as const, 'custom' as const),
      name: some,
      description: orNull(some),
      parameters: orNull(schema),
    }),
    2,
  ),
  output_schema: orNull(schema),
  inputs: fc.constant(null),
  parameters: fc.record({ temperature: fc.constant(0.5), stream: fc.boolean() }),
});
const count = fc.nat({ max: 1_000_000 });
const usage = fc.record(
  {
    input: count,
    cached_input: count,
    cache_write: count,
    output: count,
    input_audio: count,
    output_audio: count,
    images: count,
  },
  { requiredKeys: ['input', 'output'] },
);
const reply: fc.Arbitrary<Reply> = fc.record({
  answers: few(
    fc.record({
      role: fc.constant('assistant'),
      name: fc.constant(null),
      parts: assistantParts,
      stop_reason: orNull(fc.constantFrom('stop', 'length', 'tool_calls', 'odd')),
    }),
    3,
  ),
  vectors: fc.constant(null),
  usage: orNull(usage),
  error: orNull(some),
});

const bytes = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const sse = (chunks: readonly unknown[], end: string): Buffer =>
  Buffer.from(
    `${chunks.map((chunk) => `data: ${JSON.stringify(chunk)}${end}${end}`).join('')}data: [DONE]${end}${end}`,
  );

function decode(stream: Buffer, cuts: readonly number[] = []): ConversationEvent[] {
  const decoder = new ChatStreamDecoder();
  const points = [0, ...cuts.filter((cut) => cut < stream.length), stream.length].sort(
    (a, b) => a - b,
  );
  return [
    ...points.slice(1).flatMap((to, i) => decoder.push(stream.subarray(points[i], to))),
    ...decoder.finish(),
  ];
}

/** The chunks of a reply as OpenAI streams it: choices in turn, calls numbered, an id once. */
function chunksOf({ answers, usage: counts, error }: Reply, size: number): unknown[] {
  const streams = answers.map((answer, index) => {
    const events: ConversationEvent[] = [];
    let calls = 0;
    for (const part of answer.parts) {
      if (part.type === 'tool_call') {
        const { kind, id, name } = part;
        const one = { type: 'tool_call', answer: index, call: calls++, kind } as const;
        const [first = '', ...rest] = pieces(part.arguments, size);
        events.push({ ...one, id, name, arguments: first });
        events.push(...rest.map((piece) => ({ ...one, id: null, name: '', arguments: piece })));
      } else if (part.type === 'text' || part.type === 'refusal' || part.type === 'reasoning') {
        const { type } = part;
        events.push(
          ...pieces(part.content, size).map((content) => ({ type, answer: index, content })),
        );
        if (part.type === 'reasoning' && part.signature !== null)
          events.push({ type: 'signature', answer: index, signature: part.signature });
      } else if (part.type === 'audio') {
        const id = part.source?.kind === 'file' ? part.source.id : null;
        const data = part.source?.kind === 'inline' ? part.source.data : '';
        events.push({ type: 'audio', answer: index, id, data, transcript: part.transcript ?? '' });
      }
    }
    if (answer.stop_reason !== null)
      events.push({ type: 'stop', answer: index, reason: answer.stop_reason });
    return [
      { choices: [{ index, delta: { role: 'assistant', content: '' } }] },
      ...events.map(writeEvent),
    ];
  });
  const turns = Math.max(0, ...streams.map((stream) => stream.length));
  const chunks: unknown[] = [];
  for (let turn = 0; turn < turns; turn++) {
    for (const stream of streams) if (stream[turn] !== undefined) chunks.push(stream[turn]);
  }
  if (error !== null) chunks.push(writeEvent({ type: 'error', message: error }));
  if (counts !== null) chunks.push(writeEvent({ type: 'usage', usage: counts }));
  return chunks;
}

function pieces(whole: string, size: number): string[] {
  const characters = [...whole];
  const parts = Array.from({ length: Math.ceil(characters.length / size) }, (_, i) =>
    characters.slice(i * size, (i + 1) * size).join(''),
  );
  return parts;
}

/** Of an answer that says nothing, and does not even end, a stream brings no event. */
const speaks = ({ answers }: Reply): boolean =>
  answers.every(({ parts, stop_reason }) => parts.length > 0 || stop_reason !== null);

/** As a stream can say it: one text. */
const oneText = ({ answers, ...rest }: Reply): Reply => ({
  ...rest,
  answers: answers.map((answer) => ({
    ...answer,
    parts: answer.parts.filter(
      (part, i) =>
        part.type !== 'text' || answer.parts.findIndex(({ type }) => type === 'text') === i,
    ),
  })),
});

describe("OpenAI's chat and the normal form", () => {
  it('say the same of a request, there and back', () => {
    fc.assert(
      fc.property(prompt, (made) => {
        const read = readPrompt(bytes({ model: 'm', ...writePrompt(made) }));
        const { response_format: _, ...parameters } = read?.parameters ?? {};
        expect({ ...read, parameters }).toEqual(made);
      }),
    );
  });

  it('say the same of an answer, there and back', () => {
    fc.assert(
      fc.property(reply, (made) => {
        expect(readReply(bytes(writeReply(made)))).toEqual(made);
      }),
    );
  });

  it('say the same of a stream and of the whole answer that it comes to', () => {
    fc.assert(
      fc.property(reply.map(oneText).filter(speaks), fc.nat({ max: 5 }), (made, size) => {
        const stream = sse(chunksOf(made, size + 1), '\n');
        expect(joinEvents(decode(stream))).toEqual(readReply(bytes(writeReply(made))));
      }),
    );
  });

  it('say the same of a whole answer as of its events', () => {
    fc.assert(
      fc.property(reply.map(oneText).filter(speaks), (made) => {
        expect(joinEvents(replyEvents(made))).toEqual(made);
      }),
    );
  });

  it('say the same of a stream however it is cut, at every byte too', () => {
    const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
    fc.assert(
      fc.property(reply, lineEnd, fc.array(fc.nat({ max: 3000 })), (made, end, cuts) => {
        const stream = sse(chunksOf(made, 3), end);
        const events = decode(stream);
        expect(decode(stream, cuts)).toEqual(events);
        expect(decode(stream, Array.from(stream.keys()))).toEqual(events);
      }),
      { numRuns: 50 },
    );
  });

  it('take bodies of any form', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const odd = {
          messages: [a, { role: b, content: a }],
          tools: [a, b],
          input: b,
          response_format: a,
        };
        expect(
          readConversation(bytes(odd), bytes({ choices: [a, { message: b }] })),
        ).not.toBeNull();
        decode(
          sse(
            [
              a,
              { choices: [b, { index: a, delta: b }] },
              { choices: [{ delta: { tool_calls: [a, { function: b }] } }] },
            ],
            '\n',
          ),
        );
      }),
    );
    for (const body of ['', 'no JSON', '[]', '"text"']) {
      expect(readConversation(Buffer.from(body), Buffer.alloc(0))).toBeNull();
    }
  });
});

describe('tool calls of a stream', () => {
  const callsOf = (...deltas: object[]) => {
    const chunks = deltas.map((delta) => ({ choices: [{ index: 0, delta }] }));
    const [answer] = joinEvents(decode(sse(chunks, '\n'))).answers;
    return answer?.parts.map((part) =>
      part.type === 'tool_call' ? [part.id, part.name, part.arguments] : part.type,
    );
  };
  const piece = (id: string | null, index: number | null, name: string, input: unknown) => ({
    ...(id === null ? {} : { id }),
    ...(index === null ? {} : { index }),
    function: { ...(name === '' ? {} : { name }), arguments: input },
  });
  const both = [
    ['a', 'f', '{"x":1}'],
    ['b', 'g', '{"y":2}'],
  ];

  it.each([
    [
      'interleaved',
      [
        piece('a', 0, 'f', '{"x"'),
        piece('b', 1, 'g', '{"y"'),
        piece(null, 0, '', ':1}'),
        piece(null, 1, '', ':2}'),
      ],
    ],
    [
      'interleaved, by id alone',
      [
        piece('a', null, 'f', '{"x"'),
        piece('b', null, 'g', '{"y"'),
        piece('a', null, '', ':1}'),
        piece('b', null, '', ':2}'),
      ],
    ],
    [
      'without index',
      [
        piece('a', null, 'f', '{"x"'),
        piece(null, null, '', ':1}'),
        piece('b', null, 'g', '{"y":2}'),
      ],
    ],
    [
      'under one index',
      [piece('a', 0, 'f', '{"x":1}'), piece('b', 0, 'g', '{"y"'), piece(null, 0, '', ':2}')],
    ],
    [
      'with id and name in every piece',
      [
        piece('a', 0, 'f', '{"x"'),
        piece('a', 0, 'f', ':1}'),
        piece('b', 1, 'g', '{"y"'),
        piece('b', 1, 'g', ':2}'),
      ],
    ],
    ['with arguments as objects', [piece('a', 0, 'f', { x: 1 }), piece('b', 1, 'g', { y: 2 })]],
  ])('are as the model said them: %s', (_how, calls) => {
    expect(callsOf(...calls.map((call) => ({ tool_calls: [call] })))).toEqual(both);
    expect(callsOf({ content: '', tool_calls: calls })).toEqual(both);
  });

  it('stand beside an empty text, and behind white space', () => {
    const call = piece('a', 0, 'f', '{}');
    expect(callsOf({ content: '', tool_calls: [call] })).toEqual([['a', 'f', '{}']]);
    expect(callsOf({ content: '\n' }, { tool_calls: [call] })).toEqual(['text', ['a', 'f', '{}']]);
  });

  it('may come as the one function_call of before', () => {
    expect(
      callsOf(
        { function_call: { name: 'f', arguments: '{"x"' } },
        { function_call: { arguments: ':1}' } },
      ),
    ).toEqual([[null, 'f', '{"x":1}']]);
  });
});

it('reads the content of a delta that is a list of parts', () => {
  const content = [
    { type: 'thinking', thinking: [{ type: 'text', text: 'hm' }] },
    { type: 'text', text: 'a' },
  ];
  const stream = sse(
    [
      { choices: [{ delta: { content } }] },
      { choices: [{ delta: { content: [{ type: 'text', text: 'b' }] } }] },
    ],
    '\n',
  );
  expect(joinEvents(decode(stream)).answers[0]?.parts).toEqual([
    { type: 'reasoning', content: 'hm', signature: null },
    { type: 'text', content: 'ab' },
  ]);
});
