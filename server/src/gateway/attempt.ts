import type { UpstreamCall, UpstreamExchange, UpstreamHandler } from '../inference/index.ts';
import { monotonicUs } from '../lib/clock.ts';
import { SignalboxError } from '../platform/errors/index.ts';
import type { BodyForm, PrefixOf } from '../protocols/index.ts';
import type { Answer } from './answer.ts';
import { BytesAnswer } from './answer-bytes.ts';
import { StreamAnswer } from './answer-stream.ts';
import { WholeAnswer } from './answer-whole.ts';
import { asSignalboxError, failedOutcome } from './failure.ts';
import { headersToProvider, upstreamRequestId } from './headers.ts';
import type { InboundRequest } from './inbound-request.ts';
import type { Interruptible, Interruption } from './interruption.ts';
import { type AttemptResult, abandoned, type Outcome } from './outcome.ts';
import type { Candidate } from './plan.ts';
import type { Lane } from './race.ts';
import {
  type FailureKind,
  isFiltered,
  kindOfAnswer,
  kindOfCode,
} from './resilience/failure-kind.ts';
import type { TargetHealth } from './resilience/health.ts';
import { type RateNotice, readRateNotice } from './resilience/rate-headers.ts';
import type { Services } from './services.ts';
import type { Stage } from './stages.ts';
import type { Translation } from './translation.ts';

/** What one call is made of. */
export interface AttemptCall {
  readonly candidate: Candidate;
  readonly method: UpstreamCall['method'];
  /** Below the provider's base URL. */
  readonly path: string;
  /** A stream is asked for. */
  readonly stream: boolean;
  /** Its body as the candidate gets it. */
  readonly body: UpstreamCall['body'];
  /** Headers by which the client itself logs in at the provider; null: it does not. */
  readonly login: Readonly<Record<string, string>> | null;
  /** Usage is in a stream for us alone. */
  readonly spliceUsageOut: boolean;
  readonly capture: boolean;
  /** Null: the client speaks the candidate's protocol. */
  readonly translation: Translation | null;
  /** What goes before the ids in its answer; null: they pass as they are. */
  readonly prefixOf: PrefixOf | null;
  /** What a stream passes behind the usage splice, made for this call. */
  readonly stages?: readonly Stage[];
  readonly reason: AttemptReason;
  /** Where it runs beside another one, of which only one may answer the client. */
  readonly lane?: Lane;
}

/** Why a call is made: the first, the same target again, another target, … the same without asking for usage. */
export type AttemptReason =
  | 'first'
  | 'retry'
  | 'fallback'
  /** With another credential of the same provider. */
  | 'rotate'
  /** Beside one that is not answered yet. */
  | 'hedge'
  | 'without_usage';

/**
 * Calls a candidate and passes its answer on, all but its last bytes, which stand in the outcome. Never rejects: failures are
 * results too. When it resolves the call is over and stands in the journal.
 */
export function attempt(
  services: Services,
  inbound: InboundRequest,
  call: AttemptCall,
): Promise<AttemptResult> {
  return new Promise((resolve) => new Attempt(services, inbound, call, resolve).start());
}

interface AnswerHead {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

class Attempt implements UpstreamHandler, Interruptible {
  readonly #services: Services;
  readonly #inbound: InboundRequest;
  readonly #call: AttemptCall;
  readonly #done: (result: AttemptResult) => void;
  readonly #startUs: number;
  #upstream: UpstreamExchange | null = null;
  #answer: Answer | null = null;
  /** The head of an answer whose form its first bytes will tell. */
  #unsure: AnswerHead | null = null;
  #httpStatus: number | null = null;
  #notice: RateNotice | null = null;
  readonly #health: TargetHealth;
  readonly #interruption: Pick<Interruption, 'listen' | 'release'>;
  #upstreamRequestId: string | null = null;
  #firstByteUs: number | null = null;
  /** A stage is looking at what it holds back. */
  #held = false;
  /** The provider's answer is complete, which is looked at once nothing is held back. */
  #ended = false;
  #over = false;
  /** Since when we wait for the provider. */
  #waitingSinceUs: number;

