import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Citation, Part, Reply } from '../../conversation/conversation.ts';
import type { ConversationEvent } from '../../conversation/events.ts';
import { joinEvents } from '../../conversation/join-events.ts';
import { replyEvents } from '../../conversation/reply-events.ts';
import { inline, reasoning, refusal, saidText, toolCall } from '../../testing/parts.ts';
import { replies } from '../../testing/replies.ts';
import { some } from '../../testing/values.ts';
import { openaiResponses } from '../protocol.ts';
import { accumulate } from '../testing/accumulate.ts';
import { ResponsesStreamDecoder } from './responses-stream-decoder.ts';

const { codec } = openaiResponses;

const headFor = (more: object = {}) => ({
  id: '0190c0de-0000-7000-8000-000000000000',
  model: 'm',
  createdAt: 1_700_000_000,
  request: openaiResponses.parse(
    Buffer.from(JSON.stringify({ model: 'm', input: 'hi', stream: true, ...more })),
    { operation: 'chat', model: null, form: null },
  ),
});

/** What OpenAI says of a citation: where it stands, and a page; a file where there is none. */
const located = ({ title, start, end }: Citation): Citation => ({
  uri: 'https://example.org/',
  title,
  quoted: null,
  start: start ?? 0,
  end: end ?? 1,
});
const cited = saidText.map((text) =>
  text.citations === undefined ? text : { ...text, citations: text.citations.map(located) },
);
const drawn = inline('image/png').map((source) => ({ type: 'image' as const, source }));
const parts: fc.Arbitrary<Part[]> = some(
  fc.oneof(cited, reasoning, refusal, drawn, toolCall),
  6,
).filter((all) => all.every(thinksOrIsSealed));
const ofResponses = replies({
  parts,
  mostAnswers: 1,
  unended: false,
  stopSequence: false,
}).map(asResponsesSay);

/** Of reasoning, an id by itself says nothing. */
function thinksOrIsSealed(part: Part): boolean {
  if (part.type !== 'reasoning') return true;
  return part.content !== '' || part.signature !== null || part.encrypted !== undefined;
}

/** It is told by what an answer holds whether it stopped or waits; tokens are counted in, out, cached, and thought. */
function asResponsesSay({ answers, usage, ...rest }: Reply): Reply {
  return {
    ...rest,
    answers: answers.map(({ logprobs, ...answer }) => {
      const calls = answer.parts.some(({ type }) => type === 'tool_call');
      const stopped = answer.stop_reason === 'stop' || answer.stop_reason === 'tool_calls';
      const texts = answer.parts.some(({ type }) => type === 'text');
      const reason = stopped ? (calls ? 'tool_calls' : 'stop') : answer.stop_reason;
      return {
        ...answer,
        stop_reason: reason,
        ...(logprobs === undefined || !texts
          ? {}
          : {
              logprobs: logprobs.map(({ top, ...token }) => ({
                ...withBytes(token),
                top: top.map(withBytes),
              })),
            }),
      };
    }),
    usage:
      usage === null
        ? null
        : {
            input: usage.input ?? 0,
            cached_input: usage.cached_input ?? 0,
            output: usage.output ?? 0,
            reasoning: usage.reasoning ?? 0,
            cache_write: usage.cache_write ?? 0,
          },
  };
}

function withBytes<T extends { token: string; bytes: number[] | null }>(token: T): T {
  return { ...token, bytes: token.bytes ?? [...Buffer.from(token.token)] };
}

function decode(stream: Buffer, cuts: readonly number[] = []): ConversationEvent[] {
  const decoder = new ResponsesStreamDecoder();
  const points = [0, ...cuts.filter((cut) => cut < stream.length), stream.length].sort(
    (a, b) => a - b,
  );
  return [
    ...points.slice(1).flatMap((to, i) => decoder.push(stream.subarray(points[i], to))),
    ...decoder.finish(),
  ];
}

function streamOf(events: readonly ConversationEvent[], head = headFor()): Buffer {
  const writer = codec.streamWriter(head);
  return Buffer.concat([...events.map((event) => writer.write(event)), writer.end()]);
}

const dataOf = (stream: Buffer) =>
  stream
    .toString()
    .split('\n\n')
    .filter((event) => event !== '')
    .map((event) => JSON.parse(event.slice(event.indexOf('\ndata: ') + '\ndata: '.length)));

