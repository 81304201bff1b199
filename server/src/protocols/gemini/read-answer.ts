import { JsonScanError, skipSpace, skipValue, walkArray } from '../../lib/json-scan.ts';
import type { AnswerFacts } from '../answer-facts.ts';
import { bomLength } from '../byte-order-mark.ts';
import { AnswerObserver } from './answer-observer.ts';

const OPEN_BRACKET = 0x5b;

/**
 * The facts of a whole answer, or of an error, which Google also sends as the one element of a list. Never throws: of what is
 * not JSON, the facts up to the fault are given.
 */
export function readAnswer(body: Buffer): AnswerFacts {
  const observer = new AnswerObserver();
  const start = skipSpace(body, bomLength(body));
  if (body[start] !== OPEN_BRACKET) observer.observe(body, start);
  else observeElements(body, start, observer);
  return observer.facts;
}

function observeElements(body: Buffer, start: number, observer: AnswerObserver): void {
  try {
    walkArray(body, start, (at) => {
      observer.observe(body, at);
      return skipValue(body, at);
    });
  } catch (error) {
    if (!(error instanceof JsonScanError)) throw error;
  }
}
