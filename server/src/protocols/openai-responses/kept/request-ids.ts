import { skipSpace, skipValue, walkObject } from '../../../lib/json-scan.ts';
import { findPlainName, readShortString } from '../../../lib/json-scan-name.ts';
import { bomLength } from '../../byte-order-mark.ts';
import type { Edit } from '../../edits.ts';
import type { RequestReferences } from '../../kept-ids.ts';
import type { RequestDocument } from '../../request-document.ts';
import type { WrappedIds } from '../../wrapped-ids.ts';
import { ANY_LENGTH } from './answer-ids.ts';
import { IN_REQUEST, type Places, visitIds } from './places.ts';

const NONE: RequestReferences = { origins: new Map(), edits: [], unknownIn: null };

/** Of the ids in a request (for a response, where no other places are given), those that were wrapped; others are left to the provider. */
export function requestReferences(
  { bytes }: RequestDocument,
  ids: WrappedIds,
  places: Places = IN_REQUEST,
): RequestReferences {
  if (!ids.mayBeIn(bytes)) return NONE;
  const origins = new Map<string, string>();
  const edits: Edit[] = [];
  let unknownIn: string | null = null;
  const visit = (member: string, start: number, end: number): void => {
    const text = readShortString(bytes, start, end, ANY_LENGTH);
    if (text === null) return;
    const unwrapped = ids.unwrap(text);
    if (unwrapped !== null) {
      if (!origins.has(unwrapped.origin)) origins.set(unwrapped.origin, member);
      edits.push({ start, end, insert: Buffer.from(JSON.stringify(unwrapped.id)) });
    } else if (ids.looksWrapped(text)) {
      unknownIn ??= member;
    }
  };
  walkObject(bytes, skipSpace(bytes, bomLength(bytes)), (nameStart, nameEnd, start) => {
    const place = findPlainName(bytes, nameStart, nameEnd, places.names);
    const known = places.of[place];
    if (known === undefined) return skipValue(bytes, start);
    const member = String(places.names[place]);
    return visitIds(bytes, start, known, (from, to) => visit(member, from, to));
  });
  return { origins, edits, unknownIn };
}
