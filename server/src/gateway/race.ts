import type { SignalboxError } from '../platform/errors/index.ts';
import type { Interruptible, Interruption } from './interruption.ts';

/**
 * Calls of one request that run beside each other. The first whose provider answers wins, and the others are given up before
 * anything of theirs has reached the client. What ends the request from outside ends all of them.
 */
export class Race implements Interruptible {
  readonly #interruption: Interruption;
  readonly #running = new Map<Lane, Interruptible>();
  #winner: Lane | null = null;
  #left = false;

  constructor(interruption: Interruption) {
    this.#interruption = interruption;
    interruption.listen(this);
  }

  /** Whether one of them has been answered. */
  get isWon(): boolean {
    return this.#winner !== null;
  }

  isWonBy(lane: Lane): boolean {
    return this.#winner === lane;
  }

  lane(): Lane {
    return new Lane(this);
  }

  clientLeft(): void {
    this.#left = true;
    for (const running of [...this.#running.values()]) running.clientLeft();
  }

  interrupt(error: SignalboxError): void {
    for (const running of [...this.#running.values()]) running.interrupt(error);
  }

  /** No call is left. */
  end(): void {
    this.#interruption.release();
  }

  begin(lane: Lane, attempt: Interruptible): void {
    this.#running.set(lane, attempt);
    if (this.#left) attempt.clientLeft();
  }

  over(lane: Lane): void {
    this.#running.delete(lane);
  }

  win(lane: Lane): boolean {
    this.#winner ??= lane;
    if (this.#winner !== lane) return false;
    for (const [other, attempt] of [...this.#running]) if (other !== lane) attempt.clientLeft();
    return true;
  }
}

/** The place of one call in a race. */
export class Lane {
  readonly #race: Race;

  constructor(race: Race) {
    this.#race = race;
  }

  listen(attempt: Interruptible): void {
    this.#race.begin(this, attempt);
  }

  release(): void {
    this.#race.over(this);
  }

  /** The provider answers. False: another one was first. */
  win(): boolean {
    return this.#race.win(this);
  }
}
