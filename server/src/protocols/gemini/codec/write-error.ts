import type { JsonObject } from '../../../lib/json-object.ts';
import type { ConversationEvent } from '../../conversation/index.ts';
import { statusNumber } from '../status-words.ts';

/** A failure of the provider in mid-stream, as Google tells of one; its clients look for a number. */
export function writeErrorEvent({
  message,
  code,
}: Extract<ConversationEvent, { type: 'error' }>): JsonObject {
  const status = code === undefined ? undefined : statusNumber(code);
  return {
    error:
      status === undefined
        ? { code: 500, message, status: 'INTERNAL' }
        : { code: status, message, status: code },
  };
}
