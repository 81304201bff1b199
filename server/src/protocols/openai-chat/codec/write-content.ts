import type { JsonObject } from '../../../lib/json-object.ts';
import type { ContentPart, Source } from '../../conversation/conversation.ts';
import type { UnsupportedFeatures } from '../../unsupported-features.ts';

type PartOf<T extends ContentPart['type']> = Extract<ContentPart, { type: T }>;

/** What a user says. One text is written as such; what the protocol has no place for is left out and named. */
export function writeContent(
  parts: readonly ContentPart[],
  unsupported: UnsupportedFeatures,
): unknown {
  return textOrParts(parts.flatMap((part) => writePart(part, unsupported)));
}

/** Of whoever may only speak in texts. */
export function writeTexts(
  parts: readonly ContentPart[],
  whose: string,
  unsupported: UnsupportedFeatures,
): unknown {
  const texts = parts.filter((part) => part.type === 'text');
  for (const { type } of parts)
    if (type !== 'text') unsupported.add(`${whose} with ${NAMES[type]}`);
  return writeContent(texts, unsupported);
}

const NAMES: Readonly<Record<ContentPart['type'], string>> = {
  text: 'a text',
  image: 'an image',
  document: 'a document',
  audio: 'audio',
  unknown: 'a part of an unknown kind',
};

function textOrParts(written: readonly JsonObject[]): unknown {
  const [only] = written;
  if (only === undefined) return '';
  return written.length === 1 && only['type'] === 'text' ? only['text'] : written;
}

function writePart(part: ContentPart, unsupported: UnsupportedFeatures): JsonObject[] {
  if ('cache' in part && part.cache !== undefined) unsupported.addHint('cache_control');
  switch (part.type) {
    case 'text':
      if (part.citations !== undefined) unsupported.addHint('citations of earlier turns');
      if (part.signature !== undefined) unsupported.addHint('signed text');
      return [{ type: 'text', text: part.content }];
    case 'image':
      return writeImage(part, unsupported);
    case 'document':
      return writeDocument(part, unsupported);
    case 'audio':
      return writeSound(part, unsupported);
    case 'unknown':
      unsupported.add(NAMES.unknown);
      return [];
  }
}

function writeImage(part: PartOf<'image'>, unsupported: UnsupportedFeatures): JsonObject[] {
  const { source, detail } = part;
  if (source.kind === 'file') {
    unsupported.add('an image by the id of a file');
    return [];
  }
  const finely = detail === undefined ? {} : { detail };
  return [{ type: 'image_url', image_url: { url: urlOf(source), ...finely } }];
}

function writeDocument(part: PartOf<'document'>, unsupported: UnsupportedFeatures): JsonObject[] {
  const { source, name } = part;
  switch (source.kind) {
    case 'file':
      return [
        {
          type: 'file',
          file: { file_id: source.id, ...(name === null ? {} : { filename: name }) },
        },
      ];
    case 'inline':
      return [
        { type: 'file', file: { filename: name ?? nameOf(source), file_data: urlOf(source) } },
      ];
    case 'uri':
      unsupported.add('a document by its address');
      return [];
  }
}

/** OpenAI takes no data without a file's name. */
function nameOf({ media_type: type }: Extract<Source, { kind: 'inline' }>): string {
  return type === 'text/plain' ? 'document.txt' : `document.${type.replace(/^.*[/.+-]/, '')}`;
}

const SOUND_FORMATS: Readonly<Record<string, string>> = {
  'audio/wav': 'wav',
  'audio/x-wav': 'wav',
  'audio/wave': 'wav',
  'audio/mp3': 'mp3',
  'audio/mpeg': 'mp3',
};

function writeSound(part: PartOf<'audio'>, unsupported: UnsupportedFeatures): JsonObject[] {
  const { source } = part;
  const format = source?.kind === 'inline' ? SOUND_FORMATS[source.media_type] : undefined;
  if (source?.kind === 'inline' && format !== undefined) {
    return [{ type: 'input_audio', input_audio: { data: source.data, format } }];
  }
  const kind = source?.kind === 'inline' ? source.media_type : 'audio by an address or an id';
  unsupported.add(kind);
  return [];
}

export function urlOf(source: Exclude<Source, { kind: 'file' }>): string {
  return source.kind === 'uri' ? source.uri : `data:${source.media_type};base64,${source.data}`;
}
