import { skipSpace } from '../../lib/json-scan.ts';
import { bomLength } from '../byte-order-mark.ts';
import type { BodyForm } from '../protocol.ts';
import { beginsEvents, streamType } from '../sse/stream-type.ts';

const JSON_TYPE = /^application\/json\s*(?:;|$)/i;
const OPEN_BRACKET = 0x5b;

/** A stream may come as a list of JSON, which has the type of a whole answer: its first byte tells. */
export function answerForm(contentType: string | undefined, streamAsked: boolean): BodyForm {
  const form = streamType(contentType, streamAsked);
  return streamAsked && JSON_TYPE.test(contentType?.trimStart() ?? '') ? 'unsure' : form;
}

/** Whether bytes are, or may be, the beginning of events or of a list. */
export function beginsStream(bytes: Buffer): boolean {
  return beginsEvents(bytes) || bytes[skipSpace(bytes, bomLength(bytes))] === OPEN_BRACKET;
}
