import type { SignalboxError } from '../platform/errors/index.ts';
import type { Answer, AnswerOptions } from './answer.ts';
import { failedOutcome } from './failure.ts';
import type { InboundRequest } from './inbound-request.ts';
import { abandoned, type Closing, type Outcome } from './outcome.ts';
import { headOf, overheadHeader, ownHeaders } from './response-head.ts';

const EMPTY: Buffer = Buffer.alloc(0);

/**
 * An answer that is neither a document nor events: sound, a file. It passes as it comes, but for the piece that came last,
 * which waits for the record; that has how much there was in place of the bytes.
 */
export class BytesAnswer implements Answer {
  readonly #inbound: InboundRequest;
  readonly #o: AnswerOptions;
  #held: Buffer = EMPTY;
  #bytes = 0;
  #firstUs: number | null = null;

  constructor(inbound: InboundRequest, options: AnswerOptions) {
    this.#inbound = inbound;
    this.#o = options;
  }

  push(chunk: Buffer): boolean {
    if (chunk.length === 0) return true;
    const { response, journal } = this.#inbound;
    this.#firstUs ??= journal.elapsedUs();
    this.#bytes += chunk.length;
    const free = this.#held;
    this.#held = chunk;
    if (free.length === 0 || response.destroyed) return true;
    this.#begin();
    return response.write(free);
  }

  end(): Outcome {
    this.#begin();
    return this.#outcome('ok', null, { kind: 'stream_end', tail: this.#held });
  }

  fail(error: SignalboxError): Outcome {
    const { response } = this.#inbound;
    if (!response.headersSent) return failedOutcome(this.#inbound, this.#o.target, error);
    const recorded = { code: error.code, message: error.toLine() };
    return this.#outcome('error', recorded, { kind: 'stream_break', event: null });
  }

  clientLeft(): Outcome {
    if (!this.#inbound.response.headersSent) return abandoned();
    return this.#outcome('aborted', null, { kind: 'none' });
  }

  #begin(): void {
    const { response, journal } = this.#inbound;
    if (response.headersSent) return;
    const headers = headOf(this.#o, this.#contentType);
    const length = this.#o.headers['content-length'];
    if (length !== undefined) headers.push('content-length', length);
    const overheadUs = journal.elapsedUs() - journal.waitedUs;
    headers.push(...ownHeaders(this.#inbound, this.#o.target), ...overheadHeader(overheadUs));
    response.writeHead(this.#o.status, headers);
  }

  #outcome(status: Outcome['status'], error: Outcome['error'], closing: Closing): Outcome {
    const description = { bytes: this.#bytes, content_type: this.#contentType };
    return {
      status,
      httpStatus: this.#o.status,
      error,
      facts: null,
      ttftUs: this.#firstUs,
      outputChunks: null,
      contentType: 'application/json',
      captured: this.#o.capture ? [Buffer.from(JSON.stringify(description))] : [],
      responseBytes: this.#bytes,
      closing,
    };
  }

  get #contentType(): string | null {
    return this.#o.headers['content-type'] ?? null;
  }
}
