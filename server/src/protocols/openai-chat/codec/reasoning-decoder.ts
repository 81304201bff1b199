import type { JsonObject } from '../../../lib/json-object.ts';
import type { ConversationEvent } from '../../conversation/events.ts';
import { type Detail, goesOn, joined, readDetails } from './read-reasoning.ts';

/** Reads the reasoning of one answer of a stream. */
export class ReasoningDecoder {
  readonly #answer: number;
  /** The part in progress, but for its content. */
  #part: Detail | null = null;
  /** It is another one than that of the last event. */
  #begins = false;

  constructor(answer: number) {
    this.#answer = answer;
  }

  read(delta: JsonObject): ConversationEvent[] {
    return readDetails(delta).flatMap((detail) => this.#take(detail));
  }

  #take(detail: Detail): ConversationEvent[] {
    const before = this.#part;
    const another = before !== null && !goesOn(before, detail);
    this.#begins ||= another;
    this.#part = before === null || another ? detail : joined(before, detail);
    const { content, signature, encrypted, id } = detail;
    const events: ConversationEvent[] = [];
    const answer = this.#answer;
    if (content !== '') events.push({ type: 'reasoning', answer, content, ...this.#mark() });
    const named = id !== null && (another || id !== before?.id);
    if (signature !== null || encrypted !== null || named) {
      events.push({
        type: 'signature',
        answer,
        signature,
        ...(id === null ? {} : { id }),
        ...(encrypted === null ? {} : { encrypted }),
        ...this.#mark(),
      });
    }
    return events;
  }

  #mark(): { begins?: true } {
    const begins = this.#begins;
    this.#begins = false;
    return begins ? { begins } : {};
  }
}
