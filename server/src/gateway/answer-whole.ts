import { SignalboxError } from '../platform/errors/index.ts';
import { type ResponseFacts, readResponse } from '../protocols/openai-chat/index.ts';
import type { Answer } from './answer.ts';
import type { Exchange, Outcome, OutcomeError } from './exchange.ts';
import { failedOutcome } from './failure.ts';
import { headersToClient } from './headers.ts';
import { ownHeaders } from './response-head.ts';
import { upstreamFailure } from './upstream-failure.ts';

/** More than the largest answer there is (2,048 vectors of 3,072 dimensions as text), so only a fault meets it. */
const MAX_BYTES = 256 << 20;

/**
 * An answer that is not a stream. It is kept until it is complete: its usage, cost and our share of the time then stand in
 * its headers, and a provider that breaks off becomes an error instead of half a document.
 */
export class WholeAnswer implements Answer {
  readonly #exchange: Exchange;
  readonly #status: number;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #parts: Buffer[] = [];
  #bytes = 0;

  constructor(exchange: Exchange, status: number, headers: Readonly<Record<string, string>>) {
    this.#exchange = exchange;
    this.#status = status;
    this.#headers = headers;
  }

  push(chunk: Buffer): boolean {
    this.#bytes += chunk.length;
    if (this.#bytes > MAX_BYTES) {
      throw new SignalboxError(
        'upstream_error',
        `the provider's answer is larger than ${MAX_BYTES} bytes`,
        'Ask for less in one request.',
      );
    }
    this.#parts.push(chunk);
    return true;
  }

  end(): Outcome {
    const [first] = this.#parts;
    const body =
      this.#parts.length === 1 && first !== undefined
        ? first
        : Buffer.concat(this.#parts, this.#bytes);
    const facts = readResponse(body);
    const error = this.#failure(facts);
    const headers = headersToClient(this.#headers);
    headers.push('content-length', String(body.length), ...ownHeaders(this.#exchange));
    return {
      status: error === null ? 'ok' : 'error',
      httpStatus: this.#status,
      error,
      facts,
      ttftUs: null,
      outputChunks: null,
      contentType: this.#headers['content-type'] ?? null,
      captured: [body],
      responseBytes: body.length,
      closing: { kind: 'whole', status: this.#status, headers, body },
    };
  }

  /** The client gets what came, as it came; a status of 200 with an error in it, or with nothing, is no answer all the same. */
  #failure(facts: ResponseFacts): OutcomeError | null {
    const answered = `the provider answered ${this.#status}`;
    if (this.#status >= 400) return upstreamFailure(this.#exchange, facts, answered);
    if (facts.error !== null) {
      return upstreamFailure(this.#exchange, facts, `${answered} with an error`);
    }
    if (this.#bytes > 0) return null;
    return upstreamFailure(this.#exchange, facts, `${answered} with an empty body`);
  }

  fail(error: SignalboxError): Outcome {
    return failedOutcome(this.#exchange, error);
  }

  clientLeft(): Outcome {
    return abandoned(null);
  }
}

/** The outcome where the client left before anything reached it. */
export function abandoned(httpStatus: number | null): Outcome {
  return {
    status: 'aborted',
    httpStatus,
    error: null,
    facts: null,
    ttftUs: null,
    outputChunks: null,
    contentType: null,
    captured: [],
    responseBytes: 0,
    closing: { kind: 'none' },
  };
}
