import {
  JsonScanError,
  skipValue,
  type VisitMember,
  walkDocument,
  walkObject,
} from '../../lib/json-scan.ts';
import { findPlainName, isPlain, readShortString } from '../../lib/json-scan-name.ts';
import type { Range } from '../edits.ts';
import { duplicated, foldName, otherCase } from '../member-name.ts';
import type { ParsedRequest } from '../parsed-request.ts';
import { MemberPlaces, RequestDocument } from '../request-document.ts';
import { RequestFault } from '../request-fault.ts';
import type { ChatOperation } from './operations.ts';

/** What a body says that the gateway reads, and where. */
export interface ScannedRequest extends Omit<ParsedRequest, 'editsFor' | 'stated'> {
  readonly streamAt: Range | null;
  readonly streamOptionsAt: Range | null;
  readonly includeUsageAt: Range | null;
  /** What the caller says of itself, where it stands first; null where it says nothing. */
  readonly statedAt: Partial<Readonly<Record<StatedName, Range>>> | null;
}

/** Every top-level member that the gateway interprets, by operation. What stands here may occur once only. */
const INTERPRETED: Readonly<Record<ChatOperation, Names>> = {
  chat: namesOf('model', 'stream', 'stream_options', 'max_tokens', 'max_completion_tokens', 'n'),
  text_completion: namesOf('model', 'stream', 'stream_options', 'max_tokens', 'n'),
  embeddings: namesOf('model'),
};
/** Members that say whose request it is: noted for its record, and else the provider's business. */
const STATED = ['user', 'safety_identifier', 'prompt_cache_key', 'metadata'] as const;
export type StatedName = (typeof STATED)[number];
const STATED_BYTES = STATED.map((name) => Buffer.from(name));
const INTERPRETED_OF_STREAM_OPTIONS = namesOf('include_usage');
const LONGEST_MODEL = 512;

/**
 * Reads what the gateway needs from a body and leaves the rest alone. Throws a `RequestFault`: `request_invalid` where the
 * body is not a JSON object or an interpreted member has a value that servers could read differently, and
 * `member_duplicated` where an interpreted member occurs twice, in any spelling.
 */
export function scanRequest(body: Buffer, operation: ChatOperation): ScannedRequest {
  const found = new Map<string, Range>();
  const places = new MemberPlaces();
  const stated: Partial<Record<StatedName, Range>> = {};
  let states = false;
  const collect = collector(
    body,
    INTERPRETED[operation],
    '',
    found,
    (nameStart, nameEnd, start, end) => {
      places.note(nameStart, nameEnd, start, end);
      const name = STATED[findPlainName(body, nameStart, nameEnd, STATED_BYTES)];
      if (name === undefined) return;
      stated[name] ??= { start, end };
      states = true;
    },
  );
  try {
    walkDocument(body, collect);
  } catch (error) {
    throw translate(error);
  }
  const model = readModel(body, found.get('model'));
  const stream = found.get('stream');
  const streamOptions = found.get('stream_options');
  const includeUsage = readStreamOptions(body, streamOptions);
  return {
    document: new RequestDocument(body, found, places),
    operation,
    model,
    stream: readFlag(body, stream, 'stream'),
    tellsUsage: includeUsage.value,
    maxTokens:
      readCount(body, found.get('max_completion_tokens')) ??
      readCount(body, found.get('max_tokens')),
    choices: readCount(body, found.get('n')) ?? 1,
    streamAt: stream ?? null,
    streamOptionsAt: streamOptions ?? null,
    includeUsageAt: includeUsage.range,
    statedAt: states ? stated : null,
  };
}

interface Names {
  readonly texts: readonly string[];
  readonly bytes: readonly Buffer[];
  readonly lengths: ReadonlySet<number>;
  readonly longest: number;
}

function namesOf(...texts: readonly string[]): Names {
  const lengths = texts.map((text) => text.length);
  return {
    texts,
    bytes: texts.map((text) => Buffer.from(text)),
    lengths: new Set(lengths),
    longest: Math.max(...lengths),
  };
}

/**
 * Which of `names` the name at `nameStart`..`nameEnd` is, in any spelling or case, or null; with the name as spelled,
 * escapes decoded.
 */
function identify(
  body: Buffer,
  nameStart: number,
  nameEnd: number,
  names: Names,
): { readonly name: string; readonly spelled: string } | null {
  const exact = names.texts[findPlainName(body, nameStart, nameEnd, names.bytes)];
  if (exact !== undefined) return { name: exact, spelled: exact };
  if (!names.lengths.has(nameEnd - nameStart - 2) && isPlain(body, nameStart, nameEnd)) return null;
  const spelled = readShortString(body, nameStart, nameEnd, names.longest);
  if (spelled === null) return null;
  const name = foldName(spelled);
  return names.texts.includes(name) ? { name, spelled } : null;
}

/** Keeps the range of each member in `names`, and refuses one that comes again or in another case. */
function collector(
  body: Buffer,
  names: Names,
  within: string,
  found: Map<string, Range>,
  other: (nameStart: number, nameEnd: number, start: number, end: number) => void = ignore,
): VisitMember {
  return (nameStart, nameEnd, start) => {
    const end = skipValue(body, start);
    const known = identify(body, nameStart, nameEnd, names);
    if (known === null) {
      other(nameStart, nameEnd, start, end);
      return end;
    }
    const { name, spelled } = known;
    if (found.has(name)) throw duplicated(name, within);
    if (name !== spelled) throw otherCase(spelled, name, within);
    found.set(name, { start, end });
    return end;
  };
}

function ignore(): void {}

function readModel(body: Buffer, range: Range | undefined): string {
  const name =
    range !== undefined && body[range.start] === 0x22
      ? readShortString(body, range.start, range.end, LONGEST_MODEL)
      : null;
  if (name === null || name === '') {
    throw invalid(
      range === undefined ? 'the body names no model' : 'the member "model" is not a model\'s name',
      'Set "model" to "provider/model", for example "local/smollm2-135m".',
      'model',
    );
  }
  return name;
}

/** A boolean; null and absence are false. */
function readFlag(body: Buffer, range: Range | undefined, param: string): boolean {
  if (range === undefined) return false;
  const first = body[range.start];
  if (first === 0x74) return true;
  if (first === 0x66 || first === 0x6e) return false;
  throw invalid(`the member "${param}" is neither true nor false`, 'Send true or false.', param);
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

function readCount(body: Buffer, range: Range | undefined): number | null {
  if (range === undefined || range.end - range.start > 16) return null;
  const value = Number(body.toString('latin1', range.start, range.end));
  return Number.isSafeInteger(value) && value > 0 ? value : null;
}

function translate(error: unknown): unknown {
  if (!(error instanceof JsonScanError)) return error;
  return invalid(`the body is not a JSON object: ${error.message}`, 'Send a JSON object.', null);
}

function invalid(message: string, next: string, param: string | null): RequestFault {
  return new RequestFault('request_invalid', message, next, param);
}
