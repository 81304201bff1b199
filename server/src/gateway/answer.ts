import type { SignalboxError } from '../platform/errors/index.ts';
import type { Outcome } from './exchange.ts';

/** How a provider's answer travels on to the client. After one of the last three nothing follows. */
export interface Answer {
  /** A piece of the body. False: the client is slower than the provider, which should pause. Throws what ends the answer. */
  push(chunk: Buffer): boolean;
  /** The provider's answer is complete. */
  end(): Outcome;
  /** The provider failed, or time is up. */
  fail(error: SignalboxError): Outcome;
  clientLeft(): Outcome;
}
