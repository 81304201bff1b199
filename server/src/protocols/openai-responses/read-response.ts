import { isJsonObject, type JsonObject } from '../../lib/json-object.ts';
import {
  JsonScanError,
  skipSpace,
  skipValue,
  type VisitMember,
  walkArray,
  walkObject,
} from '../../lib/json-scan.ts';
import { findPlainName, isPlainName, readShortString } from '../../lib/json-scan-name.ts';
import type { AnswerFacts } from '../answer-facts.ts';
import { parseBytes } from '../json.ts';
import { readOtherError } from '../openai-chat/facts.ts';
import { readCounts, withTokens } from '../openai-chat/read-usage.ts';
import { readError, text } from '../upstream-error.ts';
import { isCall, stopReasonOf } from './stop-reason.ts';

const NAMES = [
  'id',
  'model',
  'status',
  'incomplete_details',
  'usage',
  'service_tier',
  'error',
  'object',
  'message',
  'type',
  'code',
] as const;
const NAME_BYTES = NAMES.map((name) => Buffer.from(name));
const OUTPUT = Buffer.from('output');
const TYPE = Buffer.from('type');
const LONGEST_TYPE = 64;

/** Up to here an answer is parsed whole, which takes less time than a search for what is wanted. */
const PARSED_WHOLE_BYTES = 8 << 10;

/**
 * The facts of a whole answer: a response, or an error. Of a long one only the members that hold them are parsed; their names are
 * then expected as every server writes them, without escapes. Never throws.
 */
export function readResponse(body: Buffer): AnswerFacts {
  const parsed = body.length <= PARSED_WHOLE_BYTES ? parseBytes(body) : undefined;
  if (isJsonObject(parsed)) return factsOf(parsed, hasCalls(parsed));
  if (Array.isArray(parsed)) return { ...factsOf({}, false), error: readOtherError(parsed) };
  const bom = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? 3 : 0;
  return searchResponse(body, skipSpace(body, bom));
}

/** Of the response that begins at `at`, as far as it can be read. */
export function searchResponse(body: Buffer, at: number): AnswerFacts {
  const members: Record<string, unknown> = {};
  let calls = false;
  const visitItem: VisitMember = (nameStart, nameEnd, start) => {
    const end = skipValue(body, start);
    if (isPlainName(body, nameStart, nameEnd, TYPE) && body[start] === 0x22) {
      calls ||= isCall(readShortString(body, start, end, LONGEST_TYPE));
    }
    return end;
  };
  const visit: VisitMember = (nameStart, nameEnd, start) => {
    if (isPlainName(body, nameStart, nameEnd, OUTPUT) && body[start] === 0x5b) {
      return walkArray(body, start, (item) =>
        body[item] === 0x7b ? walkObject(body, item, visitItem) : skipValue(body, item),
      );
    }
    const end = skipValue(body, start);
    const name = NAMES[findPlainName(body, nameStart, nameEnd, NAME_BYTES)];
    if (name !== undefined) members[name] = parseBytes(body, start, end);
    return end;
  };
  try {
    walkObject(body, at, visit);
  } catch (error) {
    // A provider may answer anything; what could be read of it stands.
    if (!(error instanceof JsonScanError)) throw error;
  }
  return factsOf(members, calls);
}

function factsOf(response: JsonObject, calls: boolean): AnswerFacts {
  const reason = stopReasonOf(response, calls);
  return {
    id: text(response['id']),
    model: text(response['model']),
    systemFingerprint: null,
    finishReasons: reason === null ? [] : [reason],
    usage: withTokens(readCounts(response['usage'])),
    serviceTier: text(response['service_tier']),
    error: readError(response['error']) ?? readOtherError(response),
  };
}

function hasCalls({ output }: JsonObject): boolean {
  return Array.isArray(output) && output.some((item) => isJsonObject(item) && isCall(item['type']));
}
