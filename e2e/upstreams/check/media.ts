/** Bytes that a request carries, after looking whether they are what it says they are. */
export interface Media {
  readonly kind: 'image' | 'document' | 'audio';
  /** `image/png of 68 bytes`, an address or a file's id. */
  readonly what: string;
  readonly name: string | null;
}

const MAGIC: Readonly<Record<string, (bytes: Buffer) => boolean>> = {
  'image/png': (bytes) => bytes.subarray(1, 4).toString('latin1') === 'PNG',
  'image/jpeg': (bytes) => bytes[0] === 0xff && bytes[1] === 0xd8,
  'image/gif': (bytes) => bytes.subarray(0, 4).toString('latin1') === 'GIF8',
  'image/webp': (bytes) => bytes.subarray(8, 12).toString('latin1') === 'WEBP',
  'application/pdf': (bytes) => bytes.subarray(0, 5).toString('latin1') === '%PDF-',
};

/** Null: the bytes are not Base64, or not of that type. */
export function inlineMedia(mediaType: string, data: string): string | null {
  if (data === '' || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(data)) return null;
  const bytes = Buffer.from(data, 'base64');
  const isSo = MAGIC[mediaType];
  return isSo === undefined || isSo(bytes) ? `${mediaType} of ${bytes.length} bytes` : null;
}

/** Null: no data URL. */
export function readDataUrl(url: string): { mediaType: string; data: string } | null {
  const match = /^data:([^;,]+);base64,(.*)$/s.exec(url);
  return match?.[1] === undefined || match[2] === undefined
    ? null
    : { mediaType: match[1], data: match[2] };
}
