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
