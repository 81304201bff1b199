import {
  JsonScanError,
  skipValue,
  skipVector,
  type VisitMember,
  walkArray,
  walkDocument,
  walkObject,
} from '../../../lib/json-scan.ts';
import { findPlainName, isPlainName } from '../../../lib/json-scan-name.ts';
import { type ResponseFacts, readError, text } from './facts.ts';
import { readUsage } from './read-usage.ts';

const NAMES = ['id', 'model', 'system_fingerprint', 'choices', 'usage', 'error', 'data'] as const;
const NAME_BYTES = NAMES.map((name) => Buffer.from(name));
const FINISH_REASON = Buffer.from('finish_reason');

/**
 * The facts of a whole answer. Only the members that hold them are parsed, so that megabytes of vectors cost a search;
 * names are expected as every server writes them, without escapes.
 * Never throws: of what is not JSON, the facts up to the fault are given.
 */
export function readResponse(body: Buffer): ResponseFacts {
  const facts = {
    id: null as string | null,
    model: null as string | null,
    systemFingerprint: null as string | null,
    finishReasons: [] as string[],
    usage: null as ResponseFacts['usage'],
    error: null as ResponseFacts['error'],
  };
  const visit: VisitMember = (nameStart, nameEnd, start) => {
    switch (NAMES[findPlainName(body, nameStart, nameEnd, NAME_BYTES)]) {
      case 'data':
        return skipVectors(body, start);
      case 'choices':
        return readFinishReasons(body, start, facts.finishReasons);
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
        facts.usage = readUsage(parse(body, start));
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
  }
  return facts;
}

/** The `data` of an embeddings answer: objects whose vectors are not looked into. */
function skipVectors(body: Buffer, at: number): number {
  if (body[at] !== 0x5b) return skipValue(body, at);
  const visit: VisitMember = (_nameStart, _nameEnd, start) => skipVector(body, start);
  return walkArray(body, at, (start) =>
    body[start] === 0x7b ? walkObject(body, start, visit) : skipValue(body, start),
  );
}

function readFinishReasons(body: Buffer, at: number, reasons: string[]): number {
  if (body[at] !== 0x5b) return skipValue(body, at);
  const visit: VisitMember = (nameStart, nameEnd, start) => {
    if (isPlainName(body, nameStart, nameEnd, FINISH_REASON)) {
      const reason = text(parse(body, start));
      if (reason !== null) reasons.push(reason);
    }
    return skipValue(body, start);
  };
  return walkArray(body, at, (start) =>
    body[start] === 0x7b ? walkObject(body, start, visit) : skipValue(body, start),
  );
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
