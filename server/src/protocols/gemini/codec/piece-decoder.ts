import { isJsonObject, type JsonObject } from '../../../lib/json-object.ts';
import type { Citation, Part } from '../../conversation/conversation.ts';
import type { ConversationEvent } from '../../conversation/events.ts';
import { listOf, parseBytes, textOrNull } from '../../json.ts';
import { readError } from '../read-error.ts';
import { readLogprobs } from './logprobs.ts';
import { partOf, refusalIn, stopReasonIn } from './read-candidate.ts';
import { readCitations } from './read-citations.ts';

/** A place that a provider names; nonsense must not make a list of millions. */
const MOST_ANSWERS = 1024;

/** An answer as far as it has come. */
interface Begun {
  calls: number;
  /** All of its text, in which Google counts, and where in it, in code points, its last part begins. */
  text: string;
  lastAt: number;
  inText: boolean;
  readonly cited: Set<string>;
}

/**
 * Reads the pieces of a stream as events of the normal form. Never throws. Usage is left to whoever gathers facts: it stands in
 * every piece.
 */
export class PieceDecoder {
  readonly #answers = new Map<number, Begun>();

  decode(bytes: Buffer, start: number, end: number): ConversationEvent[] {
    const piece = parseBytes(bytes, start, end);
    return isJsonObject(piece) ? this.#read(piece) : [];
  }

  #read(piece: JsonObject): ConversationEvent[] {
    const candidates = listOf(piece['candidates']).filter(isJsonObject);
    const events = candidates.flatMap((candidate) => this.#readCandidate(candidate));
    if (candidates.length === 0 && isBlocked(piece)) {
      events.push({ type: 'stop', answer: 0, reason: 'content_filter' });
    }
    const error = readError(piece['error']);
    if (error === null) return events;
    const message = error.message ?? JSON.stringify(piece['error']);
    const code = error.code === null ? {} : { code: error.code };
    return [...events, { type: 'error', message, ...code }];
  }

  #readCandidate(candidate: JsonObject): ConversationEvent[] {
    const answer = placeOf(candidate['index']);
    const begun = this.#answers.get(answer) ?? beginAnswer();
    this.#answers.set(answer, begun);
    const content = candidate['content'];
    const parts = isJsonObject(content) ? listOf(content['parts']) : [];
    const events = parts.flatMap((part) => eventsOf(partOf(part), answer, begun));
    for (const { citation } of readCitations(candidate, () => begun.text)) {
      // What a search found is repeated from piece to piece.
      const key = JSON.stringify(citation);
      if (begun.cited.has(key)) continue;
      begun.cited.add(key);
      events.push({ type: 'citation', answer, citation: inLastText(citation, begun.lastAt) });
    }
    const logprobs = readLogprobs(candidate['logprobsResult']);
    if (logprobs.length > 0) events.push({ type: 'logprobs', answer, logprobs });
    events.push(...refusalIn(candidate).map((refusal) => ({ ...refusal, answer })));
    const reason = stopReasonIn(candidate, begun.calls > 0);
    if (reason !== null) events.push({ type: 'stop', answer, reason });
    return events;
  }
}

function beginAnswer(): Begun {
  return { calls: 0, text: '', lastAt: 0, inText: false, cited: new Set() };
}

/** Places in a text before the last one cannot be told of any more. */
function inLastText(citation: Citation, lastAt: number): Citation {
  const { start, end } = citation;
  if (start === null || end === null || start < lastAt) {
    return { ...citation, start: null, end: null };
  }
  return { ...citation, start: start - lastAt, end: end - lastAt };
}

function eventsOf(part: Part, answer: number, begun: Begun): ConversationEvent[] {
  if (part.type !== 'text') begun.inText = false;
  switch (part.type) {
    case 'text': {
      const { type, content, signature } = part;
      if (content !== '' && !begun.inText) begun.lastAt = [...begun.text].length;
      if (content !== '') begun.inText = signature === undefined;
      begun.text += content;
      return [
        ...(content === '' ? [] : [{ type, answer, content }]),
        ...(signature === undefined
          ? []
          : [{ type: 'text_signature' as const, answer, signature }]),
      ];
    }
    case 'reasoning': {
      const { type, content, ...seal } = part;
      const sealed = Object.values(seal).some((member) => member !== null);
      return [
        ...(content === '' ? [] : [{ type, answer, content }]),
        ...(sealed ? [{ type: 'signature' as const, answer, ...seal }] : []),
      ];
    }
    case 'tool_call':
      return [{ ...part, answer, call: begun.calls++ }];
    case 'tool_result':
    case 'refusal':
      return [];
    default:
      return [{ type: 'part', answer, part }];
  }
}

/** A prompt to which there is no answer. */
export function isBlocked(answer: JsonObject): boolean {
  const feedback = answer['promptFeedback'];
  return isJsonObject(feedback) && textOrNull(feedback['blockReason']) !== null;
}

function placeOf(value: unknown): number {
  const place = typeof value === 'number' && Number.isSafeInteger(value) ? value : 0;
  return place >= 0 && place < MOST_ANSWERS ? place : 0;
}
