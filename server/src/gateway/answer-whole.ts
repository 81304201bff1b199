import { SignalboxError } from '../platform/errors/index.ts';
import { type AnswerFacts, applyEdits } from '../protocols/index.ts';
import type { Answer, AnswerOptions } from './answer.ts';
import { failedOutcome } from './failure.ts';
import type { InboundRequest } from './inbound-request.ts';
import { abandoned, type Outcome, type OutcomeError } from './outcome.ts';
import { headOf, ownHeaders } from './response-head.ts';
import { translateAnswer, translateError } from './translated-answer.ts';
import { upstreamFailure } from './upstream-failure.ts';

/** More than the largest answer there is (2,048 vectors of 3,072 dimensions as text), so only a fault meets it. */
const MAX_BYTES = 256 << 20;

/** What the client gets of it; null: the provider said no content type. */
interface WholeForClient {
  readonly error: OutcomeError | null;
  readonly status: number;
  readonly contentType: string | null;
  readonly body: Buffer;
}

/**
 * An answer that is not a stream. It is kept until it is complete: its usage, cost and our share of the time then stand in
 * its headers, and a provider that breaks off becomes an error instead of half a document.
 */
export class WholeAnswer implements Answer {
  readonly #inbound: InboundRequest;
  readonly #o: AnswerOptions;
  readonly #parts: Buffer[] = [];
  #bytes = 0;

  constructor(inbound: InboundRequest, options: AnswerOptions) {
    this.#inbound = inbound;
    this.#o = options;
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
    const raw =
      this.#parts.length === 1 && first !== undefined
        ? first
        : Buffer.concat(this.#parts, this.#bytes);
    const facts = this.#o.target.protocol.readAnswer(raw, this.#inbound.operation);
    const { error, status, contentType, body } = this.#read(raw, facts);
    const headers = headOf(this.#o, contentType);
    headers.push(
      'content-length',
      String(body.length),
      ...ownHeaders(this.#inbound, this.#o.target),
    );
    return {
      status: error === null ? 'ok' : 'error',
      httpStatus: status,
      error,
      facts,
      ttftUs: null,
      outputChunks: null,
      contentType,
      captured: [body],
      responseBytes: body.length,
      closing: { kind: 'whole', status, headers, body },
    };
  }

  #read(raw: Buffer, facts: AnswerFacts): WholeForClient {
    const { target, translation, status, headers } = this.#o;
    const { blank } = target.provider;
    const error = this.#failure(facts);
    if (translation === null) {
      const body = error === null ? this.#withIds(raw) : (blank?.in(raw) ?? raw);
      return { error, status, contentType: headers['content-type'] ?? null, body };
    }
    if (error === null) {
      const answer = translateAnswer(target.protocol, translation, raw, { status, facts });
      if (answer !== null) return { error, ...answer };
    }
    const unread = `the provider answered ${status} with what is no answer of its protocol`;
    const failure = error ?? upstreamFailure(facts, unread, this.#o);
    const said =
      facts.error?.message ?? (error === null ? unread : `the provider answered ${status}`);
    const message = blank?.inText(said) ?? said;
    const code = failure.upstreamCode ?? null;
    return { error: failure, ...translateError(translation, status, { code, message }) };
  }

  /** With what goes before the ids of what the provider keeps. */
  #withIds(raw: Buffer): Buffer {
    const { target, prefixOf } = this.#o;
    if (prefixOf === null) return raw;
    const edits = target.protocol.kept?.answerEdits?.(raw, prefixOf) ?? [];
    return edits.length === 0 ? raw : applyEdits(raw, edits);
  }

  /** The client gets what came, as it came; a status of 200 with an error in it, or with nothing, is no answer all the same. */
  #failure(facts: AnswerFacts): OutcomeError | null {
    const { status } = this.#o;
    const answered = `the provider answered ${status}`;
    if (status >= 400) return upstreamFailure(facts, answered, this.#o);
    if (facts.error !== null) return upstreamFailure(facts, `${answered} with an error`, this.#o);
    if (this.#bytes > 0) return null;
    return upstreamFailure(facts, `${answered} with an empty body`, this.#o);
  }

  fail(error: SignalboxError): Outcome {
    return failedOutcome(this.#inbound, this.#o.target, error);
  }

  clientLeft(): Outcome {
    return abandoned();
  }
}
