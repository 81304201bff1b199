/** What may leave for the client now; possibly nothing. */
export type Released = Buffer | Promise<Buffer>;

/**
 * A place that an answer passes on its way to the client: it may change what passes, and hold it back until it was looked at.
 * What it holds and never releases never leaves.
 */
export interface Stage {
  /** The next piece. With a promise, nothing more is given to the stage until it is settled; a rejection ends the answer. */
  take(piece: Buffer): Released;
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

  take(piece: Buffer): Released {
    return this.#from(0, piece);
  }

  async #later(stage: number, piece: Promise<Buffer>): Promise<Buffer> {
    return await this.#from(stage, await piece);
  }

  #from(first: number, piece: Buffer): Released {
    let passing = piece;
    for (let i = first; i < this.#stages.length && passing.length > 0; i++) {
      const released = this.#stages[i]?.take(passing) ?? passing;
      if (released instanceof Promise) return this.#later(i + 1, released);
      passing = released;
    }
    return passing;
  }

  /** The rest of each stage passes those behind it before they end themselves. */
  end(): Released {
    return this.#stages.length === 1 ? (this.#stages[0]?.end() ?? EMPTY) : this.#endAll();
  }

  async #endAll(): Promise<Buffer> {
    const rest: Buffer[] = [];
    for (const [i, stage] of this.#stages.entries()) {
      rest.push(await this.#from(i + 1, await stage.end()));
    }
    return Buffer.concat(rest);
  }
}

const EMPTY = Buffer.alloc(0);
