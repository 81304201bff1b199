import { monotonicUs } from '../lib/clock.ts';
import type { AnswerFacts } from '../protocols/index.ts';
import type { Attempt } from '../telemetry/index.ts';
import type { Target } from './plan.ts';

export type StepName = 'authenticate' | 'parse' | 'admit' | 'route' | 'infer' | 'settle';

/** A call that is over: as it is recorded, whom it called, and what the answer said about itself. */
export interface Tried {
  readonly attempt: Attempt;
  readonly target: Target;
  readonly facts: AnswerFacts | null;
}

/**
 * What happened to one request, in order; it only grows. Times are whole microseconds since the request began. Whatever else
 * a step has to tell the record (a verdict, a retrieval, what a release pinned) is one more list here.
 */
export class Journal {
  readonly #beganUs = monotonicUs();
  #stepBeganUs = this.#beganUs;
  #waitedUs = 0;
  readonly #steps: Partial<Record<StepName, number>> = {};
  readonly #attempts: Tried[] = [];
  #calls = 0;

  elapsedUs(): number {
    return monotonicUs() - this.#beganUs;
  }

  /** Time so far that was not ours: the client sending its body, the provider answering. */
  get waitedUs(): number {
    return this.#waitedUs;
  }

  waited(us: number): void {
    this.#waitedUs += us;
  }

  /** The next step begins now; what came before belongs to a step that failed, and has no time. */
  beginStep(): void {
    this.#stepBeganUs = monotonicUs();
  }

  /** Ends a step: its time is what passed since the step before it ended, at least 1, since 0 is stored for a step that was not measured. */
  leave(step: StepName): void {
    const now = monotonicUs();
    this.#steps[step] = Math.max(1, now - this.#stepBeganUs);
    this.#stepBeganUs = now;
  }

  /** By step, those that came to their end. */
  get steps(): Readonly<Partial<Record<StepName, number>>> {
    return this.#steps;
  }

  /** A call to a provider begins. */
  called(): void {
    this.#calls += 1;
  }

  /** Calls so far, those in flight among them. */
  get calls(): number {
    return this.#calls;
  }

  /** A call to a provider that is over. */
  tried(call: Tried): void {
    this.#attempts.push(call);
  }

  get attempts(): readonly Tried[] {
    return this.#attempts;
  }
}
