import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { Citation } from '../../conversation/conversation.ts';

/** Annotations of a text. Those of kinds that are not known are left out: they only comment on what is there. */
export function readAnnotation(value: unknown): Citation[] {
  if (!isJsonObject(value)) return [];
  const at = { quoted: null, start: place(value['start_index']), end: place(value['end_index']) };
  switch (value['type']) {
    case 'url_citation':
      return [{ uri: text(value['url']), title: text(value['title']), ...at }];
    case 'container_file_citation':
      return [{ uri: text(value['file_id']), title: text(value['filename']), ...at }];
    case 'file_citation':
    case 'file_path':
      return [
        {
          uri: text(value['file_id']),
          title: text(value['filename']),
          quoted: null,
          start: place(value['index']),
          end: null,
        },
      ];
    default:
      return [];
  }
}

/** Those without a place are on the whole text, of `length` characters. */
export function writeAnnotation({ uri, title, start, end }: Citation, length: number): JsonObject {
  if (uri !== null && (end !== null || start === null || URL.canParse(uri))) {
    return {
      type: 'url_citation',
      start_index: start ?? 0,
      end_index: end ?? length,
      url: uri,
      title: title ?? '',
    };
  }
  return {
    type: 'file_citation',
    file_id: uri ?? '',
    filename: title ?? '',
    index: start ?? length,
  };
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function place(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;
}
