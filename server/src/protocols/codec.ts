import type { EmbeddingsReply, EmbeddingsRequest } from './conversation/embeddings.ts';
import type { ConversationEvent } from './conversation/events.ts';
import type { Reply } from './conversation/index.ts';
import type { ModelRequest } from './conversation/model-request.ts';
import type { ParsedRequest } from './parsed-request.ts';

/**
 * How one protocol is translated: to and from the normal form, so that N codecs serve N × N pairs. A call from a client of A
 * to a provider of B goes `A.readRequest` → `B.writeRequest`, and its answer `B.readReply` (`Protocol`) → `A.writeReply`, or,
 * streamed, the events of B's `streamReader` → `A.streamWriter`. Runs only where the two differ.
 */
export interface Codec {
  /** Throws a `RequestFault` that names the member where a value is not what the protocol says. */
  readRequest(request: ParsedRequest): ModelRequest;
  /** Never throws; what the protocol has no place for is left out of the body and named in `unsupported`. */
  writeRequest(request: ModelRequest, target: RequestTarget): WrittenRequest;
  /** A whole answer. */
  writeReply(reply: Reply, head: ReplyHead): Buffer;
  streamWriter(head: ReplyHead): StreamWriter;
  /** Absent: the protocol has no embeddings. */
  readonly embeddings?: EmbeddingsCodec;
  /** Absent: the protocol cannot be asked what a request comes to in tokens. */
  readonly counting?: CountingCodec;
}

/** As `Codec` is for what models say. */
export interface EmbeddingsCodec {
  /** Throws a `RequestFault` that names the member where a value is not what the protocol says. */
  readRequest(request: ParsedRequest): EmbeddingsRequest;
  writeRequest(request: EmbeddingsRequest, target: RequestTarget): WrittenRequest;
  /** Null where the answer has no vectors that can be read. Never throws. */
  readReply(answer: Buffer): EmbeddingsReply | null;
  writeReply(reply: EmbeddingsReply, head: ReplyHead): Buffer;
}

/** What a request would come to in tokens; it is read as a request for an answer is (`Codec.readRequest`). */
export interface CountingCodec {
  writeRequest(request: ModelRequest, target: RequestTarget): WrittenRequest;
  /** Null where the answer does not say. Never throws. */
  readCount(answer: Buffer): number | null;
  writeCount(tokens: number): Buffer;
}

export interface RequestTarget {
  /** As the provider calls it; left out of the body where the address names it. */
  readonly model: string;
  readonly stream: boolean;
  /** The provider is asked for the usage of a stream, where that has to be asked for. */
  readonly askForUsage: boolean;
  readonly quirks?: Quirks;
  /** The project wants what cannot be said dropped; matters where that turns out later, as the provider is called. */
  readonly drops?: boolean;
}

/** What a provider does otherwise than the publisher of the protocol that it speaks. Only OpenAI's chat has such providers. */
export interface Quirks {
  /**
   * Takes the reasoning of earlier turns back: as a text of that member, part by part with signatures, or as a part of the content
   * (Mistral). OpenAI takes none.
   */
  readonly reasoning?: 'reasoning_content' | 'reasoning' | 'reasoning_details' | 'thinking_part';
  /** Knows the most tokens of an answer by this name alone. */
  readonly maxTokens?: 'max_tokens';
  /** Takes what a developer says from this role alone. */
  readonly developer?: 'system';
  /** Takes as the id of a call exactly so many letters and digits (Mistral: 9). */
  readonly callIdLength?: number;
}

export interface WrittenRequest {
  readonly body: Buffer;
  readonly unsupported: readonly Unsupported[];
}

/** What was asked for and the provider's protocol cannot say. */
export interface Unsupported {
  /** In words that a caller searches for: `top_k`, `tool result with an image`, `logprobs`. */
  readonly feature: string;
  /** What is answered does not depend on it: it saves, labels or seals. */
  readonly hint?: true;
}

/** What only names an answer. */
export interface ReplyHead {
  /** A UUID; each protocol makes an id of its own form from it (`chatcmpl-…`, `msg_…`). */
  readonly id: string;
  readonly model: string;
  /** Seconds since the epoch. */
  readonly createdAt: number;
  /** The request that is answered, in the client's protocol. */
  readonly request: ParsedRequest;
}

/** Writes a stream of one protocol from the events of another's. */
export interface StreamWriter {
  /** Absent: `text/event-stream`. */
  readonly contentType?: string;
  /** The bytes of whole events; possibly none, where more has to be known first. */
  write(event: ConversationEvent): Buffer;
  /** What ends the stream well, its terminal event and the usage, where the client is to be told of it, included. Once. */
  end(): Buffer;
}
