import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer, Citation, Part, Reply } from '../../conversation/conversation.ts';
import type { ConversationEvent } from '../../conversation/events.ts';
import { joinEvents } from '../../conversation/join-events.ts';
import { replyEvents } from '../../conversation/reply-events.ts';
import type { AnswerForm } from '../../parsed-request.ts';
import { drawn, reasoning, toolCall } from '../../testing/parts.ts';
import { replies, usage } from '../../testing/replies.ts';
import { orNull, plainName, some, someText, upTo } from '../../testing/values.ts';
import { GeminiRequest } from '../gemini-request.ts';
import { gemini } from '../protocol.ts';
import { COUNTED, cutUp, everyByte, piece, streamOf, USAGE } from '../testing/pieces.ts';

const { codec } = gemini;
const headFor = (form: AnswerForm) => ({
  id: '0190c0de-0000-7000-8000-000000000000',
  model: 'm',
  createdAt: 1_700_000_000,
  request: new GeminiRequest(Buffer.from('{}'), { operation: 'chat', model: 'm', form }),
});

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

function written(events: readonly ConversationEvent[], form: AnswerForm): Buffer {
  const writer = codec.streamWriter(headFor(form));
  return Buffer.concat([...events.map((event) => writer.write(event)), writer.end()]);
}

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

