import type { JsonObject } from '../../../lib/json-object.ts';
import type { Citation, Part, TokenLogprob } from '../../conversation/conversation.ts';
import type { ConversationEvent } from '../../conversation/events.ts';
import { writeLogprobs } from './logprobs.ts';
import { sealed } from './seal.ts';
import { groundedBy, writeEnd, writeSaid } from './write-answer.ts';

type AnswerEvent = Exclude<ConversationEvent, { type: 'usage' | 'error' }>;
type Call = Extract<Part, { type: 'tool_call' }>;

/** Sound of Google's models, where its form is what was asked for. */
const SOUND = 'audio/L16;codec=pcm;rate=24000';

/** Writes one answer of a stream piece by piece; what is known only at its end is kept for the last one. */
export class AnswerWriter {
  readonly #index: number;
  #calls = new Map<number, Call>();
  readonly #malformed: Call[] = [];
  readonly #logprobs: TokenLogprob[] = [];
  readonly #citations: Citation[] = [];
  /** All of its text, in which clients look for what is cited, and its length in code points. */
  #text = '';
  #length = 0;
  /** Where in it the text in progress begins; null where none is. */
  #textAt: number | null = null;
  #refused = false;
  #stop: string | null = null;

  constructor(index: number) {
    this.#index = index;
  }

  /** Candidates of pieces. */
  take(event: AnswerEvent): JsonObject[] {
    if (event.type !== 'text' && event.type !== 'citation' && event.type !== 'text_signature') {
      this.#textAt = null;
    }
    switch (event.type) {
      case 'text':
        return this.#say(event);
      case 'refusal':
        this.#refused = true;
        return this.#say(event);
      case 'reasoning':
        if (event.content === '') return [];
        return [this.#piece({ text: event.content, thought: true })];
      case 'signature': {
        const seal = sealed(event);
        const empty = Object.keys(seal).length === 0;
        return empty ? [] : [this.#piece({ text: '', thought: true, ...seal })];
      }
      case 'text_signature':
        return [this.#piece({ text: '', ...sealed(event) })];
      case 'citation':
        this.#cite(event.citation);
        return [];
      case 'logprobs':
        this.#logprobs.push(...event.logprobs);
        return [];
      case 'tool_call':
        this.#call(event);
        return [];
      case 'audio':
        return this.#sound(event);
      case 'part': {
        const written = writeSaid(event.part);
        return written === null ? [] : [this.#piece(written)];
      }
      case 'stop':
        this.#stop = event.reason;
        return this.rest();
    }
  }

  /** The calls, which are written whole. */
  rest(): JsonObject[] {
    const calls = [...this.#calls].sort(([a], [b]) => a - b).map(([, call]) => call);
    this.#calls = new Map();
    return calls.flatMap((call) => {
      const written = writeSaid(call);
      if (written !== null) return [this.#piece(written)];
      this.#malformed.push(call);
      return [];
    });
  }

  /** The candidate of the last piece. */
  end(): JsonObject {
    const cited = [{ partIndex: 0, text: this.#text, citations: this.#citations }];
    const [reason, refused, malformed] = [this.#stop ?? 'stop', this.#refused, this.#malformed];
    return {
      ...this.#piece({ text: '' }),
      ...writeEnd({ reason, refused, malformed }),
      ...groundedBy(cited),
      ...(this.#logprobs.length === 0 ? {} : { logprobsResult: writeLogprobs(this.#logprobs) }),
    };
  }

  #say({ type, content, begins }: Extract<AnswerEvent, { content: string }>): JsonObject[] {
    if (type === 'text' && (this.#textAt === null || begins === true)) this.#textAt = this.#length;
    this.#text += content;
    this.#length += [...content].length;
    return content === '' ? [] : [this.#piece({ text: content })];
  }

  #cite({ start, end, ...source }: Citation): void {
    const from = this.#textAt;
    const placed = from !== null && start !== null && end !== null;
    const range = placed ? { start: from + start, end: from + end } : { start: null, end: null };
    this.#citations.push({ ...source, ...range });
  }

  #call(event: Extract<AnswerEvent, { type: 'tool_call' }>): void {
    const { type, call: place, kind, id, name, arguments: piece, signature } = event;
    const call = this.#calls.get(place);
    if (call === undefined) {
      const seal = signature === undefined ? {} : { signature };
      this.#calls.set(place, { type, kind, id, name, arguments: piece, ...seal });
      return;
    }
    call.id ??= id;
    call.name += name;
    call.arguments += piece;
    if (signature !== undefined) call.signature ??= signature;
  }

  #sound({ data, transcript }: Extract<AnswerEvent, { type: 'audio' }>): JsonObject[] {
    if (data === '' && transcript === '') return [];
    return [
      this.#piece({
        ...(data === '' ? {} : { inlineData: { mimeType: SOUND, data } }),
        ...(transcript === '' ? {} : { audioTranscription: { text: transcript } }),
      }),
    ];
  }

  #piece(part: JsonObject): JsonObject {
    return { content: { parts: [part], role: 'model' }, index: this.#index };
  }
}
