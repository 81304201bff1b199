import { walkDocument, walkObject } from '../../lib/json-scan.ts';
import type { Range } from '../edits.ts';
import {
  collector,
  invalid,
  type Names,
  namesOf,
  readCount,
  readFlag,
  readModel,
  scanFault,
} from '../interpreted-members.ts';
import type { Operation, ParsedRequest } from '../parsed-request.ts';
import { MemberPlaces, RequestDocument } from '../request-document.ts';
import type { ChatOperation } from './operations.ts';
import { type StatedAt, StatedPlaces } from './stated-places.ts';

/** What a body says that the gateway reads, and where. */
export interface ScannedRequest extends Omit<ParsedRequest, 'editsFor' | 'stated' | 'asked'> {
  /** As the body itself names it; null where only the address does. */
  readonly modelInBody: string | null;
  readonly streamAt: Range | null;
  readonly streamOptionsAt: Range | null;
  readonly includeUsageAt: Range | null;
  /** What the caller says of itself, where it stands first; null where it says nothing. */
  readonly statedAt: StatedAt | null;
}

/** Every top-level member that the gateway interprets, by operation. What stands here may occur once only. */
const INTERPRETED: Readonly<Record<ChatOperation, Names>> = {
  chat: namesOf('model', 'stream', 'stream_options', 'max_tokens', 'max_completion_tokens', 'n'),
  text_completion: namesOf('model', 'stream', 'stream_options', 'max_tokens', 'n'),
  embeddings: namesOf('model'),
  rerank: namesOf('model', 'documents'),
  moderation: namesOf('model'),
  image_generation: namesOf('model', 'stream', 'n'),
  image_edit: namesOf('model', 'stream', 'n'),
  // It streams by `stream_format`, and its sound goes out as it comes anyhow.
  speech: namesOf('model', 'input'),
  transcription: namesOf('model', 'stream'),
  translation: namesOf('model'),
};
/** Whose streams tell what they used where `stream_options` ask for it. */
const TOLD_IF_ASKED: ReadonlySet<Operation> = new Set(['chat', 'text_completion']);
const INTERPRETED_OF_STREAM_OPTIONS = namesOf('include_usage');

/**
 * Reads what the gateway needs from a body and leaves the rest alone. Throws a `RequestFault`: `request_invalid` where the
 * body is not a JSON object or an interpreted member has a value that servers could read differently, and
 * `member_duplicated` where an interpreted member occurs twice, in any spelling. A model that the address names is the one.
 */
export function scanRequest(
  body: Buffer,
  operation: ChatOperation,
  modelInAddress: string | null = null,
): ScannedRequest {
  const found = new Map<string, Range>();
  const places = new MemberPlaces();
  const stated = new StatedPlaces(body);
  const collect = collector(
    body,
    INTERPRETED[operation],
    '',
    found,
    (nameStart, nameEnd, start, end) => {
      places.note(nameStart, nameEnd, start, end);
      stated.note(nameStart, nameEnd, start, end);
    },
  );
  try {
    walkDocument(body, collect);
  } catch (error) {
    throw scanFault(error);
  }
  const modelAt = found.get('model');
  const named = modelInAddress === null || modelAt !== undefined;
  const modelInBody = named ? readModel(body, modelAt) : null;
  const stream = found.get('stream');
  const streamOptions = found.get('stream_options');
  const includeUsage = readStreamOptions(body, streamOptions);
  return {
    document: new RequestDocument(body, found, places),
    operation,
    model: modelInAddress ?? modelInBody ?? '',
    modelInBody,
    stream: readFlag(body, stream, 'stream'),
    // Other streams tell it unasked, in an event that has more to say.
    tellsUsage: includeUsage.value || !TOLD_IF_ASKED.has(operation),
    maxTokens:
      readCount(body, found.get('max_completion_tokens')) ??
      readCount(body, found.get('max_tokens')),
    choices: readCount(body, found.get('n')) ?? 1,
    streamAt: stream ?? null,
    streamOptionsAt: streamOptions ?? null,
    includeUsageAt: includeUsage.range,
    statedAt: stated.at,
  };
}

function readStreamOptions(
  body: Buffer,
  range: Range | undefined,
): { value: boolean; range: Range | null } {
  if (range === undefined || body[range.start] === 0x6e) return { value: false, range: null };
  if (body[range.start] !== 0x7b) {
    throw invalid(
      'the member "stream_options" is not an object',
      'Send an object, or leave it out.',
      'stream_options',
    );
  }
  const found = new Map<string, Range>();
  const visit = collector(body, INTERPRETED_OF_STREAM_OPTIONS, 'stream_options.', found);
  walkObject(body, range.start, visit);
  const includeUsage = found.get('include_usage');
  return {
    value: readFlag(body, includeUsage, 'stream_options.include_usage'),
    range: includeUsage ?? null,
  };
}
