import { SignalboxError } from '../platform/errors/index.ts';
import type { StreamEvent } from '../protocols/index.ts';
import type { Answer, AnswerOptions } from './answer.ts';
import { BlankErrors } from './blank-errors.ts';
import { failedOutcome } from './failure.ts';
import type { InboundRequest } from './inbound-request.ts';
import { abandoned, type Closing, type Outcome, type OutcomeError } from './outcome.ts';
import { headOf, overheadHeader, ownHeaders } from './response-head.ts';
import { type Stage, StageChain } from './stages.ts';
import { TranslateStage } from './translate-stage.ts';
import { upstreamFailure } from './upstream-failure.ts';
import { type StreamEnding, UsageSplice } from './usage-splice.ts';

const NOTHING = Buffer.alloc(0);

export interface StreamAnswerOptions extends AnswerOptions {
  readonly spliceUsageOut: boolean;
  /** What its events pass behind the usage splice. */
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
  /** Null: nothing looks at events, and bytes pass. */
  readonly #chain: StageChain | null;
  /** Last of all, over the bytes that leave. */
  readonly #blanking: BlankErrors | null;
  readonly #captured: Buffer[] = [];
  readonly #contentType: string | null;
  /** The last two pieces that left: an event may be cut into several, and its number stands in the first. */
  #lastSent: Buffer = NOTHING;
  #sentBefore: Buffer = NOTHING;
  #bytes = 0;
  #ttftUs: number | null = null;

  constructor(inbound: InboundRequest, options: StreamAnswerOptions) {
    this.#inbound = inbound;
    this.#o = options;
    const { spliceUsageOut, prefixOf } = options;
    this.#splice = new UsageSplice(options.target.protocol, {
      spliceUsageOut,
      ...(prefixOf === null ? {} : { idPrefix: prefixOf }),
    });
    const { blank } = options.target.provider;
    this.#blanking = blank ? new BlankErrors(blank, () => this.#splice.sawError) : null;
    this.#contentType = options.headers['content-type'] ?? null;
    const stages = [...options.stages];
    if (options.translation !== null) {
      const { to, head } = options.translation;
      const writer = to.codec.streamWriter(head);
      this.#contentType = writer.contentType ?? 'text/event-stream';
      stages.push(new TranslateStage(writer, () => this.#splice.ending.facts));
    }
    this.#chain = stages.length === 0 ? null : new StageChain(stages);
  }

  push(chunk: Buffer): boolean | Promise<boolean> {
    return this.#chain === null
      ? this.#sendBytes(this.#splice.bytes(chunk))
      : this.#throughStages(this.#chain, this.#splice.events(chunk));
  }

  end(): Outcome | Promise<Outcome> {
    return this.#chain === null ? this.#end(this.#splice.tail) : this.#endStages(this.#chain);
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

  #sendBytes(bytes: Buffer): boolean {
    return this.#send(bytes, this.#splice.contentSeen);
  }

  #sendEvents(events: readonly StreamEvent[]): boolean {
    const content = events.some(({ kind }) => kind === 'content');
    const room = this.#send(bytesOf(events), content);
    // Where nothing was released, what was sent before may still fill the client's buffer.
    return room && !this.#inbound.response.writableNeedDrain;
  }

  /** What was released leaves together, and at once where the next event makes a stage think. */
  #throughStages(
    chain: StageChain,
    events: readonly StreamEvent[],
    from = 0,
  ): boolean | Promise<boolean> {
    const free: StreamEvent[] = [];
    for (let i = from; i < events.length; i++) {
      const released = chain.take(events[i] as StreamEvent);
      if (released instanceof Promise) {
        this.#sendEvents(free);
        return released.then((more) => {
          const room = this.#sendEvents(more);
          return i + 1 === events.length ? room : this.#throughStages(chain, events, i + 1);
        });
      }
      free.push(...released);
    }
    return this.#sendEvents(free);
  }

  async #endStages(chain: StageChain): Promise<Outcome> {
    const rest: StreamEvent[] = [];
    for (const event of this.#splice.tailEvents) rest.push(...(await chain.take(event)));
    return this.#end(bytesOf([...rest, ...(await chain.end())]));
  }

  #send(piece: Buffer, content: boolean): boolean {
    const { response, journal } = this.#inbound;
    const bytes = piece.length === 0 ? piece : (this.#blanking?.take(piece) ?? piece);
    if (this.#ttftUs === null && content) this.#ttftUs = journal.elapsedUs();
    if (bytes.length === 0 || response.destroyed) return true;
    this.#begin();
    this.#keep(bytes);
    this.#sentBefore = this.#lastSent;
    this.#lastSent = bytes;
    return response.write(bytes);
  }

  #end(last: Buffer): Outcome {
    const tail = this.#blankedTo(last);
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

  /** The last bytes, with what blanking held back. */
  #blankedTo(last: Buffer): Buffer {
    if (this.#blanking === null) return last;
    const taken = last.length === 0 ? last : this.#blanking.take(last);
    const held = this.#blanking.end();
    return held.length === 0 ? taken : Buffer.concat([taken, held]);
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
    const event = protocol.errorEvent(error, id, {
      // Of the protocols' streams, one that is no stream of events is a list.
      form: this.#contentType?.startsWith('application/json') ? 'json_array' : 'events',
      sent: [this.#sentBefore, this.#lastSent],
    });
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
      contentType: this.#contentType,
      captured: this.#captured,
      responseBytes: this.#bytes,
      closing,
    };
  }

  #begin(): void {
    const { response, journal } = this.#inbound;
    if (response.headersSent) return;
    const headers = headOf(this.#o, this.#contentType);
    const overheadUs = journal.elapsedUs() - journal.waitedUs;
    headers.push('cache-control', 'no-cache', 'x-accel-buffering', 'no');
    headers.push(...ownHeaders(this.#inbound, this.#o.target), ...overheadHeader(overheadUs));
    response.writeHead(this.#o.status, headers);
  }

  #keep(bytes: Buffer): void {
    this.#bytes += bytes.length;
    if (this.#o.capture && bytes.length > 0) this.#captured.push(bytes);
  }
}

function bytesOf(events: readonly StreamEvent[]): Buffer {
  return Buffer.concat(events.map(({ bytes }) => bytes));
}
