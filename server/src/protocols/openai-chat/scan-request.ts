import {
  JsonScanError,
  skipValue,
  type VisitMember,
  walkDocument,
  walkObject,
} from '../../lib/json-scan.ts';
import { findPlainName, isPlain, readShortString } from '../../lib/json-scan-name.ts';
import { RequestFault } from '../request-fault.ts';

/** By the names that OpenTelemetry's conventions have for them (`gen_ai.operation.name`). */
export type Operation = 'chat' | 'text_completion' | 'embeddings';

/** Offsets of a value in the body; `end` is exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** What the gateway knows of a request without having built it. */
export interface ScannedRequest {
  readonly operation: Operation;
  readonly model: string;
  readonly stream: boolean;
  /** The client itself asked for the usage chunk. */
  readonly includeUsage: boolean;
  /** `max_completion_tokens`, else `max_tokens`; null where absent or not a whole number. */
  readonly maxTokens: number | null;
  /** Choices asked for: 1 unless `n` says otherwise. */
  readonly choices: number;
  readonly ranges: {
    readonly model: Range;
    readonly stream: Range | null;
    readonly streamOptions: Range | null;
    readonly includeUsage: Range | null;
    /** What the caller says of itself, where it stands first; null where it says nothing. */
    readonly stated: Partial<Readonly<Record<StatedName, Range>>> | null;
  };
}

/** Every top-level member that the gateway interprets, by operation. What stands here may occur once only. */
const INTERPRETED: Readonly<Record<Operation, Names>> = {
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
export function scanRequest(body: Buffer, operation: Operation): ScannedRequest {
  const found = new Map<string, Range>();
  const stated: Partial<Record<StatedName, Range>> = {};
  let states = false;
  const collect = collector(
    body,
    INTERPRETED[operation],
    '',
    found,
    (nameStart, nameEnd, start, end) => {
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
  const streaming = readFlag(body, stream, 'stream');
  const streamOptions = found.get('stream_options');
  const includeUsage = readStreamOptions(body, streamOptions);
  return {
    operation,
    model: model.name,
    stream: streaming,
    includeUsage: includeUsage.value,
    maxTokens:
      readCount(body, found.get('max_completion_tokens')) ??
      readCount(body, found.get('max_tokens')),
    choices: readCount(body, found.get('n')) ?? 1,
    ranges: {
      model: model.range,
      stream: stream ?? null,
      streamOptions: streamOptions ?? null,
      includeUsage: includeUsage.range,
      stated: states ? stated : null,
    },
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
  const name = fold(spelled);
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
    const param = within + name;
    if (found.has(name)) {
      throw new RequestFault(
        'member_duplicated',
        `the body has the member "${param}" twice`,
        'Send it once: the provider might read the other one.',
        param,
      );
    }
    if (name !== spelled) {
      throw invalid(
        `the member "${within}${spelled}" differs from "${param}" only in case`,
        `Write it "${name}": some providers take both for the same, others do not.`,
        param,
      );
    }
    found.set(name, { start, end });
    return end;
  };
}

/** As servers that match names without regard to case compare them (Go's encoding/json: ſ is an s; K, the Kelvin sign, a k). */
function fold(name: string): string {
  return name.toLowerCase().replaceAll('ſ', 's');
}

function ignore(): void {}

function readModel(body: Buffer, range: Range | undefined): { name: string; range: Range } {
  const name =
    range !== undefined && body[range.start] === 0x22
      ? readShortString(body, range.start, range.end, LONGEST_MODEL)
      : null;
  if (range === undefined || name === null || name === '') {
    throw invalid(
      range === undefined ? 'the body names no model' : 'the member "model" is not a model\'s name',
      'Set "model" to "provider/model", for example "local/smollm2-135m".',
      'model',
    );
  }
  return { name, range };
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