/** An image in a response is one that its tool had made, which whoever reads it counts. */
function readBack(reply: Reply): Reply {
  const parts = reply.answers.flatMap((answer) => answer.parts);
  const made_images = parts.filter(({ type }) => type === 'image').length;
  const { usage } = reply;
  return made_images === 0 || usage === null
    ? reply
    : { ...reply, usage: { ...usage, made_images } };
}

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

/** As a provider streams it: how likely its tokens are is told with the text. */
function streamed(reply: Reply): ConversationEvent[] {
  const events = replyEvents(reply);
  const weights = events.filter(({ type }) => type === 'logprobs');
  const rest = events.filter(({ type }) => type !== 'logprobs');
  const text = rest.findLastIndex(({ type }) => type === 'text');
  return rest.toSpliced(text + 1, 0, ...weights).flatMap(inPieces);
}

describe('an answer, written and read again', () => {
  it('says the same, whole', () => {
    fc.assert(
      fc.property(ofResponses, (reply) => {
        expect(openaiResponses.readReply(codec.writeReply(reply, headFor()))).toEqual(
          readBack(reply),
        );
      }),
    );
  });

  it('says the same as a stream', () => {
    fc.assert(
      fc.property(ofResponses, (reply) => {
        const stream = streamOf(replyEvents(reply).flatMap(inPieces));
        expect(joinEvents(decode(stream))).toEqual(readBack(reply));
        expect(joinEvents(decode(streamOf(streamed(reply))))).toEqual(readBack(reply));
      }),
    );
  });

  it('says the same however the stream is cut, at every byte too', () => {
    const lineEnds = fc.constantFrom('\n', '\r\n', '\r');
    fc.assert(
      fc.property(ofResponses, lineEnds, fc.array(fc.nat({ max: 9000 })), (reply, end, cuts) => {
        const text = streamOf(replyEvents(reply)).toString().replaceAll('\n', end);
        const stream = Buffer.from(text);
        const events = decode(stream);
        expect(decode(stream, cuts)).toEqual(events);
        expect(decode(stream, Array.from(stream.keys()))).toEqual(events);
      }),
      { numRuns: 20 },
    );
  });

  it('is a stream that the gateway takes for one that ended well', () => {
    fc.assert(
      fc.property(ofResponses, (reply) => {
        const reader = openaiResponses.streamReader({ spliceUsageOut: false });
        const stream = streamOf(replyEvents(reply));
        const passed = reader.push(stream);
        const { complete, sawError, facts, tail } = reader.finish();
        expect(Buffer.concat([passed, tail])).toEqual(stream);
        expect({ complete, sawError, usage: facts.usage }).toEqual({
          complete: true,
          sawError: false,
          usage: readBack(reply).usage,
        });
        expect(facts.finishReasons).toEqual(reply.answers.map((answer) => answer.stop_reason));
      }),
    );
  });
});

describe('an answer that is handed back', () => {
  it('is what was said, seals of other protocols and all', () => {
    fc.assert(
      fc.property(ofResponses, (reply) => {
        const { output } = JSON.parse(codec.writeReply(reply, headFor()).toString());
        const events = dataOf(streamOf(streamed(reply)));
        for (const input of [output, accumulate(events)]) {
          const asked = headFor({ input: [{ role: 'user', content: 'hi' }, ...input] });
          const { messages, others } = codec.readRequest(asked.request);
          const said = reply.answers.map(({ parts: all }) => ({
            role: 'assistant',
            name: null,
            parts: all,
          }));
          expect(messages.slice(1)).toEqual(said);
          expect(others).toEqual([]);
        }
      }),
    );
  });
});

describe('a stream', () => {
  it('is what its last event says of it, to whoever puts its events together', () => {
    fc.assert(
      fc.property(ofResponses, (reply) => {
        const events = dataOf(streamOf(streamed(reply)));
        const last = events.at(-1);
        expect(accumulate(events)).toEqual(last.response.output);
        const whole = JSON.parse(codec.writeReply(reply, headFor()).toString());
        expect(last.response).toEqual(whole);
      }),
    );
  });

  it('numbers its events, and names each', () => {
    fc.assert(
      fc.property(ofResponses, (reply) => {
        const stream = streamOf(replyEvents(reply).flatMap(inPieces));
        const events = dataOf(stream);
        expect(events.map(({ sequence_number: number }) => number)).toEqual([...events.keys()]);
        const names = [...stream.toString().matchAll(/^event: (.*)$/gm)].map(([, name]) => name);
        expect(names).toEqual(events.map(({ type }) => type));
      }),
    );
  });
});
