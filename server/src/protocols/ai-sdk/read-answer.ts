import { isJsonObject } from '../../lib/json-object.ts';
import type { AnswerFacts } from '../answer-facts.ts';
import { Reply } from '../conversation/conversation.ts';
import { parseBytes } from '../json.ts';
import { readError } from '../upstream-error.ts';

const NO_REPLY: Reply = { answers: [], vectors: null, usage: null, error: null };
export const NO_FACTS: AnswerFacts = {
  id: null,
  model: null,
  systemFingerprint: null,
  finishReasons: [],
  usage: null,
  serviceTier: null,
  error: null,
};

/** Of a whole answer, which is a reply in the normal form, or an `error`. */
export function readReply(response: Buffer): Reply {
  const read = Reply.safeParse(parseBytes(response, 0));
  return read.success ? read.data : NO_REPLY;
}

export function readAnswer(response: Buffer): AnswerFacts {
  const body = parseBytes(response, 0);
  if (!isJsonObject(body)) return NO_FACTS;
  const error = readError(body['error']);
  if (error !== null) return { ...NO_FACTS, error };
  const { answers, usage } = readReply(response);
  const finishReasons = answers.flatMap(({ stop_reason: reason }) => reason ?? []);
  return { ...NO_FACTS, finishReasons, usage };
}
