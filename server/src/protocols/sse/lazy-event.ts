import type { ConversationEvent } from '../conversation/index.ts';
import type { SpokenEvent } from '../stream-event.ts';

/** Reads the events of one stream, each of them whole and in order. */
export interface EventDecoder {
  decodeEvent(event: Buffer): readonly ConversationEvent[];
}

/** An event of which no byte is decoded before somebody asks. */
export class LazyEvent implements SpokenEvent {
  readonly kind: SpokenEvent['kind'];
  readonly bytes: Buffer;
  readonly #decoder: EventDecoder;
  #said: readonly ConversationEvent[] | null = null;

  constructor(kind: SpokenEvent['kind'], bytes: Buffer, decoder: EventDecoder) {
    this.kind = kind;
    this.bytes = bytes;
    this.#decoder = decoder;
  }

  said(): readonly ConversationEvent[] {
    this.#said ??= this.#decoder.decodeEvent(this.bytes);
    return this.#said;
  }
}