  constructor(
    services: Services,
    inbound: InboundRequest,
    call: AttemptCall,
    done: (result: AttemptResult) => void,
  ) {
    this.#services = services;
    this.#inbound = inbound;
    this.#call = call;
    this.#done = done;
    this.#startUs = inbound.journal.elapsedUs();
    this.#waitingSinceUs = monotonicUs();
    this.#health = services.health.of(call.candidate);
    this.#interruption = call.lane ?? inbound.interruption;
  }

  start(): void {
    this.#health.begin(this.#services.health.nowMs());
    this.#inbound.journal.called();
    this.#interruption.listen(this);
    if (this.#over) return;
    const { candidate, method, path, body, login } = this.#call;
    const headers = headersToProvider(
      this.#inbound.request.headers,
      candidate.protocol,
      candidate.entity.account_from_client,
    );
    this.#upstream = candidate.provider.dispatch(
      {
        method,
        path,
        model: candidate.model,
        body,
        headers: login === null ? headers : { ...headers, ...login },
        timeouts: candidate.timeouts,
      },
      this,
    );
    this.#waitingSinceUs = monotonicUs();
  }

  onHeaders(status: number, headers: Readonly<Record<string, string>>): void {
    if (this.#over) return;
    this.#httpStatus = status;
    this.#upstreamRequestId = upstreamRequestId(headers, this.#call.candidate.provider.blank);
    this.#notice = readRateNotice(headers, Date.now());
    // The other one was first.
    if (status < 300 && this.#call.lane?.win() === false) return;
    if (status >= 300 && status < 400) {
      this.interrupt(
        new SignalboxError(
          'upstream_error',
          `the provider answered with a redirect (${status}), which is never followed`,
          "Correct the provider's base URL.",
        ),
      );
      return;
    }
    const { candidate, stream } = this.#call;
    const form =
      status < 300 ? candidate.protocol.answerForm(headers['content-type'], stream) : 'whole';
    if (form === 'unsure') this.#unsure = { status, headers };
    else this.#answer = this.#answerOf({ status, headers }, form);
  }

  #answerOf({ status, headers }: AnswerHead, form: Exclude<BodyForm, 'unsure'>): Answer {
    const { candidate: target, spliceUsageOut, capture, translation, prefixOf } = this.#call;
    const { stages = [] } = this.#call;
    this.#unsure = null;
    const options = { target, status, headers, capture, translation, prefixOf };
    switch (form) {
      case 'stream':
        return new StreamAnswer(this.#inbound, { ...options, spliceUsageOut, stages });
      case 'bytes':
        return new BytesAnswer(this.#inbound, options);
      case 'whole':
        return new WholeAnswer(this.#inbound, options);
    }
  }

  onData(chunk: Buffer): boolean {
    if (this.#over) return true;
    if (this.#unsure !== null && chunk.length > 0) {
      const streams = this.#call.candidate.protocol.beginsStream(chunk);
      this.#answer = this.#answerOf(this.#unsure, streams ? 'stream' : 'whole');
    }
    if (this.#answer === null) return true;
    this.#stopWaiting();
    this.#firstByteUs ??= this.#inbound.journal.elapsedUs();
    try {
      const room = this.#answer.push(chunk);
      if (typeof room === 'boolean') {
        if (!room) this.#resumeOnDrain();
        return room;
      }
      this.#hold(room);
      return false;
    } catch (error) {
      this.#interruptBy(error);
      return true;
    } finally {
      this.#waitingSinceUs = monotonicUs();
    }
  }

  onEnd(): void {
    if (this.#over) return;
    if (this.#unsure !== null) this.#answer = this.#answerOf(this.#unsure, 'whole');
    if (this.#answer === null) return;
    this.#stopWaiting();
    this.#ended = true;
    if (!this.#held) this.#end(this.#answer);
  }

  onError(error: Error): void {
    if (this.#over) return;
    this.#stopWaiting();
    const known = asSignalboxError(error, this.#services.log, this.#inbound.id);
    this.#conclude(
      this.#answer?.fail(known) ?? failedOutcome(this.#inbound, this.#call.candidate, known),
      kindOfCode(known.code),
    );
  }

  clientLeft(): void {
    if (this.#over) return;
    this.#stopWaiting();
    this.#upstream?.abort();
    this.#conclude(this.#answer?.clientLeft() ?? abandoned(), null);
  }

  interrupt(error: SignalboxError): void {
    if (this.#over) return;
    this.#upstream?.abort();
    this.onError(error);
  }

  #interruptBy(error: unknown): void {
    this.interrupt(asSignalboxError(error, this.#services.log, this.#inbound.id));
  }

  /** The provider pauses until a stage has decided. */
  #hold(room: Promise<boolean>): void {
    this.#held = true;
    room.then(
      (free) => {
        this.#held = false;
        if (this.#over) return;
        if (this.#ended && this.#answer !== null) this.#end(this.#answer);
        else if (free) this.#upstream?.resume();
        else this.#resumeOnDrain();
      },
      (error: unknown) => this.#interruptBy(error),
    );
  }

  #resumeOnDrain(): void {
    this.#inbound.response.once('drain', () => {
      if (!this.#over) this.#upstream?.resume();
    });
  }

  #end(answer: Answer): void {
    let outcome: Outcome | Promise<Outcome>;
    try {
      outcome = answer.end();
    } catch (error) {
      this.#interruptBy(error);
      return;
    }
    if (!(outcome instanceof Promise)) {
      this.#conclude(outcome, this.#kindOf(outcome));
      return;
    }
    outcome.then(
      (settled) => {
        if (!this.#over) this.#conclude(settled, this.#kindOf(settled));
      },
      (error: unknown) => this.#interruptBy(error),
    );
  }

  #stopWaiting(): void {
    this.#inbound.journal.waited(monotonicUs() - this.#waitingSinceUs);
  }

  /** Of an answer that came to its end; null: there is nothing wrong with it. */
  #kindOf({ status, error, facts }: Outcome): FailureKind | null {
    if (status === 'ok') {
      const nothingLeft = !this.#inbound.response.headersSent;
      return nothingLeft && facts !== null && isFiltered(facts) ? 'content_filter' : null;
    }
    const said = facts?.error ?? null;
    if (said === null && error !== null && error.code !== 'upstream_error') {
      return kindOfCode(error.code);
    }
    return kindOfAnswer(this.#httpStatus ?? 0, said);
  }

  #conclude(outcome: Outcome, failure: FailureKind | null): void {
    const { journal, response } = this.#inbound;
    const { candidate: target, reason } = this.#call;
    const { error, facts } = outcome;
    this.#over = true;
    this.#interruption.release();
    const firstByteMs =
      this.#firstByteUs === null ? null : (this.#firstByteUs - this.#startUs) / 1000;
    this.#health.end(this.#services.health.nowMs(), {
      failure,
      abandoned: failure === null && outcome.status !== 'ok',
      notice: this.#notice,
      firstByteMs,
    });
    journal.tried({
      target,
      facts,
      attempt: {
        provider: target.provider.name,
        model: target.model,
        ...(target.connection.credentialId !== null && {
          credential_id: target.connection.credentialId,
        }),
        status: outcome.status,
        http_status: this.#httpStatus,
        error_code: error?.code ?? null,
        start_us: this.#startUs,
        first_byte_us: this.#firstByteUs,
        end_us: journal.elapsedUs(),
        reason,
        upstream_request_id: this.#upstreamRequestId,
        ...(error !== null && {
          upstream_code: error.upstreamCode ?? null,
          error_message: error.message,
        }),
      },
    });
    this.#done(
      outcome.status === 'ok' && failure === null
        ? { kind: 'answered', outcome }
        : {
            kind: 'failed',
            outcome,
            failure,
            retryAfterMs: this.#notice?.retryAfterMs ?? null,
            bytesLeft: response.headersSent,
          },
    );
  }
}
