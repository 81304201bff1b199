import type { JsonObject } from '../../../lib/json-object.ts';
import type { Answer, ContentPart, Part } from '../../conversation/conversation.ts';
import { finishReasonOf } from '../finish-reason.ts';
import { writeLogprobs } from './logprobs.ts';
import { sealed } from './seal.ts';
import { type CitedText, writeCitations } from './write-citations.ts';
import { writeCall, writeContent } from './write-part.ts';

type Call = Extract<Part, { type: 'tool_call' }>;

/** One answer of several, whole. */
export function writeCandidate(answer: Answer, index: number): JsonObject {
  const parts: JsonObject[] = [];
  const cited: CitedText[] = [];
  const malformed: Call[] = [];
  for (const part of answer.parts) {
    if (part.type === 'text' && part.citations !== undefined) {
      const { content: text, citations } = part;
      cited.push({ partIndex: parts.length, text, citations });
    }
    const written = writeSaid(part);
    if (written !== null) parts.push(written);
    else if (part.type === 'tool_call') malformed.push(part);
  }
  const refused = answer.parts.some(({ type }) => type === 'refusal');
  return {
    content: { parts: parts.length === 0 ? [{ text: '' }] : parts, role: 'model' },
    ...writeEnd({ reason: answer.stop_reason, refused, malformed }),
    index,
    ...groundedBy(cited),
    ...(answer.logprobs === undefined ? {} : { logprobsResult: writeLogprobs(answer.logprobs) }),
  };
}

/** A part of an answer; null where Google has no word for it. */
export function writeSaid(part: Part): JsonObject | null {
  switch (part.type) {
    case 'tool_call': {
      const call = writeCall(part);
      return call && { ...call, ...sealed({ signature: part.signature }) };
    }
    case 'text':
      return { text: part.content, ...sealed({ signature: part.signature }) };
    case 'reasoning':
      return { text: part.content, thought: true, ...sealed(part) };
    case 'refusal':
      return { text: part.content };
    case 'audio':
      return writeSound(part);
    case 'tool_result':
      return null;
    default:
      return writeMedia(part);
  }
}

function writeSound(part: Extract<ContentPart, { type: 'audio' }>): JsonObject | null {
  const { source, transcript } = part;
  const said = transcript === null ? {} : { audioTranscription: { text: transcript } };
  const written = source === null ? {} : writeMedia(part);
  return written && { ...written, ...said };
}

function writeMedia(part: ContentPart): JsonObject | null {
  const written = writeContent(part);
  return typeof written === 'string' ? null : written;
}

export function groundedBy(cited: readonly CitedText[]): JsonObject {
  const groundingMetadata = writeCitations(cited);
  return groundingMetadata === undefined ? {} : { groundingMetadata };
}

/** How an answer ended; `malformed`: calls of it whose arguments are no object, which Google says in the reason. */
export interface AnswerEnd {
  readonly reason: string | null;
  readonly refused: boolean;
  readonly malformed: readonly Call[];
}

export function writeEnd({ reason, refused, malformed }: AnswerEnd): JsonObject {
  if (reason === null) return {};
  // Where there was no room for the rest of a call, that is the reason.
  if (malformed.length > 0 && reason !== 'length') {
    const calls = malformed.map(({ name, arguments: input }) => `${name}(${input})`);
    return {
      finishReason: 'MALFORMED_FUNCTION_CALL',
      finishMessage: `Malformed function call: ${calls.join(', ')}`,
    };
  }
  return { finishReason: refused && reason === 'stop' ? 'SAFETY' : finishReasonOf(reason) };
}
