import { skipSpace } from '../../lib/json-scan.ts';
import { applySplices, type Splice } from '../../lib/json-scan-splice.ts';
import type { ScannedRequest } from './scan-request.ts';

const TRUE = Buffer.from('true');
const OPTIONS = Buffer.from('{"include_usage":true}');
const OPTIONS_MEMBER = Buffer.from(',"stream_options":{"include_usage":true}');
const INCLUDE_USAGE_FIRST = Buffer.from('"include_usage":true,');
const INCLUDE_USAGE_ONLY = Buffer.from('"include_usage":true');

/**
 * The body as the provider gets it: its own name for the model, and the usage of a stream asked for where
 * `includeUsage` is true and the client did not. Every other byte is the client's; without a change it is `body` itself.
 */
export function rewriteRequest(
  body: Buffer,
  scanned: ScannedRequest,
  change: { readonly model: string; readonly includeUsage: boolean },
): Buffer {
  const splices: Splice[] = [];
  if (change.model !== scanned.model) {
    splices.push({ ...scanned.ranges.model, insert: Buffer.from(JSON.stringify(change.model)) });
  }
  if (change.includeUsage && scanned.stream && !scanned.includeUsage) {
    const usage = askForUsage(body, scanned);
    if (usage !== null) splices.push(usage);
  }
  splices.sort((a, b) => a.start - b.start);
  return applySplices(body, splices);
}

function askForUsage(body: Buffer, { ranges }: ScannedRequest): Splice | null {
  if (ranges.includeUsage !== null) return { ...ranges.includeUsage, insert: TRUE };
  const options = ranges.streamOptions;
  if (options === null) {
    const behind = ranges.stream?.end;
    return behind === undefined ? null : { start: behind, end: behind, insert: OPTIONS_MEMBER };
  }
  if (body[options.start] !== 0x7b) return { ...options, insert: OPTIONS };
  const first = options.start + 1;
  const empty = body[skipSpace(body, first)] === 0x7d;
  return { start: first, end: first, insert: empty ? INCLUDE_USAGE_ONLY : INCLUDE_USAGE_FIRST };
}
