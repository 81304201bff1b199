import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { ContentPart, Part, Source } from '../../conversation/conversation.ts';
import { listOf, textOf, textOrNull } from '../../json.ts';

const DATA_URL = /^data:([^;,]+);base64,(.*)$/s;

export function readContent(content: unknown): Part[] {
  if (typeof content === 'string') return content === '' ? [] : [{ type: 'text', content }];
  return listOf(content).flatMap(readPart);
}

function readPart(part: unknown): Part[] {
  if (typeof part === 'string') return [{ type: 'text', content: part }];
  if (!isJsonObject(part)) return [{ type: 'unknown', value: part }];
  switch (part['type']) {
    case 'image_url':
    case 'input_image': {
      const image = part['image_url'];
      const url = isJsonObject(image) ? image['url'] : image;
      const source = typeof url === 'string' ? sourceOf(url) : fileOf(part['file_id']);
      if (source === null) return [{ type: 'unknown', value: part }];
      const detail = isJsonObject(image) ? textOrNull(image['detail']) : null;
      return [{ type: 'image', source, ...(detail === null ? {} : { detail }), ...cacheOf(part) }];
    }
    case 'input_audio': {
      const audio = isJsonObject(part['input_audio']) ? part['input_audio'] : {};
      const data = textOf(audio['data']);
      if (data === '') return [{ type: 'unknown', value: part }];
      const media_type = `audio/${textOf(audio['format']) || '*'}`;
      return [{ type: 'audio', source: { kind: 'inline', media_type, data }, transcript: null }];
    }
    case 'file': {
      const file = isJsonObject(part['file']) ? part['file'] : {};
      const data = file['file_data'];
      const source = typeof data === 'string' ? sourceOf(data) : fileOf(file['file_id']);
      if (source === null) return [{ type: 'unknown', value: part }];
      return [{ type: 'document', name: textOrNull(file['filename']), source, ...cacheOf(part) }];
    }
    case 'refusal':
      return refusalOf(part['refusal']);
    // Mistral's.
    case 'thinking': {
      const thought = listOf(part['thinking']).map((one) =>
        isJsonObject(one) ? textOf(one['text']) : '',
      );
      const thinking = textOf(part['thinking']) || thought.join('');
      return [{ type: 'reasoning', content: thinking, signature: textOrNull(part['signature']) }];
    }
    default:
      return typeof part['text'] === 'string'
        ? [{ type: 'text', content: part['text'], ...cacheOf(part) }]
        : [{ type: 'unknown', value: part }];
  }
}

function sourceOf(url: string): Source {
  const inline = DATA_URL.exec(url);
  if (inline === null) return { kind: 'uri', uri: url };
  return { kind: 'inline', media_type: inline[1] ?? '', data: inline[2] ?? '' };
}

function fileOf(id: unknown): Source | null {
  return typeof id === 'string' ? { kind: 'file', id } : null;
}

const OTHERS: ReadonlySet<Part['type']> = new Set([
  'reasoning',
  'refusal',
  'tool_call',
  'tool_result',
]);

export function isContentPart(part: Part): part is ContentPart {
  return !OTHERS.has(part.type);
}

export function refusalOf(value: unknown): Part[] {
  return typeof value === 'string' && value !== '' ? [{ type: 'refusal', content: value }] : [];
}

/** OpenAI keeps what stands up to a breakpoint for half an hour at least. */
function cacheOf(part: JsonObject): { cache?: '1h' } {
  return isJsonObject(part['prompt_cache_breakpoint']) ? { cache: '1h' } : {};
}
