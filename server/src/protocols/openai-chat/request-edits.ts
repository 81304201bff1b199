import { skipSpace } from '../../lib/json-scan.ts';
import type { Edit } from '../edits.ts';
import type { RequestChange } from '../parsed-request.ts';
import type { ScannedRequest } from './scan-request.ts';

const TRUE = Buffer.from('true');
const OPTIONS = Buffer.from('{"include_usage":true}');
const OPTIONS_MEMBER = Buffer.from(',"stream_options":{"include_usage":true}');
const INCLUDE_USAGE_FIRST = Buffer.from('"include_usage":true,');
const INCLUDE_USAGE_ONLY = Buffer.from('"include_usage":true');

/**
 * What makes of a request the one that a provider gets: its own name for the model, and the usage of a stream asked for where
 * `askForUsage` is true and the client did not. Every other byte stays the client's.
 */
export function requestEdits(request: ScannedRequest, change: RequestChange): readonly Edit[] {
  const edits: Edit[] = [];
  if (change.model !== request.modelInBody) {
    edits.push(request.document.set('model', JSON.stringify(change.model)));
  }
  if (change.askForUsage && request.stream && !request.tellsUsage) {
    const usage = askForUsage(request);
    if (usage !== null) edits.push(usage);
  }
  return edits;
}

function askForUsage(request: ScannedRequest): Edit | null {
  const { streamAt, streamOptionsAt: options, includeUsageAt } = request;
  if (includeUsageAt !== null) return { ...includeUsageAt, insert: TRUE };
  if (options === null) {
    return streamAt && { start: streamAt.end, end: streamAt.end, insert: OPTIONS_MEMBER };
  }
  const { bytes } = request.document;
  if (bytes[options.start] !== 0x7b) return { ...options, insert: OPTIONS };
  const first = options.start + 1;
  const empty = bytes[skipSpace(bytes, first)] === 0x7d;
  return { start: first, end: first, insert: empty ? INCLUDE_USAGE_ONLY : INCLUDE_USAGE_FIRST };
}
