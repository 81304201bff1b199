import { setTimeout as sleep } from 'node:timers/promises';
import { SignalboxError } from '../../platform/errors/index.ts';
import type { EmbeddedPostgres } from '../../platform/postgres/embedded/index.ts';
import { countDeath, type RestartPolicy, restartDelay } from './restart-policy.ts';

export type PostgresProcess = Pick<EmbeddedPostgres, 'pid' | 'exited' | 'stop'>;

export interface ManagedPostgresOptions {
  readonly launch: () => Promise<PostgresProcess>;
  /** Called with a line for the terminal. */
  readonly onTrouble: (line: string) => void;
  readonly policy: RestartPolicy;
}

/** The embedded PostgreSQL, kept running. The roles reconnect by themselves. */
export class ManagedPostgres {
  readonly #options: ManagedPostgresOptions;
  readonly #policy: RestartPolicy;
  readonly #stopping = new AbortController();
  #process: PostgresProcess | null = null;
  #keeping: Promise<void> = Promise.resolve();

  constructor(options: ManagedPostgresOptions) {
    this.#options = options;
    this.#policy = options.policy;
  }

  get pid(): number | null {
    return this.#process?.pid ?? null;
  }

  /** Resolves when it takes connections. A first start that fails rejects and is not repeated. */
  async start(): Promise<void> {
    const launched = this.#launch();
    this.#keeping = launched.then(
      (first) => this.#keep(first),
      () => undefined,
    );
    await launched;
  }

  /** Stops it, waiting for a start under way. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#process?.stop();
    await this.#keeping;
  }

  async #launch(): Promise<PostgresProcess> {
    const process = await this.#options.launch();
    this.#process = process;
    // Asked to stop while it came up.
    if (this.#stopping.signal.aborted) await process.stop();
    return process;
  }

  async #keep(first: PostgresProcess): Promise<void> {
    let current: PostgresProcess | null = first;
    let deaths = 0;
    let why = '';
    while (true) {
      const since = performance.now();
      if (current !== null) {
        const { code, signal } = await current.exited;
        this.#process = null;
        why = signal === null ? `ended with code ${code}` : `was killed by ${signal}`;
      }
      if (this.#stopping.signal.aborted) return;
      deaths = countDeath(deaths, performance.now() - since, this.#policy);
      this.#options.onTrouble(`PostgreSQL ${why}; starting it again`);
      const delay = restartDelay(deaths, this.#policy);
      await sleep(delay, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
      if (this.#stopping.signal.aborted) return;
      current = await this.#launch().catch((error: unknown) => {
        why = `did not start: ${error instanceof SignalboxError ? error.toLine() : String(error)}`;
        return null;
      });
    }
  }
}
