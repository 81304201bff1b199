import { SignalboxError } from '../errors/index.ts';
import { storeClosing } from './store-closing.ts';

interface Waiting<T> {
  readonly take: (member: T) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Members of which each does one thing at a time, behind one bounded queue for each lane. The first member serves the lane
 * `quick` only, so that work that takes long never holds all of them; the others serve both, `quick` first.
 */
export class Lanes<T> {
  readonly #free: T[];
  readonly #reserved: T;
  readonly #maxWaiting: number;
  readonly #quick: Waiting<T>[] = [];
  readonly #any: Waiting<T>[] = [];
  #closed = false;

  constructor(members: readonly [T, ...T[]], maxWaiting: number) {
    this.#reserved = members[0];
    this.#free = [...members].reverse();
    this.#maxWaiting = maxWaiting;
  }

  /** Resolves with a member, to be given back by `release`. Fails with `overloaded` at once when the queue is full. */
  acquire(lane: 'quick' | 'any', signal?: AbortSignal): Promise<T> {
    if (this.#closed) return Promise.reject(storeClosing());
    const found = this.#free.findLastIndex((m) => lane === 'quick' || m !== this.#reserved);
    if (found >= 0) return Promise.resolve(this.#free.splice(found, 1)[0] as T);
    const queue = lane === 'quick' ? this.#quick : this.#any;
    if (queue.length >= this.#maxWaiting) {
      return Promise.reject(
        new SignalboxError(
          'overloaded',
          `${queue.length} queries wait already`,
          'Try again in a moment.',
          { details: { retry_after_seconds: 1 } },
        ),
      );
    }
    return new Promise<T>((resolve, reject) => {
      const waiting: Waiting<T> = {
        take: (member) => {
          signal?.removeEventListener('abort', leave);
          resolve(member);
        },
        fail: reject,
      };
      const leave = (): void => {
        const at = queue.indexOf(waiting);
        if (at >= 0) queue.splice(at, 1);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', leave, { once: true });
      queue.push(waiting);
    });
  }

  release(member: T): void {
    const next = this.#quick.shift() ?? (member === this.#reserved ? undefined : this.#any.shift());
    if (next === undefined) this.#free.push(member);
    else next.take(member);
  }

  /** Refuses what waits and what comes. */
  close(): void {
    this.#closed = true;
    for (const waiting of [...this.#quick.splice(0), ...this.#any.splice(0)])
      waiting.fail(storeClosing());
  }
}
