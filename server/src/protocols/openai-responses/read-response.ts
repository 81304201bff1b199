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
import { bomLength } from '../byte-order-mark.ts';
import { parseBytes } from '../json.ts';
import { readOtherError } from '../openai-chat/facts.ts';
import { readCounts, withWhole } from '../openai-chat/read-usage.ts';
import { readError, text } from '../upstream-error.ts';
import { type OutputFacts, outputFacts, withTools } from './output-facts.ts';
import { stopReasonOf } from './stop-reason.ts';

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
const ACTION = Buffer.from('action');
const LONGEST_TYPE = 64;

/** Up to here an answer is parsed whole, which takes less time than a search for what is wanted. */
const PARSED_WHOLE_BYTES = 8 << 10;

/**
 * The facts of a whole answer: a response, or an error. Of a long one only the members that hold them are parsed; their names are
 * then expected as every server writes them, without escapes. Never throws.
 */
export function readResponse(body: Buffer): AnswerFacts {
  const parsed = body.length <= PARSED_WHOLE_BYTES ? parseBytes(body) : undefined;
  if (isJsonObject(parsed)) return factsOf(parsed, outputFacts(parsed['output']));
  if (Array.isArray(parsed))
    return { ...factsOf({}, outputFacts([])), error: readOtherError(parsed) };
  return searchResponse(body, skipSpace(body, bomLength(body)));
}

/** Of the response that begins at `at`, as far as it can be read. */
export function searchResponse(body: Buffer, at: number): AnswerFacts {
  const members: Record<string, unknown> = {};
  const items: JsonObject[] = [];
  const visit: VisitMember = (nameStart, nameEnd, start) => {
    if (isPlainName(body, nameStart, nameEnd, OUTPUT) && body[start] === 0x5b) {
      return walkArray(body, start, (item) => {
        if (body[item] !== 0x7b) return skipValue(body, item);
        const known: Record<string, unknown> = {};
        items.push(known);
        return walkObject(body, item, itemReader(body, known));
      });
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
  return factsOf(members, outputFacts(items));
}

/** Takes from an item what `outputFacts` looks at. */
function itemReader(body: Buffer, into: Record<string, unknown>): VisitMember {
  return (nameStart, nameEnd, start) => {
    const end = skipValue(body, start);
    if (isPlainName(body, nameStart, nameEnd, TYPE) && body[start] === 0x22) {
      into['type'] = readShortString(body, start, end, LONGEST_TYPE);
    } else if (isPlainName(body, nameStart, nameEnd, ACTION)) {
      into['action'] = parseBytes(body, start, end);
    }
    return end;
  };
}

function factsOf(response: JsonObject, output: OutputFacts): AnswerFacts {
  const reason = stopReasonOf(response, output.calls);
  return {
    id: text(response['id']),
    model: text(response['model']),
    systemFingerprint: null,
    finishReasons: reason === null ? [] : [reason],
    usage: withTools(withWhole(readCounts(response['usage'])), output),
    serviceTier: text(response['service_tier']),
    error: readError(response['error']) ?? readOtherError(response),
  };
}
