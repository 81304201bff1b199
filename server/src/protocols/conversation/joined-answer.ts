import type { Answer, ContentPart, Part, TokenLogprob } from './conversation.ts';
import type { ConversationEvent } from './events.ts';
import { audioPart, joinBase64 } from './sound.ts';

export type AnswerEvent = Exclude<ConversationEvent, { type: 'usage' | 'error' }>;
type EventOf<T extends AnswerEvent['type']> = Extract<AnswerEvent, { type: T }>;
type PartOf<T extends Part['type']> = Extract<Part, { type: T }>;

interface Sound {
  readonly type: 'sound';
  id: string | null;
  readonly data: string[];
  transcript: string;
}

/** A part as far as it has come; one that has ended takes no more. */
interface Begun<P> {
  readonly part: P;
  ended: boolean;
}

/** One answer, put together of its events. Its parts stand in the order in which they began. */
export class JoinedAnswer {
  readonly #parts: Begun<Part | Sound>[] = [];
  readonly #calls = new Map<number, PartOf<'tool_call'>>();
  #logprobs: TokenLogprob[] | null = null;
  #stop: string | null = null;
  #sequence: string | undefined;

  take(event: AnswerEvent): void {
    switch (event.type) {
      case 'text':
      case 'reasoning':
      case 'refusal':
        this.#say(event);
        break;
      case 'signature':
        this.#seal(event);
        break;
      case 'citation': {
        const { part } = this.#textInProgress();
        part.citations = [...(part.citations ?? []), event.citation];
        break;
      }
      case 'text_signature': {
        const text = this.#textInProgress();
        text.part.signature = event.signature;
        text.ended = true;
        break;
      }
      case 'logprobs':
        this.#logprobs ??= [];
        this.#logprobs.push(...event.logprobs);
        break;
      case 'tool_call':
        this.#call(event);
        break;
      case 'audio':
        this.#sound(event);
        break;
      case 'part':
        this.#parts.push({ part: event.part, ended: true });
        break;
      case 'stop':
        this.#stop = event.reason;
        this.#sequence = event.sequence;
        break;
    }
  }

  answer(): Answer {
    return {
      role: 'assistant',
      name: null,
      parts: this.#parts.map(({ part }) => (part.type === 'sound' ? soundOf(part) : part)),
      stop_reason: this.#stop,
      ...(this.#sequence === undefined ? {} : { stop_sequence: this.#sequence }),
      ...(this.#logprobs === null ? {} : { logprobs: this.#logprobs }),
    };
  }

  #say({ type, content, begins }: EventOf<'text' | 'reasoning' | 'refusal'>): void {
    const last = this.#parts.at(-1);
    if (last?.part.type === type && !last.ended && begins !== true) {
      last.part.content += content;
    } else if (content !== '' || begins === true) {
      const part =
        type === 'reasoning' ? { type, content, signature: null } : ({ type, content } as const);
      this.#parts.push({ part, ended: false });
    }
  }

  #seal({ signature, id, encrypted, begins }: EventOf<'signature'>): void {
    const open = begins === true ? undefined : this.#last('reasoning');
    const begun = open?.ended === false ? open : this.#begin({ ...NO_REASONING });
    const { part } = begun;
    if (signature !== null) part.signature = signature;
    if (id !== undefined) part.id = id;
    if (encrypted !== undefined) part.encrypted = encrypted;
    begun.ended = signature !== null || encrypted !== undefined;
  }

  #textInProgress(): Begun<PartOf<'text'>> {
    const text = this.#last('text');
    return text?.ended === false ? text : this.#begin({ type: 'text', content: '' });
  }

  #call({ call, kind, id, name, arguments: piece, signature }: EventOf<'tool_call'>): void {
    const begun = this.#calls.get(call);
    if (begun === undefined) {
      const part: PartOf<'tool_call'> = { type: 'tool_call', kind, id, name, arguments: piece };
      if (signature !== undefined) part.signature = signature;
      this.#calls.set(call, part);
      this.#begin(part);
      return;
    }
    begun.id ??= id;
    begun.name += name;
    begun.arguments += piece;
    if (signature !== undefined) begun.signature ??= signature;
  }

  #sound({ id, data, transcript, begins }: EventOf<'audio'>): void {
    const open = begins === true ? undefined : this.#last('sound');
    const { part } = open ?? this.#begin<Sound>({ type: 'sound', id, data: [], transcript: '' });
    part.id ??= id;
    if (data !== '') part.data.push(data);
    part.transcript += transcript;
  }

  #begin<P extends Part | Sound>(part: P): Begun<P> {
    const begun = { part, ended: false };
    this.#parts.push(begun);
    return begun;
  }

  #last<T extends (Part | Sound)['type']>(
    type: T,
  ): Begun<Extract<Part | Sound, { type: T }>> | undefined {
    return this.#parts.findLast(
      (begun): begun is Begun<Extract<Part | Sound, { type: T }>> => begun.part.type === type,
    );
  }
}

const NO_REASONING: PartOf<'reasoning'> = { type: 'reasoning', content: '', signature: null };

function soundOf({ id, data, transcript }: Sound): ContentPart {
  return audioPart(id, joinBase64(data), transcript);
}
