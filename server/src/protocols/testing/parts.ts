import fc from 'fast-check';
import type { Citation, ContentPart, Part } from '../conversation/conversation.ts';
import { base64, orNull, plainName, some, someText } from './values.ts';

/** Parts of the normal form, with all that they may have. A protocol that has less makes its own of them (`map`, `filter`). */

export type PartOf<T extends Part['type']> = Extract<Part, { type: T }>;
type Random<T extends Part['type']> = fc.Arbitrary<PartOf<T>>;

export const inline = (...types: string[]) =>
  fc.record({
    kind: fc.constant('inline' as const),
    media_type: fc.constantFrom(...types),
    data: base64,
  });
export const uri = fc.record({ kind: fc.constant('uri' as const), uri: fc.webUrl() });
export const file = fc.record({ kind: fc.constant('file' as const), id: plainName });
const cache = fc.constantFrom('5m' as const, '1h' as const);

export const plainText: Random<'text'> = fc.record({
  type: fc.constant('text'),
  content: someText,
});

/** What a user or a tool shows. */
export const text: Random<'text'> = fc.record(
  { type: fc.constant('text'), content: someText, cache },
  { requiredKeys: ['type', 'content'] },
);
export const image: Random<'image'> = fc.record(
  {
    type: fc.constant('image'),
    source: fc.oneof(inline('image/png', 'image/jpeg'), uri, file),
    detail: fc.constantFrom('low', 'high', 'auto'),
    cache,
  },
  { requiredKeys: ['type', 'source'] },
);
export const document: Random<'document'> = fc.record(
  {
    type: fc.constant('document'),
    name: orNull(plainName.map((name) => `${name}.pdf`)),
    source: fc.oneof(inline('application/pdf'), uri, file),
    cache,
  },
  { requiredKeys: ['type', 'name', 'source'] },
);
export const sound: Random<'audio'> = fc.record({
  type: fc.constant('audio'),
  source: inline('audio/wav', 'audio/mp3'),
  transcript: fc.constant(null),
});
export const shown: fc.Arbitrary<ContentPart> = fc.oneof(text, image, document, sound);

/** What a model says. */
const citation: fc.Arbitrary<Citation> = fc.record({
  uri: orNull(fc.webUrl()),
  title: orNull(someText),
  quoted: orNull(someText),
  start: orNull(fc.nat({ max: 20 })),
  end: orNull(fc.nat({ max: 40 })),
});
export const saidText: Random<'text'> = fc.record(
  {
    type: fc.constant('text'),
    content: someText,
    citations: some(citation, 2),
    signature: plainName,
  },
  { requiredKeys: ['type', 'content'] },
);
export const reasoning: Random<'reasoning'> = fc
  .record(
    {
      type: fc.constant('reasoning' as const),
      content: fc.oneof(someText, fc.constant('')),
      signature: orNull(plainName),
      id: plainName,
      encrypted: base64,
    },
    { requiredKeys: ['type', 'content', 'signature'] },
  )
  .filter(
    ({ content, signature, encrypted }) =>
      content !== '' || signature !== null || encrypted !== undefined,
  );
export const refusal: Random<'refusal'> = fc.record({
  type: fc.constant('refusal'),
  content: someText,
});
/** Sound of a form that the request asked for. */
export const spoken: Random<'audio'> = fc
  .record({
    type: fc.constant('audio' as const),
    source: orNull(fc.oneof(inline('audio/*'), file)),
    transcript: orNull(someText),
  })
  .filter(({ source, transcript }) => source !== null || transcript !== null);
export const drawn: Random<'image'> = fc.record({
  type: fc.constant('image'),
  source: fc.oneof(inline('image/png'), uri),
});
export const toolCall: Random<'tool_call'> = fc.record(
  {
    type: fc.constant('tool_call' as const),
    kind: fc.constantFrom('function' as const, 'custom' as const),
    id: plainName,
    name: plainName,
    arguments: fc.jsonValue().map((value) => JSON.stringify({ value })),
    signature: plainName,
  },
  { requiredKeys: ['type', 'kind', 'id', 'name', 'arguments'] },
);
