import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer, Part, Reply } from '../../conversation/conversation.ts';
import type { ConversationEvent } from '../../conversation/events.ts';
import { joinEvents } from '../../conversation/join-events.ts';
import { replyEvents } from '../../conversation/reply-events.ts';
import { drawn, reasoning, toolCall } from '../../testing/parts.ts';
import { replies, usage } from '../../testing/replies.ts';
import { orNull, plainName, some, someText, upTo } from '../../testing/values.ts';
import { gemini } from '../protocol.ts';
import { cutUp, everyByte } from '../testing/pieces.ts';
import { headFor, written } from '../testing/written.ts';

const { codec } = gemini;
/** Sources have an address or are quoted; what is cited lies in the text. */
const citedText = fc
  .tuple(someText, orNull(fc.webUrl()), orNull(someText), orNull(someText), fc.nat(), fc.nat())
  .map(([content, uri, title, quoted, a, b]): Extract<Part, { type: 'text' }> => {
    const [points, ...places] = [[...content].length, a, b];
    const [start = 0, end = 0] = places.map((at) => at % (points + 1)).sort((x, y) => x - y);
    return { type: 'text', content, citations: [{ uri, title, quoted, start, end }] };
  });
const signedText = fc
  .tuple(someText, plainName)
  .map(([content, signature]): Part => ({ type: 'text', content, signature }));
const plain = someText.map((content): Part => ({ type: 'text', content }));
const call = fc
  .tuple(toolCall, fc.dictionary(plainName, fc.nat(), { noNullPrototype: true }))
  .map(([one, args]): Part => ({ ...one, kind: 'function', arguments: JSON.stringify(args) }));
const counted = usage.map(({ cache_write: _, ...counts }) => counts);
const asGeminiCounts = { usage: counted, stopSequence: false, logprobs: false } as const;

const whole = replies({
  parts: some(fc.oneof(plain, citedText, signedText, reasoning, drawn, call), 6),
  ...asGeminiCounts,
});
/** In a stream, texts and thoughts one behind the other are one. */
const streamed = replies({
  parts: fc
    .tuple(upTo(1, reasoning), upTo(1, fc.oneof(plain, citedText)), upTo(2, drawn), upTo(3, call))
    .map((all): Part[] => all.flat())
    .filter((all) => all.length > 0),
  unended: false,
  ...asGeminiCounts,
});

/** It has one word for an end, whether tools are called or not. */
function asRead(reply: Reply): Reply {
  return { ...reply, answers: reply.answers.map(withStop) };
}

function withStop(answer: Answer): Answer {
  const { stop_reason: reason } = answer;
  if (reason !== 'stop' && reason !== 'tool_calls') return answer;
  const calls = answer.parts.some(({ type }) => type === 'tool_call');
  return { ...answer, stop_reason: calls ? 'tool_calls' : 'stop' };
}

/** Where an address does not say what is there, a usual type is written, which is read. */
function untyped(reply: Reply): Reply {
  return JSON.parse(
    JSON.stringify(reply, (_, value) => {
      if (value?.kind !== 'uri') return value;
      const { media_type: __, ...source } = value;
      return source;
    }),
  );
}

const FORMS = ['events', 'json_array'] as const;

/** Texts, and arguments of calls, in pieces. */
function inPieces(event: ConversationEvent): ConversationEvent[] {
  if (event.type === 'tool_call') {
    const { answer, call: place, kind, arguments: input, ...rest } = event;
    const [first = '', ...more] = input.match(/.{1,3}/gsu) ?? [];
    return [
      { ...event, ...rest, arguments: first },
      ...more.map((one) => ({
        type: 'tool_call' as const,
        answer,
        call: place,
        kind,
        id: null,
        name: '',
        arguments: one,
      })),
    ];
  }
  if (event.type !== 'text' && event.type !== 'reasoning') return [event];
  const { type, answer } = event;
  const [first = '', ...more] = event.content.match(/.{1,3}/gsu) ?? [];
  return [{ ...event, content: first }, ...more.map((content) => ({ type, answer, content }))];
}

describe('an answer, written and read again', () => {
  it('says the same, whole', () => {
    fc.assert(
      fc.property(whole, (reply) => {
        const read = gemini.readReply(codec.writeReply(reply, headFor('whole')));
        expect(untyped(read)).toEqual(asRead(reply));
      }),
    );
  });

  it('says the same as a stream of either form, however it is cut', () => {
    const property = fc.property(
      streamed,
      fc.constantFrom(...FORMS),
      fc.array(fc.nat(), { maxLength: 20 }),
      (reply, form, cuts) => {
        const stream = written(replyEvents(reply).flatMap(inPieces), form);
        const read = [cutUp(stream, cuts), everyByte(stream)].map((chunks) => {
          const reader = gemini.streamReader({ spliceUsageOut: false });
          const events = chunks.flatMap((chunk) => [...reader.pushEvents(chunk)]);
          const { tailEvents, complete, sawError, facts } = reader.finish();
          expect({ complete, sawError }).toEqual({ complete: true, sawError: false });
          const said = [...events, ...tailEvents].flatMap((one) =>
            'said' in one ? one.said() : [],
          );
          return { ...joinEvents(said), usage: facts.usage };
        });
        for (const one of [...read, gemini.readReply(stream)]) {
          expect(untyped(one)).toEqual(asRead(reply));
        }
      },
    );
    fc.assert(property);
  });

  it('is facts of the gateway too', () => {
    fc.assert(
      fc.property(whole, (reply) => {
        const facts = gemini.readAnswer(codec.writeReply(reply, headFor('whole')));
        expect(facts).toMatchObject({ model: 'm', usage: reply.usage, error: null });
        expect(facts.finishReasons).toHaveLength(
          reply.answers.filter(({ stop_reason: reason }) => reason !== null).length,
        );
      }),
    );
  });
});
