import { withoutNonFinite } from '../../lib/json-non-finite.ts';
import { isJsonObject } from '../../lib/json-object.ts';
import {
  JsonScanError,
  skipValue,
  skipVector,
  type VisitMember,
  walkArray,
  walkDocument,
  walkObject,
} from '../../lib/json-scan.ts';
import { findPlainName, isPlainName } from '../../lib/json-scan-name.ts';
import type { AnswerFacts } from '../answer-facts.ts';
import type { Operation } from '../parsed-request.ts';
import { readError, text } from '../upstream-error.ts';
import { readOtherError } from './facts.ts';
import { mergeCounts, readCounts, usageWithin } from './read-usage.ts';
import { usageOfOperation } from './usage-of-operation.ts';

const NAMES = [
  'id',
  'model',
  'system_fingerprint',
  'choices',
  'usage',
  'error',
  'data',
  'service_tier',
  'x_groq',
  'meta',
  'duration',
] as const;
const NAME_BYTES = NAMES.map((name) => Buffer.from(name));
const FINISH_REASON = Buffer.from('finish_reason');
const USAGE = Buffer.from('usage');
const OPEN_BRACKET = 0x5b;

/** Up to here an answer is parsed whole, which takes a third of the time that a search for what is wanted does. */
const PARSED_WHOLE_BYTES = 8 << 10;

/**
 * The facts of a whole answer to such an operation. Of a long one only the members that hold them are parsed, so that megabytes of vectors cost a
 * search; names are then expected as every server writes them, without escapes.
 * Never throws: of what is not JSON, the facts up to the fault are given.
 */
export function readResponse(body: Buffer, operation: Operation = 'chat'): AnswerFacts {
  const parsed = body.length <= PARSED_WHOLE_BYTES ? parseWhole(body, operation) : null;
  if (parsed !== null) return parsed;
  const { facts, whole } = searchFacts(body, operation);
  const finite = whole ? null : withoutNonFinite(body);
  return finite === null ? facts : searchFacts(finite, operation).facts;
}

const NOTHING: AnswerFacts = {
  id: null,
  model: null,
  systemFingerprint: null,
  finishReasons: [],
  usage: null,
  serviceTier: null,
  error: null,
};

/** Null where it is neither a JSON object nor a list of errors. */
function parseWhole(body: Buffer, operation: Operation): AnswerFacts | null {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  if (Array.isArray(value)) {
    const error = readOtherError(value);
    return error === null ? null : { ...NOTHING, error };
  }
  const answer = value as Readonly<Record<string, unknown>>;
  const { choices, usage, meta, duration, data } = answer;
  const said = { usage, meta, duration, data: Array.isArray(data) ? data.length : null };
  const inChoice = Array.isArray(choices) ? usageWithin(choices[0]) : null;
  const elsewhere = mergeCounts(usageWithin(answer['x_groq']), inChoice);
  return {
    id: text(answer['id']),
    model: text(answer['model']),
    systemFingerprint: text(answer['system_fingerprint']),
    finishReasons: finishReasonsOf(choices),
    usage: usageOfOperation(operation, mergeCounts(readCounts(usage), elsewhere), said),
    serviceTier: text(answer['service_tier']),
    error: readError(answer['error']) ?? readOtherError(answer),
  };
}

function finishReasonsOf(choices: unknown): string[] {
  const reasons: string[] = [];
  if (!Array.isArray(choices)) return reasons;
  for (const choice of choices as readonly unknown[]) {
    const reason = isJsonObject(choice) ? text(choice['finish_reason']) : null;
    if (reason !== null) reasons.push(reason);
  }
  return reasons;
}

/** `whole`: the body is JSON up to its end. */
function searchFacts(
  body: Buffer,
  operation: Operation,
): { readonly facts: AnswerFacts; readonly whole: boolean } {
  let usage: AnswerFacts['usage'] = null;
  const said = {
    usage: null as unknown,
    meta: null as unknown,
    duration: null as unknown,
    data: null as number | null,
  };
  let whole = true;
  const facts = {
    id: null as string | null,
    model: null as string | null,
    systemFingerprint: null as string | null,
    finishReasons: [] as string[],
    usage: null as AnswerFacts['usage'],
    serviceTier: null as string | null,
    error: null as AnswerFacts['error'],
  };
  const visit: VisitMember = (nameStart, nameEnd, start) => {
    switch (NAMES[findPlainName(body, nameStart, nameEnd, NAME_BYTES)]) {
      case 'data':
        if (body[start] !== OPEN_BRACKET) break;
        said.data = 0;
        return skipVectors(body, start, () => {
          said.data = (said.data ?? 0) + 1;
        });
      case 'choices':
        return readChoices(body, start, facts.finishReasons, (counts) => {
          usage = mergeCounts(usage, counts);
        });
      case 'id':
        facts.id = text(parse(body, start));
        break;
      case 'model':
        facts.model = text(parse(body, start));
        break;
      case 'system_fingerprint':
        facts.systemFingerprint = text(parse(body, start));
        break;
      case 'usage':
        said.usage = parse(body, start);
        usage = mergeCounts(usage, readCounts(said.usage));
        break;
      case 'meta':
        said.meta = parse(body, start);
        break;
      case 'duration':
        said.duration = parse(body, start);
        break;
      case 'x_groq':
        usage = mergeCounts(usage, usageWithin(parse(body, start)));
        break;
      case 'service_tier':
        facts.serviceTier = text(parse(body, start));
        break;
      case 'error':
        facts.error = readError(parse(body, start));
        break;
    }
    return skipValue(body, start);
  };
  try {
    walkDocument(body, visit);
  } catch (error) {
    // A provider may answer anything; what could be read of it stands.
    if (!(error instanceof JsonScanError)) throw error;
    whole = false;
  }
  facts.usage = usageOfOperation(operation, usage, said);
  return { facts, whole };
}

/** The `data` of an answer of embeddings or images: objects whose vectors are not looked into. */
function skipVectors(body: Buffer, at: number, count: () => void): number {
  const visit: VisitMember = (_nameStart, _nameEnd, start) => skipVector(body, start);
  return walkArray(body, at, (start) => {
    count();
    return body[start] === 0x7b ? walkObject(body, start, visit) : skipValue(body, start);
  });
}

function readChoices(
  body: Buffer,
  at: number,
  reasons: string[],
  addUsage: (counts: AnswerFacts['usage']) => void,
): number {
  if (body[at] !== OPEN_BRACKET) return skipValue(body, at);
  let first = true;
  const visit: VisitMember = (nameStart, nameEnd, start) => {
    if (first && isPlainName(body, nameStart, nameEnd, USAGE))
      addUsage(readCounts(parse(body, start)));
    if (isPlainName(body, nameStart, nameEnd, FINISH_REASON)) {
      const reason = text(parse(body, start));
      if (reason !== null) reasons.push(reason);
    }
    return skipValue(body, start);
  };
  return walkArray(body, at, (start) => {
    const end = body[start] === 0x7b ? walkObject(body, start, visit) : skipValue(body, start);
    first = false;
    return end;
  });
}

function parse(body: Buffer, start: number): unknown {
  try {
    return JSON.parse(body.toString('utf8', start, skipValue(body, start)));
  } catch (error) {
    // Structure is right but a string inside is not (an unknown escape).
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
