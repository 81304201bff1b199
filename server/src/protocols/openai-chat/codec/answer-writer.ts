import type { JsonObject } from '../../../lib/json-object.ts';
import type { AnswerEvent } from '../../conversation/joined-answer.ts';
import { type AnswerForm, callId, finishReason } from './answer-form.ts';
import { writeLogprobs } from './logprobs.ts';
import { writeCitation, writeImage, writeSound } from './write-answer-parts.ts';
import { writeCalled, writeSeal } from './write-calls.ts';
import { BETWEEN, writeDetails } from './write-reasoning.ts';

type EventOf<T extends AnswerEvent['type']> = Extract<AnswerEvent, { type: T }>;

/** Says one answer of a stream in choices of chunks, and remembers what the next one needs to know of it. */
export class AnswerWriter {
  readonly #index: number;
  readonly #form: AnswerForm;
  #begun = false;
  #finished = false;
  readonly #calls = new Set<number>();
  /** The event before, but for those that tell of a text. */
  #before: AnswerEvent['type'] | null = null;
  /** Characters of the text, and those before the part in progress. */
  readonly #text = { length: 0, before: 0 };
  /** The part of reasoning in progress. */
  readonly #thought = { index: -1, ended: true };
  /** Told at its end: some clients keep what the last piece says of a list. */
  readonly #citations: JsonObject[] = [];
  #images = 0;

  constructor(index: number, form: AnswerForm) {
    this.#index = index;
    this.#form = form;
  }

  /** Null where the protocol has no place for it, or it says nothing. */
  write(event: AnswerEvent): JsonObject | null {
    if (event.type === 'stop') return this.#finish(event.reason, event.sequence);
    if (event.type === 'logprobs') {
      return this.#choice({}, { logprobs: writeLogprobs(event.logprobs) });
    }
    const delta = this.#delta(event);
    if (event.type !== 'citation' && event.type !== 'text_signature') this.#before = event.type;
    return delta === null ? null : this.#choice(delta);
  }

  /** An answer that its provider did not end: clients wait for a reason. Null where it has one. */
  end(): JsonObject | null {
    return this.#finish(null, undefined);
  }

  #finish(reason: string | null, sequence: string | undefined): JsonObject | null {
    if (this.#finished) return null;
    this.#finished = true;
    const { oneCall } = this.#form;
    return this.#choice(this.#citations.length === 0 ? {} : { annotations: this.#citations }, {
      finish_reason: finishReason(reason, this.#calls.size > 0, oneCall),
      ...(sequence === undefined ? {} : { stop_reason: sequence }),
    });
  }

  #choice(delta: JsonObject, more: JsonObject = {}): JsonObject {
    const first = this.#begun ? {} : { role: 'assistant', content: null };
    this.#begun = true;
    return {
      index: this.#index,
      delta: { ...first, ...delta },
      logprobs: null,
      finish_reason: null,
      ...more,
    };
  }

  #delta(event: Exclude<AnswerEvent, EventOf<'stop' | 'logprobs'>>): JsonObject | null {
    switch (event.type) {
      case 'text':
        return this.#say(event);
      case 'reasoning':
        return this.#think(event);
      case 'signature':
        return this.#seal(event);
      case 'refusal':
        return event.content === '' ? null : { refusal: event.content };
      case 'citation': {
        const { before, length } = this.#text;
        const cited = writeCitation(event.citation, before, length - before);
        if (cited !== null) this.#citations.push(cited);
        return null;
      }
      case 'text_signature':
        return null;
      case 'tool_call':
        return this.#call(event);
      case 'audio': {
        const { id, data, transcript } = event;
        const named = id === null ? {} : { id };
        return { audio: { ...named, data, transcript, expires_at: this.#form.created } };
      }
      case 'part':
        return this.#part(event.part);
    }
  }

  #say({ content, begins }: EventOf<'text' | 'reasoning' | 'refusal'>): JsonObject | null {
    const text = this.#text;
    if (begins === true || this.#before !== 'text') text.before = text.length;
    text.length += [...content].length;
    return content === '' ? null : { content };
  }

  #think({ content, begins }: EventOf<'text' | 'reasoning' | 'refusal'>): JsonObject | null {
    if (content === '' && begins !== true) return null;
    const another =
      begins === true ||
      this.#thought.ended ||
      this.#before === null ||
      this.#before !== 'reasoning';
    if (another) this.#beginThought();
    const { index } = this.#thought;
    const shown = another && index > 0 ? BETWEEN + content : content;
    const details = writeDetails({ type: 'reasoning', content, signature: null }, index);
    return { reasoning_content: shown, reasoning_details: details };
  }

  #seal({ signature, id, encrypted, begins }: EventOf<'signature'>): JsonObject {
    if (begins === true || this.#thought.ended) this.#beginThought();
    this.#thought.ended = signature !== null || encrypted !== undefined;
    const sealed = {
      type: 'reasoning',
      content: '',
      signature,
      ...(id === undefined ? {} : { id }),
      ...(encrypted === undefined ? {} : { encrypted }),
    } as const;
    return { reasoning_details: writeDetails(sealed, this.#thought.index) };
  }

  #beginThought(): void {
    this.#thought.index++;
    this.#thought.ended = false;
  }

  #call(event: EventOf<'tool_call'>): JsonObject | null {
    const { call: index, kind, name, arguments: input, signature } = event;
    const first = !this.#calls.has(index);
    this.#calls.add(index);
    const { id, oneCall } = this.#form;
    if (oneCall) {
      if (index > 0) return null;
      return {
        function_call: writeCalled({ kind: 'function', name, arguments: input })['function'],
      };
    }
    const named = first ? { id: event.id ?? callId(id, this.#index, index), type: kind } : {};
    const piece = writeCalled({ kind, name, arguments: input });
    return { tool_calls: [{ index, ...named, ...piece, ...writeSeal(signature) }] };
  }

  #part(part: EventOf<'part'>['part']): JsonObject | null {
    switch (part.type) {
      case 'text':
        return this.#say({ type: 'text', answer: this.#index, content: part.content });
      case 'image': {
        const image = writeImage(part, this.#images);
        if (image === null) return null;
        this.#images++;
        return { images: [image] };
      }
      case 'audio': {
        const { id, created } = this.#form;
        return { audio: writeSound(part, `audio_${id}`, created) };
      }
      default:
        return null;
    }
  }
}
