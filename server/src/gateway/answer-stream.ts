import { SignalboxError } from '../platform/errors/index.ts';
import {
  createStreamReader,
  errorEvent,
  type StreamReader,
} from '../protocols/openai-chat/index.ts';
import type { Answer } from './answer.ts';
import { abandoned } from './answer-whole.ts';
import type { Closing, Exchange, Outcome } from './exchange.ts';
import { failedOutcome } from './failure.ts';
import { headersToClient } from './headers.ts';
import { overheadHeader, ownHeaders } from './response-head.ts';
import { upstreamFailure } from './upstream-failure.ts';

/**
 * A stream of events. Headers leave with the first byte of the body, so that a provider that fails before it is still a
 * plain error; the terminal event leaves after the end record. A stream that fails later ends with an error event and a
 * connection that breaks: never with `[DONE]`, never with a clean end.
 */
export class StreamAnswer implements Answer {
  readonly #exchange: Exchange;
  readonly #status: number;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #reader: StreamReader;
  readonly #captured: Buffer[] = [];
  readonly #capture: boolean;
  #bytes = 0;
  #ttftUs: number | null = null;

  constructor(
    exchange: Exchange,
    status: number,
    headers: Readonly<Record<string, string>>,
    options: { readonly spliceUsageOut: boolean; readonly capture: boolean },
  ) {
    this.#exchange = exchange;
    this.#status = status;
    this.#headers = headers;
    this.#reader = createStreamReader({ spliceUsageOut: options.spliceUsageOut });
    this.#capture = options.capture;
  }

  push(chunk: Buffer): boolean {
    const forward = this.#reader.push(chunk);
    if (this.#ttftUs === null && this.#reader.contentSeen)
      this.#ttftUs = this.#exchange.elapsedUs();
    if (forward.length === 0) return true;
    this.#begin();
    this.#keep(forward);
    return this.#exchange.response.write(forward);
  }

  end(): Outcome {
    const { tail, complete, sawError, ...rest } = this.#reader.finish();
    // The provider told of the failure itself, in an event that was passed on.
    if (sawError) {
      const what = "the provider's stream ended with an error event";
      const error = upstreamFailure(this.#exchange, rest.facts, what);
      // An error event without its empty line is still held; a terminal event behind an error never leaves.
      const event = this.#reader.done || tail.length === 0 ? null : tail;
      if (event !== null) {
        this.#begin();
        this.#keep(event);
      }
      return this.#outcome('error', error, rest, { kind: 'stream_break', event });
    }
    if (!complete) {
      return this.#broken(
        new SignalboxError(
          'upstream_interrupted',
          'the provider ended its stream before the terminal event',
          'Try again; if it stays, ask the provider.',
        ),
        rest,
      );
    }
    this.#begin();
    this.#keep(tail);
    return this.#outcome('ok', null, rest, { kind: 'stream_end', tail });
  }

  fail(error: SignalboxError): Outcome {
    return this.#broken(error, this.#reader.finish());
  }

  clientLeft(): Outcome {
    const { response } = this.#exchange;
    if (!response.headersSent) return abandoned(null);
    return this.#outcome('aborted', null, this.#reader.finish(), { kind: 'none' });
  }

  #broken(error: SignalboxError, end: Pick<StreamEndFacts, 'facts' | 'chunks'>): Outcome {
    if (!this.#exchange.response.headersSent) {
      return { ...failedOutcome(this.#exchange, error), facts: end.facts };
    }
    const event = errorEvent(error, this.#exchange.id);
    this.#keep(event);
    return this.#outcome('error', { code: error.code, message: error.toLine() }, end, {
      kind: 'stream_break',
      event,
    });
  }

  #outcome(
    status: Outcome['status'],
    error: Outcome['error'],
    end: Pick<StreamEndFacts, 'facts' | 'chunks'>,
    closing: Closing,
  ): Outcome {
    return {
      status,
      httpStatus: this.#status,
      error,
      facts: end.facts,
      ttftUs: this.#ttftUs,
      outputChunks: end.chunks,
      contentType: this.#headers['content-type'] ?? null,
      captured: this.#captured,
      responseBytes: this.#bytes,
      closing,
    };
  }

  #begin(): void {
    const { response } = this.#exchange;
    if (response.headersSent) return;
    const headers = headersToClient(this.#headers);
    const overheadUs = this.#exchange.elapsedUs() - this.#exchange.waitedUs;
    headers.push('cache-control', 'no-cache', 'x-accel-buffering', 'no');
    headers.push(...ownHeaders(this.#exchange), ...overheadHeader(overheadUs));
    response.writeHead(this.#status, headers);
  }

  #keep(bytes: Buffer): void {
    this.#bytes += bytes.length;
    if (this.#capture && bytes.length > 0) this.#captured.push(bytes);
  }
}

type StreamEndFacts = ReturnType<StreamReader['finish']>;
