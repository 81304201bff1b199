import type { ConversationEvent } from '../conversation/index.ts';
import type { SpokenEvent } from '../stream-event.ts';
import type { ChatStreamDecoder } from './codec/chat-stream-decoder.ts';

/** An event of which no byte is decoded before somebody asks. */
export class ChatEvent implements SpokenEvent {
  readonly kind: SpokenEvent['kind'];
  readonly bytes: Buffer;
  readonly #decoder: ChatStreamDecoder;
  #said: readonly ConversationEvent[] | null = null;

  constructor(kind: SpokenEvent['kind'], bytes: Buffer, decoder: ChatStreamDecoder) {
    this.kind = kind;
    this.bytes = bytes;
    this.#decoder = decoder;
  }

  said(): readonly ConversationEvent[] {
    this.#said ??= this.#decoder.decodeEvent(this.bytes);
    return this.#said;
  }
}
