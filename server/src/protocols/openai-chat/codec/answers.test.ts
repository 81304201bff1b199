import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Part, Reply } from '../../conversation/conversation.ts';
import type { ConversationEvent } from '../../conversation/events.ts';
import { joinEvents } from '../../conversation/join-events.ts';
import { replyEvents } from '../../conversation/reply-events.ts';
import {
  drawn,
  inline,
  reasoning,
  refusal,
  saidText,
  spoken,
  toolCall,
} from '../../testing/parts.ts';
import { replies } from '../../testing/replies.ts';
import { someText, upTo } from '../../testing/values.ts';
import { openaiChat } from '../protocol.ts';
import { ChatStreamDecoder } from './chat-stream-decoder.ts';

const { codec } = openaiChat;

const headFor = (more: object = {}) => ({
  id: '0190c0de-0000-7000-8000-000000000000',
  model: 'm',
  createdAt: 1_700_000_000,
  request: openaiChat.parse(
    Buffer.from(JSON.stringify({ model: 'm', messages: [], stream: true, ...more })),
    { operation: 'chat', model: null, form: null },
  ),
});
const USAGE_ASKED = headFor({ stream_options: { include_usage: true } });

/** What OpenAI's chat can say of an answer: its parts have one order, and are few. */
const cited = saidText.map(({ citations, signature: _, ...text }) => ({
  ...text,
  ...(citations === undefined
    ? {}
    : {
        citations: citations.map(({ uri, title, start, end }) => ({
          uri: uri ?? 'https://example.org/',
          title: title ?? 'a title',
          quoted: null,
          start: start ?? 0,
          end: end ?? 1,
        })),
      }),
}));
const parts: fc.Arbitrary<Part[]> = fc
  .tuple(
    upTo(3, reasoning),
    upTo(1, cited),
    upTo(2, drawn),
    upTo(
      1,
      spoken.chain((part) => inline('audio/*').map((source) => ({ ...part, source }))),
    ),
    upTo(1, refusal),
    upTo(3, toolCall),
  )
  .map((all) => all.flat())
  .filter((all) => all.length > 0);
const ofChat = replies({ parts, unended: false });

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

function streamOf(events: readonly ConversationEvent[], head = USAGE_ASKED): Buffer {
  const writer = codec.streamWriter(head);
  return Buffer.concat([...events.map((event) => writer.write(event)), writer.end()]);
}

const chunksOf = (stream: Buffer) =>
  stream
    .toString()
    .split('\n\n')
    .filter((event) => event !== '' && event !== 'data: [DONE]')
    .map((event) => JSON.parse(event.slice('data: '.length)));

/** A text, or the arguments of a call, in pieces. */
function inPieces(event: ConversationEvent): ConversationEvent[] {
  if (event.type === 'tool_call') {
    const { answer, call, kind } = event;
    const [first = '', ...rest] = event.arguments.match(/.{1,3}/gsu) ?? [];
    const more = rest.map((piece) => ({ id: null, name: '', arguments: piece }));
    return [
      { ...event, arguments: first },
      ...more.map((piece) => ({ type: 'tool_call' as const, answer, call, kind, ...piece })),
    ];
  }
  if (event.type !== 'text' && event.type !== 'reasoning') return [event];
  const [first = '', ...rest] = event.content.match(/.{1,3}/gsu) ?? [];
  const { type, answer } = event;
  return [{ ...event, content: first }, ...rest.map((content) => ({ type, answer, content }))];
}

