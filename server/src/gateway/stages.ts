import type { StreamEvent } from '../protocols/index.ts';

/** What may leave for the client now; possibly nothing. */
export type Released = readonly StreamEvent[] | Promise<readonly StreamEvent[]>;

/**
 * A place that the events of an answer pass on their way to the client: it may change them, and hold them back until they were
 * looked at. What it holds and never releases never leaves.
 */
export interface Stage {
  /** The next event. With a promise, nothing more is given to the stage until it is settled; a rejection ends the answer. */
  take(event: StreamEvent): Released;
  /** Nothing follows: everything that may still leave. */
  end(): Released;
}

/**
 * Stages in a row, each given what the one before released. While one of them thinks, the answer stands still: whoever feeds
 * the chain waits for the promise, which is how back-pressure reaches the provider.
 */
export class StageChain implements Stage {
  readonly #stages: readonly Stage[];

  constructor(stages: readonly Stage[]) {
    this.#stages = stages;
  }

  take(event: StreamEvent): Released {
    return this.#from(0, [event]);
  }

  /** What passes the stages from `first` on. */
  #from(first: number, events: readonly StreamEvent[]): Released {
    const stage = this.#stages[first];
    if (stage === undefined || events.length === 0) return events;
    const passed: StreamEvent[] = [];
    for (const [i, event] of events.entries()) {
      const released = stage.take(event);
      if (released instanceof Promise) {
        return this.#later(first, passed, released, events.slice(i + 1));
      }
      passed.push(...released);
    }
    return this.#from(first + 1, passed);
  }

  async #later(
    first: number,
    passed: StreamEvent[],
    released: Promise<readonly StreamEvent[]>,
    waiting: readonly StreamEvent[],
  ): Promise<readonly StreamEvent[]> {
    passed.push(...(await released));
    for (const event of waiting) passed.push(...((await this.#stages[first]?.take(event)) ?? []));
    return await this.#from(first + 1, passed);
  }

  /** The rest of each stage passes those behind it before they end themselves. */
  async end(): Promise<readonly StreamEvent[]> {
    const rest: StreamEvent[] = [];
    for (const [i, stage] of this.#stages.entries()) {
      rest.push(...(await this.#from(i + 1, await stage.end())));
    }
    return rest;
  }
}
