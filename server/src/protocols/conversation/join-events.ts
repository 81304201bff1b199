import type { Answer, ContentPart, Part, Reply } from './conversation.ts';
import type { ConversationEvent } from './events.ts';
import type { Usage } from './usage.ts';

interface Joined {
  reasoning: string;
  signature: string | null;
  text: string;
  refusal: string;
  readonly others: ContentPart[];
  readonly audio: { id: string | null; readonly data: string[]; transcript: string } | null;
  readonly calls: Extract<Part, { type: 'tool_call' }>[];
  stop: string | null;
}

/** The reply that the events of a stream come to; it may have broken off anywhere. Its parts stand in one order: reasoning,
 * text, sound and other parts, refusal, tool calls. */
export function joinEvents(events: Iterable<ConversationEvent>): Reply {
  const answers: (Joined | undefined)[] = [];
  let usage: Usage | null = null;
  let error: string | null = null;
  for (const event of events) {
    if (event.type === 'usage') usage = event.usage;
    else if (event.type === 'error') error ??= event.message;
    else take(answers, event);
  }
  return {
    answers: answers.flatMap((answer) => (answer === undefined ? [] : [answerOf(answer)])),
    vectors: null,
    usage,
    error,
  };
}

type AnswerEvent = Exclude<ConversationEvent, { type: 'usage' | 'error' }>;

function take(answers: (Joined | undefined)[], event: AnswerEvent): void {
  const joined = answers[event.answer] ?? nothing();
  answers[event.answer] = joined;
  switch (event.type) {
    case 'text':
    case 'reasoning':
    case 'refusal':
      joined[event.type] += event.content;
      break;
    case 'signature':
      joined.signature = event.signature;
      break;
    case 'tool_call': {
      const { kind, id, name, arguments: piece } = event;
      const call = joined.calls[event.call];
      if (call === undefined) {
        joined.calls[event.call] = { type: 'tool_call', kind, id, name, arguments: piece };
      } else {
        call.id ??= id;
        call.name += name;
        call.arguments += piece;
      }
      break;
    }
    case 'audio':
      answers[event.answer] = withAudio(joined, event);
      break;
    case 'part':
      joined.others.push(event.part);
      break;
    case 'stop':
      joined.stop = event.reason;
      break;
  }
}

function nothing(): Joined {
  return {
    reasoning: '',
    signature: null,
    text: '',
    refusal: '',
    others: [],
    audio: null,
    calls: [],
    stop: null,
  };
}

function withAudio(joined: Joined, event: Extract<AnswerEvent, { type: 'audio' }>): Joined {
  const audio = joined.audio ?? { id: null, data: [], transcript: '' };
  audio.id ??= event.id;
  if (event.data !== '') audio.data.push(event.data);
  audio.transcript += event.transcript;
  return { ...joined, audio };
}

function answerOf(joined: Joined): Answer {
  const { reasoning, signature, text, refusal, others, audio, calls, stop } = joined;
  const parts: Part[] = [];
  if (reasoning !== '' || signature !== null) {
    parts.push({ type: 'reasoning', content: reasoning, signature });
  }
  if (text !== '') parts.push({ type: 'text', content: text });
  if (audio !== null) parts.push(audioPart(audio.id, joinBase64(audio.data), audio.transcript));
  parts.push(...others);
  if (refusal !== '') parts.push({ type: 'refusal', content: refusal });
  parts.push(...calls.filter((call) => call !== undefined));
  return { role: 'assistant', name: null, parts, stop_reason: stop };
}

/** Sound that a model made. Its form is what the request asked for, which its answer does not repeat. */
export function audioPart(id: string | null, data: string, transcript: string): ContentPart {
  return {
    type: 'audio',
    source:
      data !== ''
        ? { kind: 'inline', media_type: 'audio/*', data }
        : id === null
          ? null
          : { kind: 'file', id },
    transcript: transcript === '' ? null : transcript,
  };
}

/** Each piece may be padded by itself. */
function joinBase64(pieces: readonly string[]): string {
  const [only] = pieces;
  if (pieces.length <= 1) return only ?? '';
  return Buffer.concat(pieces.map((piece) => Buffer.from(piece, 'base64'))).toString('base64');
}
