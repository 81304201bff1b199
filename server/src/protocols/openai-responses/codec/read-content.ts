import { isJsonObject } from '../../../lib/json-object.ts';
import type { ContentPart, Part, Source } from '../../conversation/conversation.ts';
import type { Members } from '../../members.ts';
import { readAnnotation } from './citations.ts';
import type { Reading } from './reading.ts';

const DATA_URL = /^data:([^;,]*)(?:;[^;,]*)*;base64,(.*)$/s;

/** What a message or the output of a tool holds: a text, or a list of parts. */
export function readContent(item: Members, name: string, reading: Reading): Part[] {
  const content = item.any(name);
  if (typeof content === 'string') return content === '' ? [] : [{ type: 'text', content }];
  if (!Array.isArray(content)) {
    throw item.fault(name, 'is neither a text nor a list of parts', 'Send one of them.');
  }
  const at = item.at(name);
  return content.flatMap((part, i) => reading.one(part, `${at}.${i}`, readPart) ?? []);
}

/** Such as a tool may answer with. */
export function isContentPart(part: Part): part is ContentPart {
  const { type } = part;
  return (
    type !== 'tool_call' && type !== 'tool_result' && type !== 'reasoning' && type !== 'refusal'
  );
}

function readPart(part: Members): Part | null {
  const read = readKnown(part);
  if (read?.type !== 'text' && read?.type !== 'image' && read?.type !== 'document') return read;
  // OpenAI keeps what stands up to a breakpoint for half an hour at least.
  return isJsonObject(part.any('prompt_cache_breakpoint')) ? { ...read, cache: '1h' } : read;
}

function readKnown(part: Members): Part | null {
  switch (part.needed('type')) {
    case 'input_text':
    case 'text':
    case 'summary_text':
    case 'reasoning_text':
      return { type: 'text', content: part.needed('text') };
    case 'output_text':
      return readOutputText(part);
    case 'refusal':
      return { type: 'refusal', content: part.needed('refusal') };
    case 'input_image':
      return readImage(part);
    case 'input_file':
      return readFile(part);
    case 'input_audio':
      return readAudio(part);
    default:
      return null;
  }
}

function readOutputText(part: Members): Part {
  const content = part.needed('text');
  const citations = (part.list('annotations') ?? []).flatMap(readAnnotation);
  // An answer's own, which nobody takes back.
  part.skip('logprobs', 'parsed');
  return citations.length === 0 ? { type: 'text', content } : { type: 'text', content, citations };
}

function readImage(part: Members): Part {
  const source = sourceOf(part.text('image_url')) ?? fileOf(part.text('file_id'));
  if (source === null) {
    throw part.fault('image_url', 'is missing', 'Send it, or a "file_id"; a data URL is one too.');
  }
  const detail = part.text('detail');
  return detail === undefined ? { type: 'image', source } : { type: 'image', source, detail };
}

function readFile(part: Members): Part {
  const source =
    dataOf(part.text('file_data')) ??
    sourceOf(part.text('file_url')) ??
    fileOf(part.text('file_id'));
  if (source === null) {
    throw part.fault('file_data', 'is missing', 'Send it, or a "file_url", or a "file_id".');
  }
  return { type: 'document', name: part.text('filename') ?? null, source };
}

function readAudio(part: Members): Part {
  const audio = part.object('input_audio');
  if (audio === undefined) throw part.fault('input_audio', 'is missing', 'Send the sound.');
  const media_type = `audio/${audio.needed('format')}`;
  const source = { kind: 'inline', media_type, data: audio.needed('data') } as const;
  return { type: 'audio', source, transcript: null };
}

function sourceOf(url: string | undefined): Source | null {
  if (url === undefined || url === '') return null;
  const inline = DATA_URL.exec(url);
  if (inline === null) return { kind: 'uri', uri: url };
  return { kind: 'inline', media_type: inline[1] ?? '', data: inline[2] ?? '' };
}

/** Without a media type before it, it is that of the kind of file that every model reads. */
function dataOf(data: string | undefined): Source | null {
  const source = sourceOf(data);
  if (source?.kind !== 'uri') return source;
  return { kind: 'inline', media_type: 'application/pdf', data: source.uri };
}

function fileOf(id: string | undefined): Source | null {
  return id === undefined || id === '' ? null : { kind: 'file', id };
}
