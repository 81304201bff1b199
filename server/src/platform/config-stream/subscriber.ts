import type { Logger } from '../log/index.ts';
import type { Receiver, Sealer } from './sealing.ts';
import type { DigestedOp } from './state.ts';
import type { ConfigMessage } from './types.ts';

/** One process that follows the stream. */
export interface SubscriberOptions extends Receiver {
  readonly process: string;
  /** Writes a line; false where the receiver is so far behind that the connection should be given up. */
  readonly write: (line: string) => boolean;
  readonly close: () => void;
}

export interface Change {
  readonly previous: number;
  readonly generation: number;
  /** Of the state after it. */
  readonly hash: string;
  readonly ops: readonly DigestedOp[];
}

/** A connected follower as the publisher sees it: lines go out in the order of the calls, each sealed to it. */
export class Subscriber {
  readonly process: string;
  readonly role: string;
  readonly #options: SubscriberOptions;
  readonly #sealer: Sealer;
  readonly #log: Logger;
  #queue: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(options: SubscriberOptions, sealer: Sealer, log: Logger) {
    this.process = options.process;
    this.role = options.role;
    this.#options = options;
    this.#sealer = sealer;
    this.#log = log;
  }

  snapshot(generation: number, hash: string, entities: readonly DigestedOp[]): void {
    this.#send(async () => ({
      v: 1,
      type: 'snapshot',
      generation,
      hash,
      entities: await this.#seal(entities),
    }));
  }

  delta({ previous, generation, hash, ops }: Change): void {
    this.#send(async () => ({
      v: 1,
      type: 'delta',
      previous,
      generation,
      hash,
      ops: await this.#seal(ops),
    }));
  }

  heartbeat(generation: number): void {
    this.#send(() => Promise.resolve({ v: 1, type: 'heartbeat', generation }));
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#options.close();
  }

  #seal(ops: readonly DigestedOp[]) {
    return Promise.all(ops.map((op) => this.#sealer.seal(op, this.#options)));
  }

  #send(make: () => Promise<ConfigMessage>): void {
    this.#queue = this.#queue
      .then(async () => {
        if (this.#closed) return;
        const line = `${JSON.stringify(await make())}\n`;
        if (!this.#closed && !this.#options.write(line)) this.close();
      })
      .catch((error: unknown) => {
        // It reconnects and is given a snapshot.
        this.#log.error({ err: error, process: this.process }, 'the config stream broke off');
        this.close();
      });
  }
}
