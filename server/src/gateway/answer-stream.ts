import { SignalboxError } from '../platform/errors/index.ts';
import type { Answer, AnswerOptions } from './answer.ts';
import { BlankErrors } from './blank-errors.ts';
import { failedOutcome } from './failure.ts';
import { headersToClient } from './headers.ts';
import type { InboundRequest } from './inbound-request.ts';
import { abandoned, type Closing, type Outcome, type OutcomeError } from './outcome.ts';
import { overheadHeader, ownHeaders } from './response-head.ts';
import { type Stage, StageChain } from './stages.ts';
import { upstreamFailure } from './upstream-failure.ts';
import { type StreamEnding, UsageSplice } from './usage-splice.ts';

export interface StreamAnswerOptions extends AnswerOptions {
  readonly spliceUsageOut: boolean;
  /** What the answer passes behind the usage splice. */
  readonly stages: readonly Stage[];
}

/**
 * A stream of events. Headers leave with the first byte of the body, so that a provider that fails before it is still a
 * plain error; the terminal event leaves after the end record. A stream ends as the provider ended it: one that breaks, or
 * stops short of its terminal event, ends with an error event and a connection that breaks, never with `[DONE]`, never with
 * a clean end; one in which the provider itself tells of a failure, and then ends, ends cleanly.
 */
export class StreamAnswer implements Answer {
  readonly #inbound: InboundRequest;
  readonly #o: StreamAnswerOptions;
  readonly #splice: UsageSplice;
  readonly #chain: StageChain;
  readonly #captured: Buffer[] = [];
  #bytes = 0;
  #ttftUs: number | null = null;

  constructor(inbound: InboundRequest, options: StreamAnswerOptions) {
    this.#inbound = inbound;
    this.#o = options;
    this.#splice = new UsageSplice(options.target.protocol, options.spliceUsageOut);
    const { blank } = options.target.provider;
    const blanking = blank ? [new BlankErrors(blank, () => this.#splice.sawError)] : [];
    this.#chain = new StageChain([this.#splice, ...blanking, ...options.stages]);
  }

  push(chunk: Buffer): boolean | Promise<boolean> {
    const released = this.#chain.take(chunk);
    return released instanceof Promise
      ? released.then((bytes) => this.#send(bytes))
      : this.#send(released);
  }

  end(): Outcome | Promise<Outcome> {
    const rest = this.#chain.end();
    return rest instanceof Promise ? rest.then((tail) => this.#end(tail)) : this.#end(rest);
  }

  fail(error: SignalboxError): Outcome {
    return this.#broken(error, this.#splice.ending);
  }

  clientLeft(): Outcome {
    if (!this.#inbound.response.headersSent) return abandoned();
    const { ending } = this.#splice;
    // A client that leaves on the provider's error left because of it.
    const error = ending.sawError ? this.#upstreamError(ending) : null;
    const status = error === null ? 'aborted' : 'error';
    return this.#outcome(status, error, ending, { kind: 'none' });
  }

  #send(bytes: Buffer): boolean {
    const { response, journal } = this.#inbound;
    if (this.#ttftUs === null && this.#splice.contentSeen) this.#ttftUs = journal.elapsedUs();
    if (bytes.length === 0 || response.destroyed) return true;
    this.#begin();
    this.#keep(bytes);
    return response.write(bytes);
  }

  #end(tail: Buffer): Outcome {
    const { ending } = this.#splice;
    if (!ending.complete && !ending.sawError) {
      return this.#broken(
        new SignalboxError(
          'upstream_interrupted',
          'the provider ended its stream before the terminal event',
          'Try again; if it stays, ask the provider.',
        ),
        ending,
      );
    }
    this.#begin();
    this.#keep(tail);
    const closing = { kind: 'stream_end', tail } as const;
    return ending.sawError
      ? this.#outcome('error', this.#upstreamError(ending), ending, closing)
      : this.#outcome('ok', null, ending, closing);
  }

  /** The failure that the provider told of itself. */
  #upstreamError({ facts }: StreamEnding): OutcomeError {
    return upstreamFailure(facts, "the provider's stream ended with an error event", this.#o);
  }

  #broken(error: SignalboxError, ending: StreamEnding): Outcome {
    const { id, protocol, response } = this.#inbound;
    if (!response.headersSent) {
      return { ...failedOutcome(this.#inbound, this.#o.target, error), facts: ending.facts };
    }
    const event = protocol.errorEvent(error, id);
    this.#keep(event);
    const recorded = { code: error.code, message: error.toLine() };
    return this.#outcome('error', recorded, ending, { kind: 'stream_break', event });
  }

  #outcome(
    status: Outcome['status'],
    error: Outcome['error'],
    ending: StreamEnding,
    closing: Closing,
  ): Outcome {
    return {
      status,
      httpStatus: this.#o.status,
      error,
      facts: ending.facts,
      ttftUs: this.#ttftUs,
      outputChunks: ending.chunks,
      contentType: this.#o.headers['content-type'] ?? null,
      captured: this.#captured,
      responseBytes: this.#bytes,
      closing,
    };
  }

  #begin(): void {
    const { id, response, journal } = this.#inbound;
    if (response.headersSent) return;
    const { protocol, provider } = this.#o.target;
    const headers = headersToClient(this.#o.headers, protocol, provider.blank ?? null);
    const overheadUs = journal.elapsedUs() - journal.waitedUs;
    headers.push('cache-control', 'no-cache', 'x-accel-buffering', 'no');
    headers.push(...ownHeaders(id, this.#o.target), ...overheadHeader(overheadUs));
    response.writeHead(this.#o.status, headers);
  }

  #keep(bytes: Buffer): void {
    this.#bytes += bytes.length;
    if (this.#o.capture && bytes.length > 0) this.#captured.push(bytes);
  }
}
