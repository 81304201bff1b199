import type { ConversationEvent } from '../../conversation/events.ts';

/** What the items of one answer have to know of each other. */
export class AnswerOrder {
  /** Of what kind the part is that was begun last. */
  last: ConversationEvent['type'] | null = null;
  readonly #calls = new Map<string, number>();
  #count = 0;

  beginCall(id: string | null): number {
    const call = this.#count++;
    if (id !== null) this.#calls.set(id, call);
    this.last = 'tool_call';
    return call;
  }

  callOf(id: string): number | null {
    return this.#calls.get(id) ?? null;
  }
}
