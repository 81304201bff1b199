import type { SignalboxError } from '../platform/errors/index.ts';

/** What can be ended from outside while it is at work: reading a body, a call to a provider. */
export interface Interruptible {
  clientLeft(): void;
  interrupt(error: SignalboxError): void;
}

/**
 * How a request hears that its client left or that the gateway wants it to end. One part of the path listens at a time. That
 * the client left is remembered, so that whoever begins to listen later hears of it at once.
 */
export class Interruption {
  #listener: Interruptible | null = null;
  #clientLeft = false;

  /** From now on `listener` is told, until `release`. */
  listen(listener: Interruptible): void {
    this.#listener = listener;
    if (this.#clientLeft) listener.clientLeft();
  }

  release(): void {
    this.#listener = null;
  }

  clientLeft(): void {
    this.#clientLeft = true;
    this.#listener?.clientLeft();
  }

  /** False where nothing is at work that could be ended. */
  interrupt(error: SignalboxError): boolean {
    if (this.#listener === null) return false;
    this.#listener.interrupt(error);
    return true;
  }
}
