import type { Answer, Part, Reply } from './conversation.ts';
import type { ConversationEvent } from './events.ts';
import { SOUND_AS_ASKED } from './sound.ts';

/** A whole reply as the events of a stream that says the same: `joinEvents` of them is the reply again. */
export function replyEvents({ answers, usage, error }: Reply): ConversationEvent[] {
  const events = answers.flatMap(answerEvents);
  if (usage !== null) events.push({ type: 'usage', usage });
  if (error !== null) events.push({ type: 'error', message: error });
  return events;
}

function answerEvents(said: Answer, answer: number): ConversationEvent[] {
  const { parts, stop_reason: reason, stop_sequence: sequence, logprobs } = said;
  const events: ConversationEvent[] = [];
  let call = 0;
  for (const [i, part] of parts.entries()) {
    if (part.type === 'tool_call') events.push(callEvent(part, answer, call++));
    else events.push(...partEvents(part, parts.slice(0, i), answer));
  }
  if (logprobs !== undefined) events.push({ type: 'logprobs', answer, logprobs });
  if (reason !== null) {
    events.push({ type: 'stop', answer, reason, ...(sequence === undefined ? {} : { sequence }) });
  }
  return events;
}

type Call = Extract<Part, { type: 'tool_call' }>;

function callEvent(part: Call, answer: number, call: number): ConversationEvent {
  const { type, kind, id, name, arguments: input, signature } = part;
  const sealed = signature === undefined ? {} : { signature };
  return { type, answer, call, kind, id, name, arguments: input, ...sealed };
}

function partEvents(
  part: Exclude<Part, Call>,
  before: readonly Part[],
  answer: number,
): ConversationEvent[] {
  const beginsIf = (begins: boolean) => (begins ? { begins: true as const } : {});
  switch (part.type) {
    case 'text':
    case 'refusal': {
      const { type, content } = part;
      const begins = beginsIf(content === '' || before.at(-1)?.type === type);
      const said: ConversationEvent = { type, answer, content, ...begins };
      return type === 'text' ? [said, ...notesOf(part, answer)] : [said];
    }
    case 'reasoning': {
      const { content, signature, id, encrypted } = part;
      const sealed = signature !== null || id !== undefined || encrypted !== undefined;
      const seal = {
        type: 'signature' as const,
        answer,
        signature,
        ...(id === undefined ? {} : { id }),
        ...(encrypted === undefined ? {} : { encrypted }),
      };
      if (content === '' && sealed) return [{ ...seal, begins: true }];
      const begins = beginsIf(content === '' || before.at(-1)?.type === 'reasoning');
      const thought = { type: 'reasoning' as const, answer, content, ...begins };
      return sealed ? [thought, seal] : [thought];
    }
    case 'audio': {
      const { source, transcript } = part;
      const id = source?.kind === 'file' ? source.id : null;
      const data = source?.kind === 'inline' ? source.data : '';
      const asAsked = source?.kind !== 'inline' || source.media_type === SOUND_AS_ASKED;
      if (!asAsked || source?.kind === 'uri') return [{ type: 'part', answer, part }];
      const begins = beginsIf(before.some(({ type }) => type === 'audio'));
      return [{ type: 'audio', answer, id, data, transcript: transcript ?? '', ...begins }];
    }
    case 'tool_result':
      // No model answers with one.
      return [];
    default:
      return [{ type: 'part', answer, part }];
  }
}

function notesOf(text: Extract<Part, { type: 'text' }>, answer: number): ConversationEvent[] {
  const { citations = [], signature } = text;
  return [
    ...citations.map((citation) => ({ type: 'citation' as const, answer, citation })),
    ...(signature === undefined ? [] : [{ type: 'text_signature' as const, answer, signature }]),
  ];
}
