import { walkDocument } from '../../lib/json-scan.ts';
import { isPlainName } from '../../lib/json-scan-name.ts';
import type { Range } from '../edits.ts';
import {
  collector,
  namesOf,
  readCount,
  readFlag,
  readModel,
  scanFault,
} from '../interpreted-members.ts';
import { MemberPlaces, RequestDocument } from '../request-document.ts';

/** What a body says that the gateway reads, and where. */
export interface ScannedRequest {
  readonly document: RequestDocument;
  readonly model: string;
  readonly stream: boolean;
  readonly maxTokens: number | null;
  /** Whom the caller names, where that stands first; null where it names nobody. */
  readonly metadataAt: Range | null;
}

/** Every top-level member that the gateway interprets. What stands here may occur once only. */
const INTERPRETED = namesOf('model', 'stream', 'max_tokens');
const METADATA = Buffer.from('metadata');

/**
 * Reads what the gateway needs from a body and leaves the rest alone. Throws a `RequestFault`: `request_invalid` where the
 * body is not a JSON object or an interpreted member has a value that servers could read differently, and
 * `member_duplicated` where an interpreted member occurs twice, in any spelling.
 */
export function scanRequest(body: Buffer): ScannedRequest {
  const found = new Map<string, Range>();
  const places = new MemberPlaces();
  let metadataAt: Range | null = null;
  const collect = collector(body, INTERPRETED, '', found, (nameStart, nameEnd, start, end) => {
    places.note(nameStart, nameEnd, start, end);
    if (isPlainName(body, nameStart, nameEnd, METADATA)) metadataAt ??= { start, end };
  });
  try {
    walkDocument(body, collect);
  } catch (error) {
    throw scanFault(error);
  }
  return {
    document: new RequestDocument(body, found, places),
    model: readModel(body, found.get('model')),
    stream: readFlag(body, found.get('stream'), 'stream'),
    maxTokens: readCount(body, found.get('max_tokens')),
    metadataAt,
  };
}
