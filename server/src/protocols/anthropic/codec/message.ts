import type { JsonObject } from '../../../lib/json-object.ts';
import type { ReplyHead } from '../../codec.ts';
import type { Usage } from '../../conversation/usage.ts';
import { writeMessageUsage } from './write-usage.ts';

/** A message with everything that Anthropic's have; as it begins, where nothing else is given. */
export function messageOf(
  head: ReplyHead,
  content: readonly JsonObject[],
  usage: Usage | null,
  stop: { readonly reason: string | null; readonly sequence: string | null },
): JsonObject {
  return {
    id: idOf('msg', head.id),
    type: 'message',
    role: 'assistant',
    model: head.model,
    content,
    stop_reason: stop.reason,
    stop_sequence: stop.sequence,
    stop_details: null,
    container: null,
    diagnostics: null,
    usage: writeMessageUsage(usage),
  };
}

/** Of Anthropic's form, from a UUID. */
export function idOf(prefix: 'msg' | 'toolu', uuid: string, place?: number): string {
  const digits = uuid.replaceAll('-', '');
  return `${prefix}_${digits}${place === undefined ? '' : `_${place}`}`;
}
