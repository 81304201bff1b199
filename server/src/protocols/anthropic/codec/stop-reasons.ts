import { isJsonObject } from '../../../lib/json-object.ts';
import { textOrNull } from '../../json.ts';

/** By Anthropic's words; those that are not here are their own. */
const READ: ReadonlyMap<string, string> = new Map([
  ['end_turn', 'stop'],
  ['stop_sequence', 'stop'],
  ['max_tokens', 'length'],
  ['model_context_window_exceeded', 'length'],
  ['tool_use', 'tool_calls'],
  ['refusal', 'content_filter'],
]);

const WRITTEN: ReadonlyMap<string, string> = new Map([
  ['stop', 'end_turn'],
  ['length', 'max_tokens'],
  ['tool_calls', 'tool_use'],
  ['content_filter', 'refusal'],
  // Anthropic's words that the normal form has none for.
  ['pause_turn', 'pause_turn'],
  ['compaction', 'compaction'],
]);

/** In the words of the normal form. */
export function readStopReason(reason: string): string {
  return READ.get(reason) ?? reason;
}

/** What a model that refused says of it, beside what it said before. */
export function refusalOf(details: unknown): string | null {
  return isJsonObject(details) ? textOrNull(details['explanation']) : null;
}

/**
 * In Anthropic's, since its clients know no others: a reason that it has not is the end of a turn. `refused`: the model said that
 * it will not answer, which OpenAI counts as an answer that ended well.
 */
export function writeStopReason(
  reason: string | null,
  sequence: string | undefined,
  refused: boolean,
): string {
  if (refused && (reason === null || reason === 'stop')) return 'refusal';
  if (sequence !== undefined && (reason === null || reason === 'stop')) return 'stop_sequence';
  return WRITTEN.get(reason ?? 'stop') ?? 'end_turn';
}