describe('a stream, written', () => {
  const answer = 0;
  const lines = (events: readonly ConversationEvent[]) =>
    written(events, 'events')
      .toString()
      .split('\r\n\r\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line.replace(/^data: /, '')));

  it('has calls whole, and at last how it ended and what it cost', () => {
    const call = { type: 'tool_call', answer, kind: 'function' } as const;
    const pieces = lines([
      { type: 'text', answer, content: 'Hi' },
      { ...call, call: 0, id: 'c1', name: 'f', arguments: '{"a"', signature: 'c2ln' },
      { ...call, call: 1, id: 'c2', name: 'g', arguments: '' },
      { ...call, call: 0, id: null, name: '', arguments: ':1}' },
      { type: 'stop', answer, reason: 'tool_calls' },
      { type: 'usage', usage: { input: 3, output: 5, reasoning: 2 } },
    ]);
    expect(pieces.map(({ candidates: [one] }) => one.content.parts)).toEqual([
      [{ text: 'Hi' }],
      [{ functionCall: { id: 'c1', name: 'f', args: { a: 1 } }, thoughtSignature: 'c2ln' }],
      [{ functionCall: { id: 'c2', name: 'g', args: {} } }],
      [{ text: '' }],
    ]);
    for (const { modelVersion, responseId, candidates } of pieces) {
      expect({ modelVersion, responseId }).toEqual({
        modelVersion: 'm',
        responseId: '0190c0de-0000-7000-8000-000000000000',
      });
      expect(candidates[0]).toMatchObject({ index: 0, content: { role: 'model' } });
    }
    expect(pieces.map(({ candidates: [one] }) => one.finishReason)).toEqual([
      undefined,
      undefined,
      undefined,
      'STOP',
    ]);
    expect(pieces.at(-1).usageMetadata).toEqual({
      promptTokenCount: 3,
      candidatesTokenCount: 3,
      thoughtsTokenCount: 2,
      totalTokenCount: 8,
    });
  });

  it('is a list of JSON where one was asked for', () => {
    const text = written(
      [
        { type: 'text', answer, content: 'a' },
        { type: 'text', answer, content: 'b' },
      ],
      'json_array',
    ).toString();
    expect(JSON.parse(text)).toHaveLength(3);
    expect(JSON.parse(written([], 'json_array').toString())).toHaveLength(1);
  });

  it("counts the places of what it cites in the whole of its text, in Google's bytes", () => {
    const source = { uri: 'https://e.org/', title: 'E', quoted: null };
    const pieces = lines([
      { type: 'text', answer, content: 'Grüße, ' },
      { type: 'text', answer, content: '🎉 für dich', begins: true },
      { type: 'citation', answer, citation: { ...source, start: 2, end: 5 } },
      { type: 'citation', answer, citation: { ...source, start: null, end: null } },
      { type: 'stop', answer, reason: 'stop' },
    ]);
    expect(pieces.at(-1).candidates[0].groundingMetadata).toEqual({
      groundingChunks: [{ web: { uri: 'https://e.org/', title: 'E' } }],
      groundingSupports: [
        { segment: { startIndex: 14, endIndex: 18, text: 'für' }, groundingChunkIndices: [0] },
      ],
    });
  });

  it('says of a call that is none that it is malformed, and of a refusal that it is one', () => {
    const broken = lines([
      {
        type: 'tool_call',
        answer,
        call: 0,
        kind: 'function',
        id: 'c',
        name: 'f',
        arguments: '{"a',
      },
      { type: 'stop', answer, reason: 'tool_calls' },
    ]);
    expect(broken.at(-1).candidates[0]).toMatchObject({
      finishReason: 'MALFORMED_FUNCTION_CALL',
      finishMessage: 'Malformed function call: f({"a)',
    });
    const refused = lines([
      { type: 'refusal', answer, content: 'No.' },
      { type: 'stop', answer, reason: 'stop' },
    ]);
    expect(refused.at(-1).candidates[0].finishReason).toBe('SAFETY');
  });

  it('tells of a failure by a number, as clients look for it', () => {
    const failed = (code: string | undefined) =>
      lines([{ type: 'error', message: 'no', ...(code === undefined ? {} : { code }) }])[0].error;
    expect(failed('UNAVAILABLE')).toEqual({ code: 503, message: 'no', status: 'UNAVAILABLE' });
    expect(failed('overloaded_error')).toEqual({ code: 500, message: 'no', status: 'INTERNAL' });
  });
});

describe('an answer of Google, read', () => {
  const read = (body: unknown): Reply =>
    gemini.readReply(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)));

  it('has what it relies on at its place', () => {
    const reply = read(
      piece([{ text: 'Hm', thought: true }, { text: 'Grüß dich.' }], {
        finishReason: 'STOP',
        citationMetadata: { citationSources: [{ endIndex: 2, uri: 'https://quoted.org' }] },
        groundingMetadata: {
          groundingChunks: [
            { web: { uri: 'https://a.org', title: 'A' } },
            { retrievedContext: { title: 'B', text: 'as it says' } },
            { web: { uri: 'https://c.org', title: 'C' } },
          ],
          groundingSupports: [
            {
              segment: { partIndex: 1, startIndex: 7, endIndex: 11, text: 'dich' },
              groundingChunkIndices: [0, 1],
            },
          ],
        },
      }),
    );
    const text = reply.answers[0]?.parts[1];
    expect(text?.type === 'text' && text.citations).toEqual([
      { uri: 'https://quoted.org', title: null, quoted: null, start: null, end: null },
      { uri: 'https://a.org', title: 'A', quoted: null, start: 5, end: 9 },
      { uri: null, title: 'B', quoted: 'as it says', start: 5, end: 9 },
      { uri: 'https://c.org', title: 'C', quoted: null, start: null, end: null },
    ] satisfies Citation[]);
  });

  it('has the likelihood of its tokens', () => {
    const token = { token: 'Hi', tokenId: 7, logProbability: -0.5 };
    const reply = read(
      piece([{ text: 'Hi' }], {
        logprobsResult: {
          chosenCandidates: [token],
          topCandidates: [{ candidates: [token, { token: 'Ho' }] }],
        },
      }),
    );
    const read0 = { token: 'Hi', logprob: -0.5, bytes: null };
    expect(reply.answers[0]?.logprobs).toEqual([
      { ...read0, top: [read0, { token: 'Ho', logprob: 0, bytes: null }] },
    ]);
  });

  it.each([
    ['STOP', 'stop'],
    ['MAX_TOKENS', 'length'],
    ['SAFETY', 'content_filter'],
    ['PROHIBITED_CONTENT', 'content_filter'],
    ['MALFORMED_FUNCTION_CALL', 'MALFORMED_FUNCTION_CALL'],
    ['FINISH_REASON_UNSPECIFIED', null],
  ])('ended with %s, which is %s', (finishReason, reason) => {
    expect(read(piece([{ text: '' }], { finishReason })).answers[0]?.stop_reason).toBe(reason);
  });

  it('says in place of what it held back why', () => {
    const refused = { finishReason: 'SAFETY', finishMessage: 'I cannot help.', index: 0 };
    const reply = {
      answers: [
        {
          role: 'assistant',
          name: null,
          parts: [{ type: 'refusal', content: 'I cannot help.' }],
          stop_reason: 'content_filter',
        },
      ],
    };
    expect(read({ candidates: [refused] })).toMatchObject(reply);
    expect(read(streamOf([{ candidates: [refused] }], 'events'))).toMatchObject(reply);
  });

  it('to a prompt that was blocked is an answer that was filtered', () => {
    const blocked = { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' }, usageMetadata: USAGE };
    const filtered = { role: 'assistant', name: null, parts: [], stop_reason: 'content_filter' };
    const expected = { answers: [filtered], vectors: null, usage: COUNTED, error: null };
    expect(read(blocked)).toEqual(expected);
    expect(read(streamOf([blocked], 'events'))).toEqual(expected);
    expect(gemini.readAnswer(Buffer.from(JSON.stringify(blocked))).finishReasons).toEqual([
      'PROHIBITED_CONTENT',
    ]);
  });

  const error = { code: 429, message: 'quota', status: 'RESOURCE_EXHAUSTED' };
  it.each([
    ['an object', JSON.stringify({ error })],
    ['a list', JSON.stringify([{ error }])],
    ['a list over lines', JSON.stringify([{ error }], null, 2)],
  ])('may be an error, as %s', (_case, body) => {
    expect(read(body)).toMatchObject({ answers: [], error: 'quota' });
    expect(gemini.readAnswer(Buffer.from(body)).error).toEqual({
      message: 'quota',
      type: null,
      code: 'RESOURCE_EXHAUSTED',
    });
  });

  it('may hold vectors, of which there are as many and as long as they are', () => {
    const values = Array.from({ length: 768 }, (_, i) => i / 768);
    const many = { embeddings: [{ values }, { values }] };
    expect(read(many)).toMatchObject({ vectors: { count: 2, dimensions: 768 } });
    expect(read({ embedding: { values } })).toMatchObject({
      vectors: { count: 1, dimensions: 768 },
    });
    const facts = gemini.readAnswer(
      Buffer.from(JSON.stringify({ ...many, usageMetadata: { promptTokenCount: 3 } })),
    );
    expect(facts).toMatchObject({ usage: { input: 3 }, error: null });
  });

  it.each(['', '{', '7', 'null', '[', '[7', 'data: ', '<html>'])(
    'may be anything, and is never an exception: %s',
    (body) => {
      expect(read(body).answers).toEqual([]);
      expect(gemini.readAnswer(Buffer.from(body)).finishReasons).toEqual([]);
    },
  );
});

