/** What of a model's words or pictures was held back, or the whole of it. */
const FILTERED: ReadonlySet<string> = new Set([
  'SAFETY',
  'RECITATION',
  'BLOCKLIST',
  'PROHIBITED_CONTENT',
  'SPII',
  'IMAGE_SAFETY',
  'IMAGE_PROHIBITED_CONTENT',
  'IMAGE_RECITATION',
  'MODEL_ARMOR',
  'JAILBREAK',
]);

/** Of the published ones, those that other protocols have no word for: they stand in the normal form as they are. */
const OWN: ReadonlySet<string> = new Set([
  'LANGUAGE',
  'OTHER',
  'MALFORMED_FUNCTION_CALL',
  'UNEXPECTED_TOOL_CALL',
  'TOO_MANY_TOOL_CALLS',
  'NO_IMAGE',
  'IMAGE_OTHER',
  'CONTINUATION',
]);

/** A `finishReason` in the normal form's words. Google has none of its own for an answer that calls tools. */
export function stopReasonOf(finishReason: string, calls: boolean): string {
  if (finishReason === 'STOP') return calls ? 'tool_calls' : 'stop';
  if (finishReason === 'MAX_TOKENS') return 'length';
  return FILTERED.has(finishReason) ? 'content_filter' : finishReason;
}

/** Whether it says that something was held back. */
export function isFiltered(finishReason: string): boolean {
  return FILTERED.has(finishReason);
}

export function finishReasonOf(stopReason: string): string {
  if (stopReason === 'stop' || stopReason === 'tool_calls') return 'STOP';
  if (stopReason === 'length') return 'MAX_TOKENS';
  if (stopReason === 'content_filter') return 'SAFETY';
  return OWN.has(stopReason) ? stopReason : 'OTHER';
}
