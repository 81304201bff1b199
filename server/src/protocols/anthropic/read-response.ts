import { JsonScanError, skipValue, walkDocument } from '../../lib/json-scan.ts';
import { findPlainName } from '../../lib/json-scan-name.ts';
import type { AnswerFacts } from '../answer-facts.ts';
import { text } from '../upstream-error.ts';
import { readErrorMember } from './read-error.ts';
import { readCounts, tierOf, usageOf } from './read-usage.ts';

const NAMES = ['id', 'model', 'stop_reason', 'usage', 'error'] as const;
const NAME_BYTES = NAMES.map((name) => Buffer.from(name));

/**
 * The facts of a whole answer: a message, an error, or a count of tokens, which uses none and so has no usage. Only the members
 * that hold them are parsed; their names are expected as every server writes them, without escapes. Never throws: of what is not
 * JSON, the facts up to the fault are given.
 */
export function readResponse(body: Buffer): AnswerFacts {
  const found: Partial<Record<(typeof NAMES)[number], unknown>> = {};
  try {
    walkDocument(body, (nameStart, nameEnd, start) => {
      const end = skipValue(body, start);
      const name = NAMES[findPlainName(body, nameStart, nameEnd, NAME_BYTES)];
      if (name !== undefined) found[name] = parse(body, start, end);
      return end;
    });
  } catch (error) {
    // A provider may answer anything; what could be read of it stands.
    if (!(error instanceof JsonScanError)) throw error;
  }
  const reason = text(found.stop_reason);
  return {
    id: text(found.id),
    model: text(found.model),
    systemFingerprint: null,
    finishReasons: reason === null ? [] : [reason],
    usage: usageOf(readCounts(found.usage)),
    serviceTier: tierOf(found.usage),
    error: readErrorMember(found.error),
  };
}

function parse(body: Buffer, start: number, end: number): unknown {
  try {
    return JSON.parse(body.toString('utf8', start, end));
  } catch {
    // Its structure was right, so a string in it has an escape that JSON does not know.
    return null;
  }
}
