import type { ConversationEvent } from '../conversation/events.ts';
import type { EventDecoder } from './lazy-event.ts';
import type { SseEvent } from './sse-event.ts';
import { WholeEvents } from './whole-events.ts';

/** Reads a stream of a protocol's events as those of the normal form, however it is cut. Never throws. */
export abstract class EventStreamDecoder implements EventDecoder {
  readonly #events = new WholeEvents((event) => this.read(event, this.#said));
  #said: ConversationEvent[] = [];

  push(chunk: Buffer): ConversationEvent[] {
    this.#events.push(chunk);
    return this.#take();
  }

  /** An event that is known to be whole, or the last one with what came behind it. */
  decodeEvent(event: Buffer): ConversationEvent[] {
    this.#events.push(event);
    this.#events.finish();
    return this.#take();
  }

  /** After the last chunk: an event without its empty line, and what was not told before. */
  finish(): ConversationEvent[] {
    this.#events.finish();
    this.readEnd(this.#said);
    return this.#take();
  }

  protected abstract read(event: SseEvent, into: ConversationEvent[]): void;
  protected abstract readEnd(into: ConversationEvent[]): void;

  #take(): ConversationEvent[] {
    const said = this.#said;
    this.#said = [];
    return said;
  }
}
