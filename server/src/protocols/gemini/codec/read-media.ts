import type { ContentPart, Source } from '../../conversation/conversation.ts';
import { readDetail } from './media-resolution.ts';
import { mediaTypeOf } from './media-types.ts';
import type { GeminiMembers } from './spelling.ts';

/** Null where the part is none; a film, which the normal form does not know, is `unknown`. */
export function readMedia(part: GeminiMembers, others: string[]): ContentPart | null {
  const inline = part.object('inlineData');
  if (inline !== undefined) {
    const media_type = inline.text('mimeType') ?? '';
    const source: Source = { kind: 'inline', media_type, data: inline.text('data') ?? '' };
    const name = inline.text('displayName');
    others.push(...inline.rest());
    return mediaOf(part, source, media_type, name);
  }
  const file = part.object('fileData');
  if (file !== undefined) {
    const uri = file.needed('fileUri');
    const media_type = file.text('mimeType');
    const source: Source = {
      kind: 'uri',
      uri,
      ...(media_type === undefined ? {} : { media_type }),
    };
    const name = file.text('displayName');
    others.push(...file.rest());
    return mediaOf(part, source, media_type ?? mediaTypeOf(uri) ?? '', name);
  }
  const said = part.object('audioTranscription')?.text('text');
  return said === undefined ? null : { type: 'audio', source: null, transcript: said };
}

function mediaOf(
  part: GeminiMembers,
  source: Source,
  mediaType: string,
  name: string | undefined,
): ContentPart {
  const [kind] = mediaType.split('/', 1);
  if (kind === 'image') {
    const detail = readDetail(part.object('mediaResolution')?.text('level'));
    return { type: 'image', source, ...(detail === undefined ? {} : { detail }) };
  }
  if (kind === 'audio') {
    const transcript = part.object('audioTranscription')?.text('text') ?? null;
    return { type: 'audio', source, transcript };
  }
  if (kind === 'video') return { type: 'unknown', value: part.value };
  return { type: 'document', name: name ?? null, source };
}
