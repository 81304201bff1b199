import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { Answer, Citation, Part } from '../../conversation/conversation.ts';
import { listOf, textOrNull } from '../../json.ts';
import { RequestFault } from '../../request-fault.ts';
import { isFiltered, stopReasonOf } from '../finish-reason.ts';
import { readLogprobs } from './logprobs.ts';
import { readCitations } from './read-citations.ts';
import { readPart } from './read-part.ts';
import { GeminiMembers } from './spelling.ts';

/** One answer of several, whole. Never throws. */
export function readCandidate(candidate: JsonObject): Answer {
  const content = candidate['content'];
  const parts = (isJsonObject(content) ? listOf(content['parts']) : []).map(partOf);
  const logprobs = readLogprobs(candidate['logprobsResult']);
  const calls = parts.some(({ type }) => type === 'tool_call');
  return {
    role: 'assistant',
    name: null,
    parts: [...withCitations(candidate, parts), ...refusalIn(candidate)],
    stop_reason: stopReasonIn(candidate, calls),
    ...(logprobs.length === 0 ? {} : { logprobs }),
  };
}

/** Null: it did not end yet. */
export function stopReasonIn(candidate: JsonObject, calls: boolean): string | null {
  const reason = textOrNull(candidate['finishReason']);
  if (reason === null || reason === 'FINISH_REASON_UNSPECIFIED') return null;
  return stopReasonOf(reason, calls);
}

/** What it says in place of what it held back. */
export function refusalIn(candidate: JsonObject): Extract<Part, { type: 'refusal' }>[] {
  const message = textOrNull(candidate['finishMessage']);
  const filtered = isFiltered(textOrNull(candidate['finishReason']) ?? '');
  return message === null || !filtered ? [] : [{ type: 'refusal', content: message }];
}

/** A part of what a model said; one that cannot be read is kept as it is. */
export function partOf(value: unknown): Part {
  try {
    return readPart(new GeminiMembers(value), []);
  } catch (error) {
    if (!(error instanceof RequestFault)) throw error;
    return { type: 'unknown', value };
  }
}

function withCitations(candidate: JsonObject, parts: readonly Part[]): Part[] {
  const textOf = (place: number): string => {
    const part = parts[place];
    return part?.type === 'text' ? part.content : '';
  };
  const placed = readCitations(candidate, textOf);
  if (placed.length === 0) return [...parts];
  const first = parts.findIndex(({ type }) => type === 'text');
  const byPart = new Map<number, Citation[]>();
  for (const { partIndex, citation } of placed) {
    const at = parts[partIndex]?.type === 'text' ? partIndex : first;
    byPart.set(at, [...(byPart.get(at) ?? []), citation]);
  }
  return parts.map((part, i) => {
    const citations = byPart.get(i);
    return part.type === 'text' && citations !== undefined ? { ...part, citations } : part;
  });
}
