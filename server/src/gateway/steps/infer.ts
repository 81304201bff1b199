import type { UpstreamExchange, UpstreamHandler } from '../../inference/index.ts';
import { monotonicUs } from '../../lib/clock.ts';
import { SignalboxError } from '../../platform/errors/index.ts';
import { rewriteRequest } from '../../protocols/openai-chat/index.ts';
import type { Attempt } from '../../telemetry/index.ts';
import type { Answer } from '../answer.ts';
import { StreamAnswer } from '../answer-stream.ts';
import { abandoned, WholeAnswer } from '../answer-whole.ts';
import type { Admission, Caller, Exchange, Interruptible, Outcome, Target } from '../exchange.ts';
import { asSignalboxError, failedOutcome } from '../failure.ts';
import { headersToProvider } from '../headers.ts';
import { beginText } from '../request-header.ts';
import type { Services } from '../services.ts';

/**
 * Calls the target and passes its answer on, all but its last bytes, which stand in the outcome. `done` is called once,
 * whatever happens: failures are outcomes too. The begin record is written as the call starts.
 */
export function infer(
  services: Services,
  exchange: Exchange,
  caller: Caller,
  admission: Admission,
  target: Target,
  done: (outcome: Outcome) => void,
): void {
  const { scanned } = admission;
  const body = rewriteRequest(admission.body, scanned, {
    model: target.model,
    includeUsage: scanned.stream,
  });
  exchange.begin = beginText(services, exchange, caller);
  services.spool.begin(exchange.id, Buffer.from(exchange.begin));
  const inference = new Inference(services, exchange, target, done);
  exchange.inFlight = inference;
  inference.start(
    target.provider.dispatch(
      {
        method: 'POST',
        path: exchange.upstreamPath,
        body,
        headers: headersToProvider(exchange.request.headers),
        timeouts: services.timeouts,
      },
      inference,
    ),
  );
}

/** One attempt at one target. */
class Inference implements UpstreamHandler, Interruptible {
  readonly #services: Services;
  readonly #exchange: Exchange;
  readonly #done: (outcome: Outcome) => void;
  readonly #attempt: Attempt;
  #upstream: UpstreamExchange | null = null;
  #answer: Answer | null = null;
  #paused = false;
  #over = false;
  /** Since when we wait for the provider. */
  #waitingSinceUs: number;

  constructor(
    services: Services,
    exchange: Exchange,
    target: Target,
    done: (outcome: Outcome) => void,
  ) {
    this.#services = services;
    this.#exchange = exchange;
    this.#done = done;
    this.#waitingSinceUs = monotonicUs();
    this.#attempt = {
      provider: target.provider.name,
      model: target.model,
      status: 'ok',
      http_status: null,
      error_code: null,
      start_us: exchange.elapsedUs(),
      first_byte_us: null,
      end_us: 0,
    };
    exchange.attempts.push(this.#attempt);
  }

  start(upstream: UpstreamExchange): void {
    this.#upstream = upstream;
    this.#waitingSinceUs = monotonicUs();
  }

  onHeaders(status: number, headers: Readonly<Record<string, string>>): void {
    if (this.#over) return;
    this.#attempt.http_status = status;
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
    const { admission, labels } = this.#exchange;
    const streams = status < 300 && (headers['content-type'] ?? '').startsWith('text/event-stream');
    this.#answer = streams
      ? new StreamAnswer(this.#exchange, status, headers, {
          spliceUsageOut: admission?.scanned.stream === true && !admission.scanned.includeUsage,
          capture: labels?.capture === 'full',
        })
      : new WholeAnswer(this.#exchange, status, headers);
  }

  onData(chunk: Buffer): boolean {
    if (this.#over || this.#answer === null) return true;
    this.#stopWaiting();
    this.#attempt.first_byte_us ??= this.#exchange.elapsedUs();
    try {
      const room = this.#answer.push(chunk);
      if (!room && !this.#paused) {
        this.#paused = true;
        this.#exchange.response.once('drain', () => {
          this.#paused = false;
          if (!this.#over) this.#upstream?.resume();
        });
      }
      return room;
    } catch (error) {
      this.interrupt(asSignalboxError(error, this.#services.log, this.#exchange.id));
      return true;
    } finally {
      this.#waitingSinceUs = monotonicUs();
    }
  }

  onEnd(): void {
    if (this.#over || this.#answer === null) return;
    this.#stopWaiting();
    this.#conclude(this.#answer.end());
  }

  onError(error: Error): void {
    if (this.#over) return;
    this.#stopWaiting();
    const known = asSignalboxError(error, this.#services.log, this.#exchange.id);
    this.#conclude(this.#answer?.fail(known) ?? failedOutcome(this.#exchange, known));
  }

  clientLeft(): void {
    if (this.#over) return;
    this.#stopWaiting();
    this.#upstream?.abort();
    this.#conclude(this.#answer?.clientLeft() ?? abandoned(null));
  }

  interrupt(error: SignalboxError): void {
    if (this.#over) return;
    this.#upstream?.abort();
    this.onError(error);
  }

  #stopWaiting(): void {
    this.#exchange.waitedUs += monotonicUs() - this.#waitingSinceUs;
  }

  #conclude(outcome: Outcome): void {
    this.#over = true;
    this.#exchange.inFlight = null;
    this.#attempt.status = outcome.status;
    this.#attempt.error_code = outcome.error?.code ?? null;
    this.#attempt.end_us = this.#exchange.elapsedUs();
    this.#done(outcome);
  }
}