describe('an answer, written and read again', () => {
  it('says the same, whole', () => {
    fc.assert(
      fc.property(ofChat, (reply) => {
        expect(openaiChat.readReply(codec.writeReply(reply, headFor()))).toEqual(reply);
      }),
    );
  });

  it('says the same as a stream', () => {
    fc.assert(
      fc.property(ofChat, (reply) => {
        const stream = streamOf(replyEvents(reply).flatMap(inPieces));
        expect(joinEvents(decode(stream))).toEqual(reply);
      }),
    );
  });

  it('says the same however the stream is cut, at every byte too', () => {
    const lineEnds = fc.constantFrom('\n', '\r\n', '\r');
    fc.assert(
      fc.property(ofChat, lineEnds, fc.array(fc.nat({ max: 3000 })), (reply, end, cuts) => {
        const text = streamOf(replyEvents(reply)).toString().replaceAll('\n', end);
        const stream = Buffer.from(text);
        const events = decode(stream);
        expect(decode(stream, cuts)).toEqual(events);
        expect(decode(stream, Array.from(stream.keys()))).toEqual(events);
      }),
      { numRuns: 50 },
    );
  });

  it('is a stream that the gateway takes for one that ended well', () => {
    fc.assert(
      fc.property(ofChat, (reply) => {
        const reader = openaiChat.streamReader({ spliceUsageOut: false });
        const stream = streamOf(replyEvents(reply));
        const passed = reader.push(stream);
        const { complete, sawError, facts, tail } = reader.finish();
        expect(Buffer.concat([passed, tail])).toEqual(stream);
        expect({ complete, sawError, usage: facts.usage }).toEqual({
          complete: true,
          sawError: false,
          usage: reply.usage,
        });
        expect(facts.finishReasons).toEqual(reply.answers.map((answer) => answer.stop_reason));
      }),
    );
  });

  it('says all texts, whatever stands between them', () => {
    fc.assert(
      fc.property(replies(), (reply) => {
        const said = (type: Part['type']) =>
          reply.answers.map(({ parts: all }) =>
            all
              .map((part) => (part.type === type && 'content' in part ? part.content : ''))
              .join(''),
          );
        for (const written of [
          codec.writeReply(reply, headFor()),
          streamOf(replyEvents(reply).flatMap(inPieces)),
        ]) {
          const read = openaiChat.readReply(written);
          const again = (type: Part['type']) =>
            read.answers.map(({ parts: all }) =>
              all
                .map((part) => (part.type === type && 'content' in part ? part.content : ''))
                .join(''),
            );
          for (const type of ['text', 'refusal', 'reasoning'] as const) {
            expect(again(type)).toEqual(said(type));
          }
          expect(read.answers.map(({ parts: all }) => all.filter(isCall))).toEqual(
            reply.answers.map(({ parts: all }) => all.filter(isCall)),
          );
        }
      }),
    );
  });
});

const isCall = ({ type }: Part) => type === 'tool_call';
const answering = (all: Part[], stop_reason: string | null = 'stop'): Reply => ({
  answers: [{ role: 'assistant', name: null, parts: all, stop_reason }],
  vectors: null,
  usage: { input: 3, output: 2, cached_input: 1 },
  error: null,
});
const hello: Part = { type: 'text', content: 'hello' };
const call = { type: 'tool_call', kind: 'function', id: null, name: 'f', arguments: '{}' } as const;

describe('a whole answer', () => {
  const body = (reply: Reply, head = headFor()) =>
    JSON.parse(codec.writeReply(reply, head).toString());

  it('has the members that OpenAI publishes', () => {
    expect(body(answering([hello]))).toEqual({
      id: 'chatcmpl-0190c0de-0000-7000-8000-000000000000',
      object: 'chat.completion',
      created: 1_700_000_000,
      model: 'm',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: 'hello', refusal: null, annotations: [] },
          logprobs: null,
          finish_reason: 'stop',
        },
      ],
      usage: {
        prompt_tokens: 3,
        completion_tokens: 2,
        total_tokens: 5,
        prompt_tokens_details: { cached_tokens: 1 },
      },
    });
  });

  it.each([
    ['stop', [hello], 'stop'],
    ['pause_turn', [hello], 'stop'],
    ['pause_turn', [call], 'tool_calls'],
    [null, [hello], 'stop'],
    ['content_filter', [hello], 'content_filter'],
  ])('ends with a reason that clients know: %s', (reason, said, expected) => {
    expect(body(answering(said, reason)).choices[0].finish_reason).toBe(expected);
  });

  it('gives an id to each call that has none', () => {
    const [choice] = body(answering([call, call])).choices;
    const ids = choice.message.tool_calls.map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(2);
    expect(ids.every((id: string) => id.length <= 40)).toBe(true);
    expect(choice.message.content).toBeNull();
  });

  it('cites by the place in the whole text', () => {
    const citation = { uri: 'https://a.example', title: 'A', quoted: null, start: null, end: null };
    const cited = { ...hello, content: '𝒳yz', citations: [citation] } as Part;
    const [choice] = body(answering([hello, cited])).choices;
    expect(choice.message.annotations).toMatchObject([
      { url_citation: { url: 'https://a.example', start_index: 5, end_index: 8 } },
    ]);
    const streamed = chunksOf(streamOf(replyEvents(answering([hello, cited])))).flatMap(
      ({ choices }) => choices.flatMap(({ delta }: { delta: object }) => delta),
    );
    expect(streamed.filter((delta) => 'annotations' in delta)).toEqual([
      { annotations: choice.message.annotations },
    ]);
  });

  it('calls as before there were tools, where that is how it was asked', () => {
    const old = headFor({ functions: [{ name: 'f' }] });
    const [choice] = body(answering([{ ...call, id: 'x' }], 'tool_calls'), old).choices;
    expect(choice).toMatchObject({
      message: { function_call: { name: 'f', arguments: '{}' } },
      finish_reason: 'function_call',
    });
    expect(choice.message).not.toHaveProperty('tool_calls');
    const reply = answering([{ ...call, id: 'x' }], 'tool_calls');
    const deltas = chunksOf(streamOf(replyEvents(reply), old)).map(({ choices }) => choices[0]);
    expect(deltas[0].delta.function_call).toEqual({ name: 'f', arguments: '{}' });
    expect(deltas.at(-1).finish_reason).toBe('function_call');
  });
});

