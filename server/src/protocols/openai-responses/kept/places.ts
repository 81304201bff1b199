import { skipValue, walkArray, walkObject } from '../../../lib/json-scan.ts';
import { findPlainName } from '../../../lib/json-scan-name.ts';

const QUOTE = 0x22;
const OPEN_BRACE = 0x7b;
const OPEN_BRACKET = 0x5b;

/** Where in a JSON value ids stand: of each member, that it is one, or where they stand in it. Lists are of what they hold. */
export interface Places {
  readonly names: readonly Buffer[];
  readonly of: readonly (Places | 'id')[];
  /** A string in its place is an id too. */
  readonly orId?: true;
}

export function places(of: Readonly<Record<string, Places | 'id'>>): Places {
  return { names: Object.keys(of).map((name) => Buffer.from(name)), of: Object.values(of) };
}

/** Is given the offsets of a string with its quotes, `end` exclusive. */
export type VisitId = (start: number, end: number) => void;

/**
 * Visits the ids of the value that begins at `at`, in order; returns the offset behind it. Names are expected without escapes.
 * Throws JsonScanError.
 */
export function visitIds(bytes: Buffer, at: number, known: Places | 'id', visit: VisitId): number {
  if (bytes[at] !== OPEN_BRACKET) return visitOne(bytes, at, known, visit);
  return walkArray(bytes, at, (start) => visitOne(bytes, start, known, visit));
}

/** No list within a list is known, so that nobody can nest them until the stack ends. */
function visitOne(bytes: Buffer, at: number, known: Places | 'id', visit: VisitId): number {
  if (known !== 'id' && bytes[at] === OPEN_BRACE) {
    return walkObject(bytes, at, (nameStart, nameEnd, start) => {
      const member = known.of[findPlainName(bytes, nameStart, nameEnd, known.names)];
      return member === undefined ? skipValue(bytes, start) : visitIds(bytes, start, member, visit);
    });
  }
  const end = skipValue(bytes, at);
  const isId = known === 'id' || known.orId === true;
  if (isId && bytes[at] === QUOTE) visit(at, end);
  return end;
}

export const FILE = places({ file_id: 'id' });
const CITED = places({ annotations: FILE, file_id: 'id' });

/** Ids of an item, of what it was asked with, and of files that it refers to; and what its provider alone can read. */
const ITEM = places({
  id: 'id',
  approval_request_id: 'id',
  encrypted_content: 'id',
  content: CITED,
  output: FILE,
  results: FILE,
});

/** A request names it by its id, or as an answer does. */
const CONVERSATION: Places = { ...places({ id: 'id' }), orId: true };
const RESPONSE = {
  id: 'id',
  previous_response_id: 'id',
  conversation: CONVERSATION,
  output: ITEM,
} as const;

/** A response, or a page of items. */
export const IN_ANSWER = places({ ...RESPONSE, first_id: 'id', last_id: 'id', data: ITEM });

export const IN_EVENT = places({
  item_id: 'id',
  item: ITEM,
  part: CITED,
  annotation: FILE,
  response: places(RESPONSE),
});

export const IN_REQUEST = places({
  previous_response_id: 'id',
  conversation: CONVERSATION,
  input: ITEM,
  tools: places({
    container: places({ file_ids: 'id' }),
    vector_store_ids: 'id',
    input_image_mask: FILE,
  }),
});
