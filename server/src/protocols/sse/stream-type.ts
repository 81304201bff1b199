import type { BodyForm } from '../protocol.ts';

/** Types under which servers, or what stands before them, send a stream of events without saying so. */
const VAGUE = /^(?:text\/plain|application\/octet-stream)\s*(?:;|$)/i;
const FIELDS = ['data', 'event', 'id', 'retry', ''].map((name) => Buffer.from(`${name}:`));
/** What nobody reads on its way. */
const BYTES = /^(?:audio|image|video)\//i;
const EVENT_STREAM = /^text\/event-stream\s*(?:;|$)/i;

/** What an answer's content type says of its form; `unsure`: `beginsEvents` tells by its first bytes. */
export function streamType(contentType: string | undefined, askedForStream: boolean): BodyForm {
  if (contentType !== undefined && EVENT_STREAM.test(contentType.trimStart())) return 'stream';
  if (contentType !== undefined && BYTES.test(contentType.trimStart())) return 'bytes';
  const vague =
    contentType === undefined || contentType === '' || VAGUE.test(contentType.trimStart());
  return askedForStream && vague ? 'unsure' : 'whole';
}

/** Whether bytes are, or may be, the beginning of server-sent events: a field's name or a comment, behind empty lines. */
export function beginsEvents(bytes: Buffer): boolean {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (bytes[at] === 0x0a || bytes[at] === 0x0d) at++;
  return at < bytes.length && beginsField(bytes, at);
}

/** As far as its bytes are there. */
function beginsField(bytes: Buffer, at: number): boolean {
  return FIELDS.some((field) => {
    const length = Math.min(field.length, bytes.length - at);
    return bytes.compare(field, 0, length, at, at + length) === 0;
  });
}
