/** By the end of an address, of files that models look at. */
const BY_ENDING: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  heic: 'image/heic',
  heif: 'image/heif',
  pdf: 'application/pdf',
  txt: 'text/plain',
  md: 'text/markdown',
  html: 'text/html',
  csv: 'text/csv',
  xml: 'text/xml',
  json: 'application/json',
  mp3: 'audio/mp3',
  wav: 'audio/wav',
  aac: 'audio/aac',
  ogg: 'audio/ogg',
  flac: 'audio/flac',
  mp4: 'video/mp4',
  mov: 'video/mov',
  webm: 'video/webm',
};

/** The end of a path, not of a host. */
const ENDING = /^[a-z]+:\/\/[^/?#]*\/[^?#]*\.([a-z0-9]+)(?:[?#]|$)/i;

/** What an address says of what is there; undefined where it does not say. */
export function mediaTypeOf(uri: string): string | undefined {
  const ending = ENDING.exec(uri)?.[1];
  return ending === undefined ? undefined : BY_ENDING[ending.toLowerCase()];
}

/** Google wants to be told, and looks at the bytes itself: where an address does not say, the usual one of its kind. */
const USUAL = { image: 'image/jpeg', document: 'application/pdf', audio: 'audio/wav' } as const;
export type Shown = keyof typeof USUAL;
const SHOWN: readonly string[] = ['image', 'audio', 'video'];

/** The type of an image, a document or a sound at an address. */
export function typeAt(uri: string, kind: Shown): string {
  const type = mediaTypeOf(uri);
  const [family = ''] = type?.split('/', 1) ?? [];
  const fits = kind === 'document' ? !SHOWN.includes(family) : family === kind;
  return type !== undefined && fits ? type : USUAL[kind];
}
