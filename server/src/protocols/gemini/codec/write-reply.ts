import type { JsonObject } from '../../../lib/json-object.ts';
import type { ReplyHead } from '../../codec.ts';
import type { Reply, Usage } from '../../conversation/index.ts';
import { writeCandidate } from './write-answer.ts';
import { writeUsage } from './write-usage.ts';

/** A whole answer. */
export function writeReply(reply: Reply, head: ReplyHead): Buffer {
  const { answers, usage } = reply;
  return Buffer.from(JSON.stringify(pieceOf(answers.map(writeCandidate), usage, head)));
}

/** An answer, or a piece of one. */
export function pieceOf(
  candidates: readonly JsonObject[],
  usage: Usage | null,
  { id, model }: ReplyHead,
): JsonObject {
  return {
    candidates,
    ...(usage === null ? {} : { usageMetadata: writeUsage(usage) }),
    modelVersion: model,
    responseId: id,
  };
}
