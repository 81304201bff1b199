import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { ContentPart, Message, Part, Source } from '../../conversation/conversation.ts';
import { audioPart } from '../../conversation/join-events.ts';
import { listOf, textOf, textOrNull } from './json.ts';

const DATA_URL = /^data:([^;,]+);base64,(.*)$/s;

/** A message of a request or an answer. Its parts stand in one order, as those that are joined from a stream do. */
export function readMessage(value: unknown): Message {
  const message = isJsonObject(value) ? value : {};
  const role = textOf(message['role']) || 'unknown';
  const name = textOrNull(message['name']);
  if (role === 'tool' || role === 'function') {
    const result: Part = {
      type: 'tool_result',
      id: textOrNull(message['tool_call_id']),
      content: readContent(message['content']).filter(isContentPart),
    };
    return { role, name, parts: [result] };
  }
  const content = readContent(message['content']);
  return {
    role,
    name,
    parts: [
      ...readReasoning(message),
      ...content.filter(({ type }) => type === 'reasoning'),
      ...content.filter(isContentPart),
      ...readAudio(message['audio']),
      ...content.filter(({ type }) => type === 'refusal'),
      ...refusalOf(message['refusal']),
      ...readCalls(message),
    ],
  };
}

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
      return [source === null ? { type: 'unknown', value: part } : { type: 'image', source }];
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
      return [{ type: 'document', name: textOrNull(file['filename']), source }];
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
        ? [{ type: 'text', content: part['text'] }]
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

function isContentPart(part: Part): part is ContentPart {
  return part.type !== 'reasoning' && part.type !== 'refusal';
}

function refusalOf(value: unknown): Part[] {
  return typeof value === 'string' && value !== '' ? [{ type: 'refusal', content: value }] : [];
}

/** DeepSeek's and vLLM's `reasoning_content`, others' `reasoning`, with the signature of OpenRouter's `reasoning_details`. */
function readReasoning(message: JsonObject): Part[] {
  const content = reasoningOf(message);
  const signature = signatureOf(message);
  return content === '' && signature === null ? [] : [{ type: 'reasoning', content, signature }];
}

export function reasoningOf(message: JsonObject): string {
  const stated = textOf(message['reasoning_content']) || textOf(message['reasoning']);
  if (stated !== '') return stated;
  return listOf(message['reasoning_details'])
    .map((detail) =>
      isJsonObject(detail) ? textOf(detail['text']) || textOf(detail['summary']) : '',
    )
    .join('');
}

export function signatureOf(message: JsonObject): string | null {
  for (const detail of listOf(message['reasoning_details'])) {
    const signature = isJsonObject(detail) ? textOrNull(detail['signature']) : null;
    if (signature !== null) return signature;
  }
  return null;
}

function readAudio(value: unknown): ContentPart[] {
  if (!isJsonObject(value)) return [];
  return [audioPart(textOrNull(value['id']), textOf(value['data']), textOf(value['transcript']))];
}

function readCalls(message: JsonObject): Part[] {
  const calls = listOf(message['tool_calls']).filter(isJsonObject);
  const old = message['function_call'];
  return [...calls, ...(isJsonObject(old) ? [{ function: old }] : [])].map((call) => {
    const { kind, name, input } = readCall(call);
    return { type: 'tool_call', kind, id: textOrNull(call['id']), name, arguments: input };
  });
}

/** A call, or a piece of one. */
export function readCall(call: JsonObject): {
  kind: 'function' | 'custom';
  name: string;
  input: string;
} {
  if (isJsonObject(call['custom'])) {
    const { name, input } = call['custom'];
    return { kind: 'custom', name: textOf(name), input: textOf(input) };
  }
  const called = isJsonObject(call['function']) ? call['function'] : call;
  const input = called['arguments'];
  return {
    kind: 'function',
    name: textOf(called['name']),
    input: typeof input === 'object' && input !== null ? JSON.stringify(input) : textOf(input),
  };
}
