import { skipSpace } from '../../../lib/json-scan.ts';
import { readShortString } from '../../../lib/json-scan-name.ts';
import { bomLength } from '../../byte-order-mark.ts';
import type { Edit } from '../../edits.ts';
import type { RequestReferences } from '../../kept-ids.ts';
import type { RequestDocument } from '../../request-document.ts';
import type { WrappedIds } from '../../wrapped-ids.ts';
import { ANY_LENGTH } from './answer-ids.ts';
import { IN_REQUEST, visitIds } from './places.ts';

const NONE: RequestReferences = { origins: new Set(), edits: [] };

/** Of the ids in a request for a response, those that were wrapped; others are left to the provider. */
export function requestReferences({ bytes }: RequestDocument, ids: WrappedIds): RequestReferences {
  if (!ids.mayBeIn(bytes)) return NONE;
  const origins = new Set<string>();
  const edits: Edit[] = [];
  visitIds(bytes, skipSpace(bytes, bomLength(bytes)), IN_REQUEST, (start, end) => {
    const text = readShortString(bytes, start, end, ANY_LENGTH);
    const unwrapped = text === null ? null : ids.unwrap(text);
    if (unwrapped === null) return;
    origins.add(unwrapped.origin);
    edits.push({ start, end, insert: Buffer.from(JSON.stringify(unwrapped.id)) });
  });
  return { origins, edits };
}
