import type { ContentPart } from './conversation.ts';

/** Sound whose form is what the request asked for, which its answer does not repeat. */
export const SOUND_AS_ASKED = 'audio/*';

/** Sound that a model made. */
export function audioPart(id: string | null, data: string, transcript: string): ContentPart {
  return {
    type: 'audio',
    source:
      data !== ''
        ? { kind: 'inline', media_type: SOUND_AS_ASKED, data }
        : id === null
          ? null
          : { kind: 'file', id },
    transcript: transcript === '' ? null : transcript,
  };
}

/** Each piece may be padded by itself. */
export function joinBase64(pieces: readonly string[]): string {
  const [only] = pieces;
  if (pieces.length <= 1) return only ?? '';
  return Buffer.concat(pieces.map((piece) => Buffer.from(piece, 'base64'))).toString('base64');
}
