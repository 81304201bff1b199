import type { JsonObject } from '../../../lib/json-object.ts';
import type { Source } from '../../conversation/conversation.ts';

/** The types of images that Anthropic takes. */
const IMAGES: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp']);
/** Texts under other names, which it takes as plain ones. */
const TEXT = /^(?:text\/|application\/(?:json|xml|yaml|x-yaml|x-ndjson|javascript)(?:;|$))/;

/** Null where Anthropic takes no such thing. */
export function writeImageSource(source: Source): JsonObject | null {
  if (source.kind !== 'inline') return elsewhere(source);
  const { media_type, data } = source;
  // What many call it, and Anthropic does not.
  const type = media_type === 'image/jpg' ? 'image/jpeg' : media_type;
  return IMAGES.has(type) ? { type: 'base64', media_type: type, data } : null;
}

/** As `writeImageSource`. */
export function writeDocumentSource(source: Source): JsonObject | null {
  if (source.kind !== 'inline') return elsewhere(source);
  const { media_type, data } = source;
  if (media_type === 'application/pdf') return { type: 'base64', media_type, data };
  if (!TEXT.test(media_type)) return null;
  return { type: 'text', media_type: 'text/plain', data: Buffer.from(data, 'base64').toString() };
}

function elsewhere(source: Exclude<Source, { kind: 'inline' }>): JsonObject {
  return source.kind === 'uri'
    ? { type: 'url', url: source.uri }
    : { type: 'file', file_id: source.id };
}