describe('a stream', () => {
  it('names the role first, ends each answer once, and tells the usage last', () => {
    fc.assert(
      fc.property(ofChat, (reply) => {
        const chunks = chunksOf(streamOf(replyEvents(reply)));
        for (const index of reply.answers.keys()) {
          const mine = chunks.flatMap(({ choices }) =>
            choices.filter((choice: { index: number }) => choice.index === index),
          );
          const roles = mine.map(({ delta }) => delta.role);
          expect(roles).toEqual(['assistant', ...roles.slice(1).map(() => undefined)]);
          const reasons = mine.map((choice) => choice.finish_reason);
          expect(reasons.filter((reason) => reason !== null)).toEqual([reasons.at(-1)]);
        }
        const [last, ...before] = chunks.toReversed();
        expect(before.every(({ usage }) => usage === null)).toBe(true);
        if (reply.usage === null) expect(last.usage).toBeNull();
        else
          expect(last).toMatchObject({ choices: [], usage: { prompt_tokens: reply.usage.input } });
      }),
    );
  });

  it('does not tell the usage to a client that did not ask', () => {
    const chunks = chunksOf(streamOf(replyEvents(answering([hello])), headFor()));
    expect(chunks.some((chunk) => 'usage' in chunk)).toBe(false);
    expect(chunks.every(({ choices }) => choices.length === 1)).toBe(true);
  });

  it('has an answer and an end, also where nothing came', () => {
    expect(chunksOf(streamOf([])).map(({ choices }) => choices[0])).toMatchObject([
      { delta: { role: 'assistant' }, finish_reason: 'stop' },
    ]);
    expect(streamOf([]).toString().endsWith('data: [DONE]\n\n')).toBe(true);
  });

  it('ends with an error where one came', () => {
    const events: ConversationEvent[] = [
      { type: 'text', answer: 0, content: 'a' },
      { type: 'error', message: 'overloaded', code: 'overloaded_error' },
      { type: 'text', answer: 0, content: 'b' },
    ];
    const stream = streamOf(events);
    expect(chunksOf(stream).at(-1)).toEqual({
      error: { message: 'overloaded', type: 'server_error', param: null, code: 'overloaded_error' },
    });
    expect(stream.includes('[DONE]')).toBe(false);
    expect(decode(stream).at(-1)).toEqual(events[1]);
  });

  it('numbers the parts of reasoning, so that clients can put them together', () => {
    fc.assert(
      fc.property(upTo(4, reasoning), someText, (thoughts, last) => {
        const reply = answering([...thoughts, { type: 'text', content: last }]);
        const whole = JSON.parse(codec.writeReply(reply, headFor()).toString());
        const joined = new Map<number, Record<string, string>>();
        const stream = chunksOf(streamOf(replyEvents(reply).flatMap(inPieces)));
        for (const { choices } of stream) {
          for (const detail of choices[0]?.delta.reasoning_details ?? []) {
            const part = joined.get(detail.index) ?? {};
            joined.set(detail.index, part);
            for (const name of ['text', 'signature', 'data', 'id']) {
              if (detail[name] !== undefined && (name !== 'id' || part[name] === undefined)) {
                part[name] = (part[name] ?? '') + detail[name];
              }
            }
          }
        }
        expect([...joined.keys()]).toEqual(thoughts.map((_, i) => i));
        for (const [i, { content, signature, encrypted, id }] of thoughts.entries()) {
          expect(joined.get(i)?.['text'] ?? '').toBe(content);
          expect(joined.get(i)?.['signature'] ?? null).toBe(signature);
          expect([joined.get(i)?.['data'], joined.get(i)?.['id']]).toEqual([encrypted, id]);
        }
        const texts = thoughts.map(({ content }) => content).filter((content) => content !== '');
        expect(whole.choices[0].message.reasoning_content ?? '').toBe(texts.join('\n\n'));
      }),
    );
  });
});
