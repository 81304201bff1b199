import type { JsonObject } from '../../../lib/json-object.ts';
import type { Citation, ContentPart } from '../../conversation/conversation.ts';
import { urlOf } from './write-content.ts';

type PartOf<T extends ContentPart['type']> = Extract<ContentPart, { type: T }>;

/** OpenAI's chat cites pages alone. `before` is how many characters of the text stand before the part that is meant. */
export function writeCitation(
  { uri, title, start, end }: Citation,
  before: number,
  length: number,
): JsonObject | null {
  if (uri === null) return null;
  return {
    type: 'url_citation',
    url_citation: {
      url: uri,
      title: title ?? '',
      start_index: before + (start ?? 0),
      end_index: before + (end ?? length),
    },
  };
}

/**
 * As OpenRouter writes it; OpenAI's chat has no place for it. An image that the provider keeps has no address. `index` is what
 * clients put the pieces of a list in a stream together by.
 */
export function writeImage({ source }: PartOf<'image'>, index: number): JsonObject | null {
  if (source.kind === 'file') return null;
  return { index, type: 'image_url', image_url: { url: urlOf(source) } };
}

/** `id` is that of sound which cannot be referred to later, so that it is past from the first. */
export function writeSound(
  { source, transcript }: PartOf<'audio'>,
  id: string,
  created: number,
): JsonObject {
  return {
    id: source?.kind === 'file' ? source.id : id,
    data: source?.kind === 'inline' ? source.data : '',
    expires_at: created,
    transcript: transcript ?? '',
  };
}
