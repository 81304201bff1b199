import type { AnswerFacts } from './answer-facts.ts';
import type { Codec } from './codec.ts';
import type { Conversation, Reply } from './conversation/index.ts';
import type { Failure } from './failure.ts';
import type { KeptIds } from './kept-ids.ts';
import type { AnswerForm, Operation, ParsedRequest } from './parsed-request.ts';
import type { Preview, PreviewedBodies } from './preview.ts';
import type { StreamReader, StreamReaderOptions } from './stream-reader.ts';

/**
 * How clients and providers speak with each other; stateless, and functions of bytes alone. An endpoint of the gateway has its
 * client's protocol, and a candidate its provider's. Where both are the same, bytes pass: the request is parsed and edited in
 * place (`parse`, `ParsedRequest.editsFor`), the answer read on its way (`readAnswer`, `streamReader`), and no document is
 * built. Only what needs to understand a conversation asks for its normal form.
 */
export interface Protocol {
  /** In records: `openai`. */
  readonly name: string;
  /** As its makers call it: `Anthropic Messages`. */
  readonly title: string;
  /**
   * Reads what the gateway needs from a body and leaves the rest alone. Throws a `RequestFault` where servers could read it
   * differently from us.
   */
  parse(body: Buffer, address: CallAddress): ParsedRequest;
  /**
   * Where a provider takes such a request, below its base URL. Throws a `RequestFault` where the protocol has no such operation.
   */
  upstreamPath(
    request: Pick<ParsedRequest, 'operation' | 'stream' | 'form' | 'batch'>,
    model: string,
  ): string;
  readonly headers: HeaderLists;

  /**
   * The facts of a whole answer to such an operation (left out: a chat). Never throws: of what cannot be read, the facts up to the
   * fault are given.
   */
  readAnswer(body: Buffer, operation?: Operation): AnswerFacts;
  /** What an answer's content type says of its form; `unsure`: its first bytes tell, by `beginsStream`. */
  answerForm(contentType: string | undefined, streamAsked: boolean): BodyForm;
  beginsStream(bytes: Buffer): boolean;
  streamReader(options: StreamReaderOptions): StreamReader;

  /** A failure before anything was answered. */
  errorResponse(error: Failure, requestId: string): ErrorResponse;
  /**
   * The last event of a stream that failed after it began. It closes an event that was cut off, and nothing that ends a stream
   * well follows it.
   */
  errorEvent(error: Failure, requestId: string, broken?: BrokenStream): Buffer;

  /** Both bodies of a request in the normal form; null where the request's cannot be read. */
  readConversation(request: Buffer, response: Buffer): Conversation | null;
  /** An answer, streamed or not, in the normal form. */
  readReply(response: Buffer): Reply;
  /**
   * Members of a request whose value, or each element of it, comes again in one request after another and is kept once. The
   * first holds the turns of the conversation.
   */
  readonly repeated: readonly string[];
  /** What lists show of a request, at least `chars` of each text where there is so much; reads as little as that takes. Never throws. */
  preview(bodies: PreviewedBodies, chars: number): Preview;

  /** Absent: providers keep nothing that could be asked for again. */
  readonly kept?: KeptIds;
  /** To and from other protocols. */
  readonly codec: Codec;
}

/** `bytes`: sound, a file; nothing in them is read. `unsure`: the first bytes tell whether it is a stream. */
export type BodyForm = 'stream' | 'whole' | 'bytes' | 'unsure';

/** What the address of a call says, before its body. */
export interface CallAddress {
  readonly operation: Operation;
  /** Of protocols that name it there (Gemini); else null. */
  readonly model: string | null;
  /** Of protocols that say there how they want an answer (Gemini); null: the body says it. */
  readonly form: AnswerForm | null;
  /** Of embeddings, where it tells one text from a list of them (Gemini): it is a list. */
  readonly batch?: boolean;
}

/** Headers that pass, in lower case; all others are left out. */
export interface HeaderLists {
  /** Client's headers that a provider gets. */
  readonly toProvider: readonly string[];
  /** Of a client's headers, those that say who is billed; passed on only where the provider's settings let clients say it. */
  readonly account: readonly string[];
  /** Provider's headers that a client gets. */
  readonly toClient: ReadonlySet<string>;
  /** As well as those that begin so. */
  readonly toClientPrefix: string;
}

export interface ErrorResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What is known of a stream that broke. */
export interface BrokenStream {
  /** Where the client's protocol has streams of more than one. */
  readonly form?: AnswerForm;
  /** The last pieces of it that were sent, in order. */
  readonly sent?: readonly Buffer[];
}
