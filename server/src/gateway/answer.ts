import type { SignalboxError } from '../platform/errors/index.ts';
import type { PrefixOf } from '../protocols/index.ts';
import type { Outcome } from './outcome.ts';
import type { Candidate } from './plan.ts';
import type { Translation } from './translation.ts';

/** Where an answer comes from, and how it begins. */
export interface AnswerOptions {
  readonly target: Candidate;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Content is kept. */
  readonly capture: boolean;
  /** Where the client speaks another protocol. */
  readonly translation: Translation | null;
  /** What goes before ids of what the provider keeps; null: they pass as they are. */
  readonly prefixOf: PrefixOf | null;
}

/** How a provider's answer travels on to the client. After one of the last three nothing follows. */
export interface Answer {
  /**
   * A piece of the body. False: the client is slower than the provider, which should pause. A promise: a stage holds the answer
   * back, and the provider should pause until it is settled; then it says the same. Throws, or rejects with, what ends the answer.
   */
  push(chunk: Buffer): boolean | Promise<boolean>;
  /** The provider's answer is complete. */
  end(): Outcome | Promise<Outcome>;
  /** The provider failed, or time is up. What a stage still holds back does not leave. */
  fail(error: SignalboxError): Outcome;
  clientLeft(): Outcome;
}
