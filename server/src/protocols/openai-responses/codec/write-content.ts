import type { JsonObject } from '../../../lib/json-object.ts';
import type { ContentPart, Part, Source } from '../../conversation/conversation.ts';
import type { UnsupportedFeatures } from '../../unsupported-features.ts';
import { writeAnnotation } from './citations.ts';

/** What is said to the model, or by a tool; `within`: before the name of what cannot be said. */
export function writeContent(
  parts: readonly ContentPart[],
  within: string,
  unsupported: UnsupportedFeatures,
): JsonObject[] {
  return parts.flatMap((part) => writePart(part, within, unsupported));
}

function writePart(
  part: ContentPart,
  within: string,
  unsupported: UnsupportedFeatures,
): JsonObject[] {
  if ('cache' in part && part.cache !== undefined) unsupported.addHint('cache_control');
  switch (part.type) {
    case 'text':
      if (part.signature !== undefined) unsupported.addHint('signed text');
      return [{ type: 'input_text', text: part.content }];
    case 'image':
      return [{ type: 'input_image', ...imageSource(part.source), ...detailOf(part) }];
    case 'document':
      return [{ type: 'input_file', ...fileSource(part.source, part.name) }];
    case 'audio':
      unsupported.add(`${within}audio`);
      return [];
    case 'unknown':
      unsupported.add(`${within}a part of an unknown kind`);
      return [];
  }
}

/** What the model said in words. */
export function writeSaid(
  part: Extract<Part, { type: 'text' | 'refusal' }>,
  unsupported: UnsupportedFeatures,
): JsonObject {
  if (part.type === 'refusal') return { type: 'refusal', refusal: part.content };
  if (part.cache !== undefined) unsupported.addHint('cache_control');
  if (part.signature !== undefined) unsupported.addHint('signed text');
  const length = [...part.content].length;
  const annotations = (part.citations ?? []).map((citation) => writeAnnotation(citation, length));
  return { type: 'output_text', text: part.content, annotations };
}

function detailOf({ detail }: Extract<Part, { type: 'image' }>): JsonObject {
  return detail === undefined ? {} : { detail };
}

function imageSource(source: Source): JsonObject {
  return source.kind === 'file' ? { file_id: source.id } : { image_url: urlOf(source) };
}

function fileSource(source: Source, name: string | null): JsonObject {
  if (source.kind === 'file') return named({ file_id: source.id }, name);
  if (source.kind === 'uri') return named({ file_url: source.uri }, name);
  // Of data OpenAI wants a name.
  return named({ file_data: urlOf(source) }, name ?? `document.${extensionOf(source.media_type)}`);
}

function named(file: JsonObject, name: string | null): JsonObject {
  return name === null ? file : { ...file, filename: name };
}

function urlOf(source: Exclude<Source, { kind: 'file' }>): string {
  return source.kind === 'uri' ? source.uri : `data:${source.media_type};base64,${source.data}`;
}

function extensionOf(mediaType: string): string {
  const subtype = mediaType.split('/')[1] ?? '';
  return subtype === 'plain' ? 'txt' : /^[a-z0-9]{1,8}$/.test(subtype) ? subtype : 'bin';
}
