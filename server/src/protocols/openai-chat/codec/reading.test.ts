import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConversationEvent } from '../../conversation/events.ts';
import { joinEvents } from '../../conversation/join-events.ts';
import { ChatStreamDecoder } from './chat-stream-decoder.ts';
import { readConversation } from './read-conversation.ts';

const bytes = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const sse = (chunks: readonly unknown[]): Buffer =>
  Buffer.from(
    `${chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join('')}data: [DONE]\n\n`,
  );

function decode(stream: Buffer): ConversationEvent[] {
  const decoder = new ChatStreamDecoder();
  return [...decoder.push(stream), ...decoder.finish()];
}

/** What not every provider says beside. */
const notes = (a: unknown, b: unknown) => ({
  reasoning_content: a,
  reasoning_details: [a, b, { text: a, index: b }],
  annotations: [a, { url_citation: b }],
  images: [a, { type: 'image_url', image_url: b }],
});

describe("what speaks OpenAI's chat", () => {
  it('is read, whatever its form', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const odd = {
          messages: [a, { role: b, content: a }],
          tools: [a, b],
          input: b,
          response_format: a,
        };
        expect(
          readConversation(
            bytes(odd),
            bytes({ choices: [a, { message: b }, { message: { ...notes(a, b) }, logprobs: a }] }),
          ),
        ).not.toBeNull();
        decode(
          sse([
            a,
            { choices: [b, { index: a, delta: b }] },
            { choices: [{ delta: { tool_calls: [a, { function: b, extra_content: a }] } }] },
            { choices: [{ delta: notes(b, a), logprobs: { content: [a, b] } }] },
          ]),
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
    const [answer] = joinEvents(decode(sse(chunks))).answers;
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
  const stream = sse([
    { choices: [{ delta: { content } }] },
    { choices: [{ delta: { content: [{ type: 'text', text: 'b' }] } }] },
  ]);
  expect(joinEvents(decode(stream)).answers[0]?.parts).toEqual([
    { type: 'reasoning', content: 'hm', signature: null },
    { type: 'text', content: 'ab' },
  ]);
});

describe('what providers say beside OpenAI', () => {
  /** The same said whole and as a stream, whose pieces are `deltas`. */
  const partsOf = (message: object, ...deltas: object[]) => {
    const whole = readConversation(bytes({}), bytes({ choices: [{ message }] }));
    const streamed = joinEvents(decode(sse(deltas.map((delta) => ({ choices: [{ delta }] })))));
    const [said, joined] = [whole, streamed].map((reply) => reply?.answers[0]?.parts);
    expect(joined).toEqual(said);
    return said;
  };
  const details = (...reasoning_details: object[]) => ({ reasoning_details });

  it.each(['reasoning_content', 'reasoning'])('is reasoning as one text: %s', (member) => {
    expect(
      partsOf(
        { [member]: 'hmm', content: 'a' },
        { [member]: 'h' },
        { [member]: 'mm', content: 'a' },
      ),
    ).toEqual([
      { type: 'reasoning', content: 'hmm', signature: null },
      { type: 'text', content: 'a' },
    ]);
  });

  it('is reasoning part by part, with what seals each', () => {
    const message = {
      reasoning: 'hmm',
      ...details(
        { type: 'reasoning.text', text: 'hmm', signature: 's', index: 0 },
        { type: 'reasoning.encrypted', data: 'AAAA', index: 1 },
        { type: 'reasoning.summary', summary: 'b', id: 'rs', index: 2 },
        { type: 'reasoning.encrypted', data: 'BBBB', id: 'rs', index: 2 },
      ),
    };
    expect(
      partsOf(
        message,
        { reasoning: 'h', ...details({ type: 'reasoning.text', text: 'h', index: 0 }) },
        { reasoning: 'mm', ...details({ type: 'reasoning.text', text: 'mm', index: 0 }) },
        details({ type: 'reasoning.text', signature: 's', index: 0 }),
        details({ type: 'reasoning.encrypted', data: 'AAAA', index: 1 }),
        details({ type: 'reasoning.summary', summary: 'b', id: 'rs', index: 2 }),
        details({ type: 'reasoning.encrypted', data: 'BBBB', id: 'rs', index: 2 }),
      ),
    ).toEqual([
      { type: 'reasoning', content: 'hmm', signature: 's' },
      { type: 'reasoning', content: '', signature: null, encrypted: 'AAAA' },
      { type: 'reasoning', content: 'b', signature: null, encrypted: 'BBBB', id: 'rs' },
    ]);
  });

  it('is reasoning of which no part is numbered, or one has begun with nothing', () => {
    const [a, b] = [
      { type: 'reasoning.text', text: 'a' },
      { type: 'reasoning.text', text: 'b' },
    ];
    const seal = { type: 'reasoning.text', signature: 's' };
    const parts = [
      { type: 'reasoning', content: 'a', signature: 's' },
      { type: 'reasoning', content: 'b', signature: null },
    ];
    expect(partsOf(details(a, seal, b), details(a), details(seal), details(b))).toEqual(parts);
    const empty = { type: 'reasoning.text', text: '', index: 1 };
    const numbered = [{ ...a, index: 0 }, empty, { ...b, index: 1 }];
    expect(
      partsOf(details(...numbered), ...numbered.map((detail) => details(detail))),
    ).toMatchObject([{ content: 'a' }, { content: 'b' }]);
  });

  it('is a seal beside reasoning that is told as one text', () => {
    const sealed = details({ type: 'reasoning.text', signature: 's' });
    expect(
      partsOf({ reasoning_content: 'hmm', ...sealed }, { reasoning_content: 'hmm' }, sealed),
    ).toEqual([{ type: 'reasoning', content: 'hmm', signature: 's' }]);
  });

  it('is a signed call, an image, a page that is cited', () => {
    const calls = [
      {
        index: 0,
        id: 'a',
        function: { name: 'f', arguments: '{}' },
        extra_content: { google: { thought_signature: 's' } },
      },
    ];
    const annotations = [
      {
        type: 'url_citation',
        url_citation: { url: 'https://a.example', title: 'A', start_index: 0, end_index: 1 },
      },
    ];
    const images = [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AA==' } }];
    expect(
      partsOf(
        { content: 'a', tool_calls: calls, images, annotations },
        { content: 'a' },
        { images, annotations },
        { tool_calls: calls },
      ),
    ).toEqual([
      {
        type: 'text',
        content: 'a',
        citations: [{ uri: 'https://a.example', title: 'A', quoted: null, start: 0, end: 1 }],
      },
      { type: 'image', source: { kind: 'inline', media_type: 'image/png', data: 'AA==' } },
      { type: 'tool_call', kind: 'function', id: 'a', name: 'f', arguments: '{}', signature: 's' },
    ]);
  });

  it('is a reason of before there were tools, and the text at which vLLM stopped', () => {
    const choice = { finish_reason: 'function_call', stop_reason: 'END' };
    const answer = { stop_reason: 'tool_calls', stop_sequence: 'END' };
    const whole = readConversation(bytes({}), bytes({ choices: [{ message: {}, ...choice }] }));
    expect(whole?.answers).toMatchObject([answer]);
    expect(
      joinEvents(decode(sse([{ choices: [{ delta: {}, ...choice }] }]))).answers,
    ).toMatchObject([answer]);
    const byToken = readConversation(bytes({}), bytes({ choices: [{ stop_reason: 128_001 }] }));
    expect(byToken?.answers[0]).not.toHaveProperty('stop_sequence');
  });
});