describe('both bodies of a request', () => {
  it('are a conversation', () => {
    const request = {
      system_instruction: { parts: [{ text: 'Be brief.' }] },
      contents: [
        { role: 'user', parts: [{ text: 'Hi' }, { videoMetadata: {} }] },
        { role: 'model', parts: [{ functionCall: { name: 'f', args: {} } }] },
        { role: 'user', parts: [{ functionResponse: { name: 'f', response: { output: 'x' } } }] },
        'nonsense',
      ],
      tools: [{ functionDeclarations: [{ name: 'f' }] }, 7, { googleSearch: {} }],
      generationConfig: { temperature: 0, responseSchema: { type: 'STRING' } },
      safetySettings: [],
    };
    const response = streamOf([piece([{ text: 'x' }], { finishReason: 'STOP' })], 'json_array');
    expect(
      gemini.readConversation(Buffer.from(JSON.stringify(request)), Buffer.from(response)),
    ).toEqual({
      messages: [
        { role: 'system', name: null, parts: [{ type: 'text', content: 'Be brief.' }] },
        {
          role: 'user',
          name: null,
          parts: [
            { type: 'text', content: 'Hi' },
            { type: 'unknown', value: { videoMetadata: {} } },
          ],
        },
        {
          role: 'assistant',
          name: null,
          parts: [
            { type: 'tool_call', kind: 'function', id: 'call_0', name: 'f', arguments: '{}' },
          ],
        },
        {
          role: 'tool',
          name: null,
          parts: [{ type: 'tool_result', id: 'call_0', content: [{ type: 'text', content: 'x' }] }],
        },
      ],
      tools: [
        { kind: 'function', name: 'f', description: null, parameters: null },
        { kind: 'hosted', name: 'web_search', description: null, parameters: { googleSearch: {} } },
      ],
      output_schema: { type: 'string' },
      inputs: null,
      parameters: { temperature: 0, safetySettings: [] },
      answers: [
        {
          role: 'assistant',
          name: null,
          parts: [{ type: 'text', content: 'x' }],
          stop_reason: 'stop',
        },
      ],
      vectors: null,
      usage: null,
      error: null,
    });
  });

  it('of embeddings have the texts', () => {
    const texts = (request: unknown) =>
      gemini.readConversation(Buffer.from(JSON.stringify(request)), Buffer.alloc(0))?.inputs;
    expect(texts({ content: { parts: [{ text: 'a' }, { text: 'b' }] } })).toEqual(['ab']);
    expect(texts({ requests: [{ content: { parts: [{ text: 'a' }] } }, {}] })).toEqual(['a', '']);
    expect(gemini.readConversation(Buffer.from('['), Buffer.alloc(0))).toBeNull();
  });
});
