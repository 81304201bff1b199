import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CallAddress } from '../protocol.ts';
import { RequestFault } from '../request-fault.ts';
import { readAddress } from './address.ts';
import { gemini } from './protocol.ts';
import { piece, streamOf, USAGE } from './testing/pieces.ts';

const ADDRESSES: readonly CallAddress[] = [
  { operation: 'chat', model: 'g', form: 'whole' },
  { operation: 'chat', model: 'g', form: 'json_array' },
  { operation: 'count_tokens', model: 'g', form: 'whole' },
  { operation: 'embeddings', model: 'g', form: 'whole', batch: true },
  { operation: 'embeddings', model: 'g', form: 'whole', batch: false },
];

const REQUEST = {
  systemInstruction: { parts: [{ text: 'a' }] },
  contents: [
    {
      role: 'user',
      parts: [{ text: 'b' }, { inlineData: { mimeType: 'image/png', data: 'AAAA' } }],
    },
    {
      role: 'model',
      parts: [{ functionCall: { name: 'f', args: { a: [1] } }, thoughtSignature: 'AA' }],
    },
    {
      role: 'user',
      parts: [{ functionResponse: { name: 'f', response: { output: 'x' }, parts: [] } }],
    },
  ],
  tools: [{ functionDeclarations: [{ name: 'f', parameters: { type: 'OBJECT', anyOf: [] } }] }],
  toolConfig: { functionCallingConfig: { mode: 'ANY', allowedFunctionNames: ['f'] } },
  generationConfig: {
    maxOutputTokens: 1,
    thinkingConfig: { thinkingBudget: 1 },
    responseSchema: {},
  },
  requests: [{ model: 'models/g', content: { parts: [{ text: 'a' }] } }],
  content: { parts: [{ text: 'a' }] },
  labels: { a: 'b' },
};
const ANSWER = [
  piece([{ text: 'a', thought: true }, { functionCall: { name: 'f', args: {} } }], {
    groundingMetadata: {
      groundingChunks: [{ web: { uri: 'u' } }],
      groundingSupports: [{ segment: { endIndex: 1 }, groundingChunkIndices: [0] }],
    },
    logprobsResult: { chosenCandidates: [{ token: 'a' }], topCandidates: [{ candidates: [] }] },
  }),
  piece([{ text: 'b' }], { finishReason: 'STOP' }, { usageMetadata: USAGE }),
];

const junk = fc.oneof(
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
  fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value))),
);

/** Values of a document in each other's place, which is what schemas miss. */
function shuffled(value: unknown): fc.Arbitrary<Buffer> {
  const text = JSON.stringify(value);
  const odd = fc.constantFrom('null', '7', '"x"', '[]', '{}', 'true', '-1', '[{}]', '{"a":{}}');
  const places = [...text.matchAll(/"[^"]*"(?!:)|\d+/g)];
  return fc
    .array(fc.tuple(fc.constantFrom(...places), odd), { minLength: 1, maxLength: 4 })
    .map((changes) => {
      const inOrder = changes.toSorted(([a], [b]) => b.index - a.index);
      const changed = inOrder.reduce(
        (sofar, [place, insert]) =>
          sofar.slice(0, place.index) + insert + sofar.slice(place.index + place[0].length),
        text,
      );
      return Buffer.from(changed);
    });
}

/** A text with pieces of it cut out, doubled or replaced. */
function torn(text: string): fc.Arbitrary<Buffer> {
  const at = fc.nat({ max: text.length });
  return fc.tuple(at, at, fc.oneof(junk, fc.constant(Buffer.alloc(0)))).map(([a, b, insert]) => {
    return Buffer.concat([Buffer.from(text.slice(0, a)), insert, Buffer.from(text.slice(b))]);
  });
}

it('a request of any bytes is read, or refused as the fault of its caller', () => {
  const bodies = fc.oneof(junk, shuffled(REQUEST), torn(JSON.stringify(REQUEST)));
  const property = fc.property(bodies, fc.constantFrom(...ADDRESSES), (body, address) => {
    gemini.readConversation(body, Buffer.alloc(0));
    try {
      const parsed = gemini.parse(body, address);
      parsed.stated();
      parsed.editsFor({ model: 'other', askForUsage: true });
      const { codec } = gemini;
      if (address.operation === 'embeddings') {
        codec.embeddings?.writeRequest(codec.embeddings.readRequest(parsed), target);
      } else {
        codec.writeRequest(codec.readRequest(parsed), target);
      }
    } catch (error) {
      expect(error).toBeInstanceOf(RequestFault);
    }
  });
  fc.assert(property, { numRuns: 2000 });
});

const target = { model: 'gemini-3-pro', stream: false, askForUsage: false };

it('an answer of any bytes is read, whole and as a stream', () => {
  const texts = [
    JSON.stringify(ANSWER[0]),
    streamOf(ANSWER, 'events'),
    streamOf(ANSWER, 'json_array'),
  ];
  const bodies = fc.oneof(junk, shuffled(ANSWER[0]), shuffled(ANSWER), ...texts.map(torn));
  const property = fc.property(bodies, fc.nat(), (body, cut) => {
    gemini.readAnswer(body);
    gemini.readReply(body);
    gemini.codec.embeddings?.readReply(body);
    gemini.codec.counting?.readCount(body);
    const reader = gemini.streamReader({ spliceUsageOut: false });
    const at = cut % (body.length + 1);
    const events = [body.subarray(0, at), body.subarray(at)].flatMap((chunk) => [
      ...reader.pushEvents(chunk),
    ]);
    const { tailEvents } = reader.finish();
    const all = [...events, ...tailEvents];
    for (const event of all) if ('said' in event) event.said();
    expect(Buffer.concat(all.map(({ bytes }) => bytes)).equals(body)).toBe(true);
  });
  fc.assert(property, { numRuns: 2000 });
});

it('an address of any text is read, or is none', () => {
  const path = fc.oneof(
    fc.string(),
    fc.webPath().map((text) => `/v1beta/models${text}:countTokens`),
  );
  const property = fc.property(path, fc.string(), (text, query) => {
    const address = readAddress(text, query);
    if (address !== null) expect(address.model).not.toBe('');
  });
  fc.assert(property, { numRuns: 1000 });
});
