import { describe, expect, it } from 'vitest';
import type { Citation, Reply } from '../../conversation/conversation.ts';
import { gemini } from '../protocol.ts';
import { COUNTED, piece, streamOf, USAGE } from '../testing/pieces.ts';

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
