interface FollowerName {
  readonly process: string;
  readonly role: string;
}

/** The answer to a change: who has it in force, and who was not heard of in time. */
export interface Published {
  readonly generation: number;
  readonly acknowledged: readonly FollowerName[];
  readonly missing: readonly FollowerName[];
}

export interface FollowerStatus extends FollowerName {
  readonly generation: number;
  readonly connected: boolean;
}

interface Follower extends FollowerName {
  generation: number;
  /** A process may hold two streams for a moment, when it reconnects faster than the old one is noticed. */
  streams: number;
  leftAt: number;
}

const WAIT_MS = 1_000;
/** A process that left is listed as missing for so long: it may serve on without control. */
const REMEMBER_MS = 60_000;

/** Which generation each follower has in force. In memory: followers say it again when they connect. */
export class Acknowledgements {
  readonly #followers = new Map<string, Follower>();
  readonly #waiting = new Set<() => void>();

  connected(process: string, role: string): void {
    this.#follower(process, role).streams += 1;
  }

  disconnected(process: string): void {
    const follower = this.#followers.get(process);
    if (follower === undefined) return;
    follower.streams -= 1;
    follower.leftAt = performance.now();
    this.#wake();
  }

  acknowledged(process: string, role: string, generation: number): void {
    // Not the highest ever: after a restore of the database generations start again lower.
    this.#follower(process, role).generation = generation;
    this.#wake();
  }

  /** Waits until every connected follower has `generation`, a second at most. */
  async settled(generation: number): Promise<Published> {
    const deadline = performance.now() + WAIT_MS;
    for (;;) {
      const waitFor = [...this.#followers.values()].some(
        (follower) => follower.streams > 0 && follower.generation < generation,
      );
      const left = deadline - performance.now();
      if (!waitFor || left <= 0) return this.#report(generation);
      await this.#next(left);
    }
  }

  #report(generation: number): Published {
    const acknowledged: FollowerName[] = [];
    const missing: FollowerName[] = [];
    for (const { process, role, generation: has } of this.list())
      (has >= generation ? acknowledged : missing).push({ process, role });
    return { generation, acknowledged, missing };
  }

  list(): readonly FollowerStatus[] {
    const now = performance.now();
    for (const { process, streams, leftAt } of this.#followers.values())
      if (streams === 0 && now - leftAt > REMEMBER_MS) this.#followers.delete(process);
    return [...this.#followers.values()].map(({ process, role, generation, streams }) => ({
      process,
      role,
      generation,
      connected: streams > 0,
    }));
  }

  #follower(process: string, role: string): Follower {
    let follower = this.#followers.get(process);
    if (follower === undefined) {
      follower = { process, role, generation: -1, streams: 0, leftAt: performance.now() };
      this.#followers.set(process, follower);
    }
    return follower;
  }

  #next(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#waiting.add(done);
    });
  }

  #wake(): void {
    for (const done of [...this.#waiting]) done();
  }
}
