import { JsonScanError, skipSpace } from '../../../lib/json-scan.ts';
import { readShortString } from '../../../lib/json-scan-name.ts';
import { bomLength } from '../../byte-order-mark.ts';
import type { Edit } from '../../edits.ts';
import type { PrefixOf } from '../../kept-ids.ts';
import { IN_ANSWER, IN_EVENT, type Places, visitIds } from './places.ts';

/** What is encrypted is as long as it is. */
export const ANY_LENGTH = Number.MAX_SAFE_INTEGER;

/** Of a whole answer: a response, a page of items, or what says that one was deleted. Never throws. */
export function answerIdEdits(body: Buffer, prefixOf: PrefixOf): readonly Edit[] {
  return idEdits(body, skipSpace(body, bomLength(body)), IN_ANSWER, prefixOf);
}

/** Of the data of an event, which begins at `start`. Never throws. */
export function eventIdEdits(data: Buffer, start: number, prefixOf: PrefixOf): readonly Edit[] {
  return idEdits(data, skipSpace(data, start), IN_EVENT, prefixOf);
}

function idEdits(bytes: Buffer, at: number, known: Places, prefixOf: PrefixOf): readonly Edit[] {
  const edits: Edit[] = [];
  const wrap = (start: number, end: number): void => {
    const id = readShortString(bytes, start, end, ANY_LENGTH);
    if (id === null || id === '') return;
    edits.push({ start: start + 1, end: start + 1, insert: Buffer.from(prefixOf(id)) });
  };
  try {
    visitIds(bytes, at, known, wrap);
  } catch (error) {
    // What is no JSON is passed on as it is.
    if (!(error instanceof JsonScanError)) throw error;
    return [];
  }
  return edits;
}
