import { SlotList, type Slotted } from './slot-list.ts';

/** Something that must have happened by a moment. Reset `dueAt` freely while it is watched; `Infinity` suspends it. */
export interface Watched extends Slotted {
  /** On the clock of `Deadlines.now`, ms. */
  dueAt: number;
  /** Called once, after which the entry is no longer watched. */
  onDue(): void;
}

/**
 * Many deadlines under one coarse timer, since a timer for each phase of each request costs more than the request's own
 * routing. An entry is late by up to one tick (100 ms), never early. The timer runs only while something is watched and
 * does not keep the process alive.
 */
export class Deadlines implements Disposable {
  readonly #watched = new SlotList<Watched>();
  readonly #tickMs: number;
  #timer: NodeJS.Timeout | null = null;
  #idleTicks = 0;
  #now = performance.now();

  constructor(tickMs = 100) {
    this.#tickMs = tickMs;
  }

  /** A deadline `ms` from now. Counts from the next tick, so that reading it costs no look at the clock. */
  in(ms: number): number {
    return this.#now + this.#tickMs + ms;
  }

  add(entry: Watched): void {
    this.#watched.add(entry);
    if (this.#timer === null) {
      this.#now = performance.now();
      this.#timer = setInterval(() => this.#tick(), this.#tickMs);
      this.#timer.unref();
    }
  }

  remove(entry: Watched): void {
    this.#watched.remove(entry);
  }

  [Symbol.dispose](): void {
    this.#stop();
    for (const entry of this.#watched) this.#watched.remove(entry);
  }

  #tick(): void {
    this.#now = performance.now();
    if (this.#watched.size === 0) {
      // Some idle ticks are allowed, so that one request after another does not start a timer each.
      if (++this.#idleTicks > 20) this.#stop();
      return;
    }
    this.#idleTicks = 0;
    for (const entry of this.#watched) {
      if (entry.dueAt > this.#now) continue;
      this.#watched.remove(entry);
      entry.onDue();
    }
  }

  #stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#idleTicks = 0;
  }
}
