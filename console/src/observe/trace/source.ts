import { formatBytes } from '../../ui/formats.ts';
import type { Source } from './item.ts';

/** Three bytes are four characters. */
const PER_CHARACTER = 3 / 4;
const LONGEST_ADDRESS = 200;

/** In words: `audio/wav, 12 kB`; what is only named is not fetched, since that would tell its host. */
export function whereIs(source: Source | null): string {
  if (source === null) return 'not kept';
  if (source.kind === 'file') return `kept by the provider as ${source.id}`;
  if (source.kind === 'uri') return `at ${source.uri.slice(0, LONGEST_ADDRESS)}, not loaded`;
  return `${source.media_type || 'of no known kind'}, ${formatBytes(bytesOf(source.data))}`;
}

export function bytesOf(base64: string): number {
  return Math.round(base64.length * PER_CHARACTER);
}

/** A document that is text, as such; null: it is none, or not here. */
export function textIn(source: Source): string | null {
  if (source.kind !== 'inline' || !source.media_type.startsWith('text/')) return null;
  try {
    const bytes = Uint8Array.from(atob(source.data), (character) => character.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    return null;
  }
}
