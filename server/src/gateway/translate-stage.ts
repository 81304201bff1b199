import type { ConversationEvent } from '../protocols/conversation/index.ts';
import type { AnswerFacts, StreamEvent, StreamWriter } from '../protocols/index.ts';
import type { Stage } from './stages.ts';

/**
 * The last stage of a stream whose client speaks another protocol than its provider. What an event says is written as the
 * client's protocol says it; what only the provider's protocol has (pings, its own terminal event) stays behind, and the end is
 * written when the provider has come to its own. Of usage the last word counts, which the reader has put together by then.
 */
export class TranslateStage implements Stage {
  readonly #writer: StreamWriter;
  readonly #facts: () => AnswerFacts;
  #failed = false;

  /** `facts`: those of the whole stream; asked for once it is over. */
  constructor(writer: StreamWriter, facts: () => AnswerFacts) {
    this.#writer = writer;
    this.#facts = facts;
  }

  take(event: StreamEvent): readonly StreamEvent[] {
    if (!('said' in event)) return [];
    const pieces = event.said().flatMap((said) => this.#write(said));
    if (pieces.length === 0) return [];
    return [written(event.kind === 'end' ? 'note' : event.kind, pieces)];
  }

  end(): readonly StreamEvent[] {
    // After an error nothing that ends a stream well follows.
    if (this.#failed) return [];
    const { usage } = this.#facts();
    const last = usage === null ? [] : [this.#writer.write({ type: 'usage', usage })];
    return [written('note', [...last, this.#writer.end()])];
  }

  #write(said: ConversationEvent): Buffer[] {
    if (said.type === 'usage' || this.#failed) return [];
    if (said.type === 'error') this.#failed = true;
    const bytes = this.#writer.write(said);
    return bytes.length === 0 ? [] : [bytes];
  }
}

function written(kind: 'content' | 'note' | 'error', pieces: readonly Buffer[]): StreamEvent {
  return { kind, bytes: Buffer.concat(pieces), said: () => [] };
}
