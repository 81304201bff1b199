import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EmbeddingsReply, EmbeddingsRequest } from '../../conversation/embeddings.ts';
import { openaiChat } from '../../openai-chat/protocol.ts';
import { RequestFault } from '../../request-fault.ts';
import { some, someText } from '../../testing/values.ts';
import { GeminiRequest } from '../gemini-request.ts';
import { headFor } from '../testing/written.ts';
import { embeddings } from './embeddings.ts';

const chat = openaiChat.codec.embeddings!;
const TARGET = { model: 'e', stream: false, askForUsage: false };
const bytesOf = (body: unknown): Buffer => Buffer.from(JSON.stringify(body));

const toGemini = (body: Buffer, batch = true) =>
  embeddings.readRequest(
    new GeminiRequest(body, { operation: 'embeddings', model: 'e', form: 'whole', batch }),
  );
const parseChat = (body: Buffer) =>
  openaiChat.parse(body, { operation: 'embeddings', model: null, form: null });

const asked: fc.Arbitrary<EmbeddingsRequest> = fc.record(
  {
    inputs: some(someText, 4),
    dimensions: fc.integer({ min: 1, max: 3072 }),
    others: fc.constant([]),
  },
  { requiredKeys: ['inputs', 'others'] },
);
const float = fc.float({ noNaN: true, noDefaultInfinity: true }).map((value) => value || 0);
const answered: fc.Arbitrary<EmbeddingsReply> = fc.record({
  vectors: some(fc.array(float, { minLength: 3, maxLength: 3 }), 4),
  usage: fc.option(
    fc.nat().map((input) => ({ input })),
    { nil: null },
  ),
});

describe('a request for vectors', () => {
  it('is the same in both protocols', () => {
    fc.assert(
      fc.property(asked, (request) => {
        const ofGemini = embeddings.writeRequest(request, TARGET);
        expect(toGemini(ofGemini.body)).toEqual(request);
        const ofOpenai = chat.writeRequest(request, TARGET);
        expect(chat.readRequest(parseChat(ofOpenai.body))).toEqual(request);
        expect([ofGemini.unsupported, ofOpenai.unsupported]).toEqual([[], []]);
      }),
    );
  });

  it('names its model in each of the texts', () => {
    const { body, unsupported } = embeddings.writeRequest(
      { inputs: ['a'], user: 'u', others: [] },
      TARGET,
    );
    expect(JSON.parse(body.toString())).toEqual({
      requests: [{ model: 'models/e', content: { parts: [{ text: 'a' }] } }],
    });
    expect(unsupported).toEqual([{ feature: 'user', hint: true }]);
  });

  it('may be of one text, in either spelling, and names what only Google has', () => {
    const one = bytesOf({
      model: 'models/e',
      content: { role: 'user', parts: [{ text: 'a' }, { text: 'b' }] },
      task_type: 'RETRIEVAL_QUERY',
      output_dimensionality: 8,
    });
    expect(toGemini(one, false)).toEqual({
      inputs: ['ab'],
      dimensions: 8,
      others: ['task_type'],
    });
    const picture = { parts: [{ inlineData: { mimeType: 'image/png', data: 'AAAA' } }] };
    const many = {
      requests: [
        { content: picture, outputDimensionality: 8 },
        { content: { parts: [{ text: 'a' }] } },
      ],
    };
    expect(toGemini(bytesOf(many))).toEqual({
      inputs: ['', 'a'],
      dimensions: 8,
      others: ['requests.0.content.parts.0.inlineData', 'requests.1.outputDimensionality'],
    });
  });

  it('may be of one text of OpenAI too, and names tokens, which only their maker can read', () => {
    const read = (body: object) => chat.readRequest(parseChat(bytesOf({ model: 'e', ...body })));
    expect(read({ input: 'a', user: 'u', encoding_format: 'base64' })).toEqual({
      inputs: ['a'],
      user: 'u',
      others: [],
    });
    for (const input of [
      [1, 2],
      [[1], [2]],
    ]) {
      expect(read({ input, odd: 1 })).toEqual({ inputs: [], others: ['input of tokens', 'odd'] });
    }
  });

  it.each([
    ['no requests', () => toGemini(bytesOf({ requests: [] })), 'requests'],
    ['no content', () => toGemini(bytesOf({ requests: [{}] })), 'requests.0.content'],
    ['no input', () => chat.readRequest(parseChat(bytesOf({ model: 'e', input: [] }))), 'input'],
    [
      'an input of another type',
      () => chat.readRequest(parseChat(bytesOf({ model: 'e', input: { a: 1 } }))),
      'input',
    ],
    [
      'another form of vectors',
      () => chat.readRequest(parseChat(bytesOf({ model: 'e', input: 'a', encoding_format: 'x' }))),
      'encoding_format',
    ],
  ])('of %s is refused by name', (_case, read, param) => {
    expect(read).toThrow(RequestFault);
    expect(read).toThrow(expect.objectContaining({ param }));
  });
});

describe('an answer of vectors', () => {
  const headOfChat = (more: object = {}) => ({
    ...headFor('whole'),
    request: parseChat(bytesOf({ model: 'e', input: ['a'], ...more })),
  });
  const headOfGemini = (batch: boolean) => headFor('whole', { operation: 'embeddings', batch });

  it('is the same in both protocols, as numbers and packed', () => {
    fc.assert(
      fc.property(answered, (reply) => {
        const counted = { ...reply, usage: reply.usage ?? { input: 0 } };
        expect(embeddings.readReply(embeddings.writeReply(reply, headOfGemini(true)))).toEqual(
          reply,
        );
        expect(chat.readReply(chat.writeReply(reply, headOfChat()))).toMatchObject({
          ...counted,
          usage: counted.usage,
        });
        const packed = chat.writeReply(reply, headOfChat({ encoding_format: 'base64' }));
        expect(typeof JSON.parse(packed.toString()).data[0].embedding).toBe('string');
        expect(chat.readReply(packed)?.vectors).toEqual(reply.vectors);
      }),
    );
  });

  it('is one vector where one was asked for', () => {
    const reply = { vectors: [[1, 2]], usage: null };
    expect(JSON.parse(embeddings.writeReply(reply, headOfGemini(false)).toString())).toEqual({
      embedding: { values: [1, 2] },
    });
    expect(embeddings.readReply(bytesOf({ embedding: { values: [1, 2] } }))).toEqual(reply);
  });

  it('is in the order that its provider says', () => {
    const data = [
      { index: 1, embedding: [2] },
      { index: 0, embedding: [1] },
    ];
    expect(chat.readReply(bytesOf({ data }))?.vectors).toEqual([[1], [2]]);
  });

  it.each([
    {},
    [],
    { embeddings: [{ values: ['a'] }] },
    { embeddings: [{}] },
    { data: [{ embedding: 'AA' }] },
  ])('may be none: %j', (body) => {
    expect(embeddings.readReply(bytesOf(body))).toBeNull();
    expect(chat.readReply(bytesOf(body))).toBeNull();
  });
});
