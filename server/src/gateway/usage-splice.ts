import type {
  AnswerFacts,
  Protocol,
  StreamEvent,
  StreamReader,
  StreamReaderOptions,
} from '../protocols/index.ts';

export interface StreamEnding {
  /** The stream came to its terminal event, or to what stands for it. */
  readonly complete: boolean;
  /** The provider itself sent an error event; it was passed on. */
  readonly sawError: boolean;
  readonly facts: AnswerFacts;
  /** Chunks with content. */
  readonly chunks: number;
}

/**
 * What a stream passes first: reads what the record needs, holds the terminal event back for the record, and takes out again
 * the usage that only the gateway asked for. Its events feed the stages; where there are none, bytes pass as they come.
 */
export class UsageSplice {
  readonly #reader: StreamReader;

  constructor(protocol: Protocol, options: StreamReaderOptions) {
    this.#reader = protocol.streamReader(options);
  }

  bytes(chunk: Buffer): Buffer {
    return this.#reader.push(chunk);
  }

  events(chunk: Buffer): readonly StreamEvent[] {
    return this.#reader.pushEvents(chunk);
  }

  /** What was held back. */
  get tail(): Buffer {
    return this.#finish().tail;
  }

  get tailEvents(): readonly StreamEvent[] {
    return this.#finish().tailEvents;
  }

  /** A chunk with content came by: the moment of the first token. */
  get contentSeen(): boolean {
    return this.#reader.contentSeen;
  }

  /** The provider told of an error, so far. */
  get sawError(): boolean {
    return this.#reader.sawError;
  }

  /** What the stream came to. Nothing is taken after it was asked for. */
  get ending(): StreamEnding {
    return this.#finish();
  }

  #ended: ReturnType<StreamReader['finish']> | null = null;
  #finish() {
    this.#ended ??= this.#reader.finish();
    return this.#ended;
  }
}
