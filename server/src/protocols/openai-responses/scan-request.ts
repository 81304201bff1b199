import { walkDocument } from '../../lib/json-scan.ts';
import type { Range } from '../edits.ts';
import {
  collector,
  invalid,
  namesOf,
  readCount,
  readFlag,
  readModel,
  scanFault,
} from '../interpreted-members.ts';
import { type StatedAt, StatedPlaces } from '../openai-chat/stated-places.ts';
import { MemberPlaces, RequestDocument } from '../request-document.ts';

/** What a body says that the gateway reads, and where. */
export interface ScannedRequest {
  readonly document: RequestDocument;
  readonly model: string;
  readonly stream: boolean;
  /** It is answered at once, and done after that. */
  readonly background: boolean;
  readonly maxTokens: number | null;
  /** What the caller says of itself; null where it says nothing. */
  readonly statedAt: StatedAt | null;
}

/** Every top-level member that the gateway interprets. What stands here may occur once only. */
const INTERPRETED = namesOf(
  'model',
  'stream',
  'max_output_tokens',
  'background',
  'store',
  'previous_response_id',
  'conversation',
);
const QUOTE = 0x22;
const LETTER_N = 0x6e;
const OPEN_BRACE = 0x7b;

/**
 * Reads what the gateway needs from a body and leaves the rest alone. Throws a `RequestFault`: `request_invalid` where the
 * body is not a JSON object or an interpreted member has a value that servers could read differently, and
 * `member_duplicated` where an interpreted member occurs twice, in any spelling.
 */
export function scanRequest(body: Buffer): ScannedRequest {
  const found = new Map<string, Range>();
  const places = new MemberPlaces();
  const stated = new StatedPlaces(body);
  const collect = collector(body, INTERPRETED, '', found, (nameStart, nameEnd, start, end) => {
    places.note(nameStart, nameEnd, start, end);
    stated.note(nameStart, nameEnd, start, end);
  });
  try {
    walkDocument(body, collect);
  } catch (error) {
    throw scanFault(error);
  }
  checkIds(body, found);
  readFlag(body, found.get('store'), 'store');
  return {
    document: new RequestDocument(body, found, places),
    model: readModel(body, found.get('model')),
    stream: readFlag(body, found.get('stream'), 'stream'),
    background: readFlag(body, found.get('background'), 'background'),
    maxTokens: readCount(body, found.get('max_output_tokens')),
    statedAt: stated.at,
  };
}

/** Of what the provider keeps: `conversation` may also be an object that has the id. */
function checkIds(body: Buffer, found: ReadonlyMap<string, Range>): void {
  const previous = firstByte(body, found.get('previous_response_id'));
  if (previous !== QUOTE && previous !== LETTER_N) {
    const message = 'the member "previous_response_id" is not the id of a response';
    throw invalid(message, 'Send a text, or leave it out.', 'previous_response_id');
  }
  const conversation = firstByte(body, found.get('conversation'));
  if (conversation !== QUOTE && conversation !== LETTER_N && conversation !== OPEN_BRACE) {
    const message = 'the member "conversation" is not the id of a conversation';
    throw invalid(message, 'Send a text, an object with an "id", or leave it out.', 'conversation');
  }
}

/** Absence is as null. */
function firstByte(body: Buffer, range: Range | undefined): number | undefined {
  return range === undefined ? LETTER_N : body[range.start];
}
