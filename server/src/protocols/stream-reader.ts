import type { AnswerFacts } from './answer-facts.ts';
import type { PrefixOf } from './kept-ids.ts';
import type { StreamEvent } from './stream-event.ts';

export interface StreamEnd {
  /** What was held back: the terminal event and what came behind it. Send it last, where `complete` says so. */
  readonly tail: Buffer;
  /** The same as events: one whose empty line did not come, or the terminal one with all behind it. */
  readonly tailEvents: readonly StreamEvent[];
  /** The terminal event came, or, from servers that send none, what stands for it and no event cut short. */
  readonly complete: boolean;
  readonly facts: AnswerFacts;
  /** Chunks with content. */
  readonly chunks: number;
  /** The provider itself sent an error event; it was forwarded. */
  readonly sawError: boolean;
}

/** Reads a stream on its way to the client. Never throws, whatever the provider sends. */
export interface StreamReader {
  /** The bytes to forward now; possibly none. They are the provider's but for what the gateway asked for. */
  push(chunk: Buffer): Buffer;
  /** The same, as whole events. A stream is read in the one way or the other. */
  pushEvents(chunk: Buffer): readonly StreamEvent[];
  /** After the last chunk, or when the provider broke off; once. */
  finish(): StreamEnd;
  /** A chunk with content has been pushed: the moment of the first token. */
  readonly contentSeen: boolean;
  /** An event that has been pushed whole told of an error. */
  readonly sawError: boolean;
  /** The terminal event has been pushed: nothing that matters follows. */
  readonly done: boolean;
}

export interface StreamReaderOptions {
  /**
   * The usage that only the gateway asked for is taken out of what is forwarded, and events are held until they are whole;
   * without, bytes are forwarded at once unless they may be the terminal event.
   */
  readonly spliceUsageOut: boolean;
  /**
   * What goes before each id of what the provider keeps, so that it is found again; absent: ids pass as they are. Of protocols whose
   * answers have such ids; their events are then held until they are whole.
   */
  readonly idPrefix?: PrefixOf;
}
