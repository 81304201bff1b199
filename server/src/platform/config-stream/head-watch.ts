import { Client, type ClientConfig } from 'pg';
import type { Logger } from '../log/index.ts';
import { CHANNEL } from './record-change.ts';

const POLL_MS = 1_000;

/**
 * Calls `onChange` when a change of the configuration was committed: at once by LISTEN on a connection of its own, and
 * every second in any case, since a notification is lost with its connection.
 */
export class HeadWatch implements AsyncDisposable {
  readonly #settings: ClientConfig;
  readonly #log: Logger;
  readonly #onChange: () => Promise<void>;
  #client: Client | null = null;
  #poll: NodeJS.Timeout | undefined;
  #connecting = false;

  constructor(settings: ClientConfig, log: Logger, onChange: () => Promise<void>) {
    this.#settings = settings;
    this.#log = log;
    this.#onChange = onChange;
  }

  async start(): Promise<void> {
    await this.#listen();
    this.#poll = setInterval(() => {
      if (this.#client === null && !this.#connecting) {
        this.#connecting = true;
        // While there is no connection, the poll below is what says so.
        this.#listen()
          .catch((error: unknown) => this.#log.debug({ err: error }, 'LISTEN failed'))
          .finally(() => {
            this.#connecting = false;
          });
      }
      this.#changed();
    }, POLL_MS);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#poll);
    const client = this.#client;
    this.#client = null;
    client?.removeAllListeners('end');
    await client?.end();
  }

  async #listen(): Promise<void> {
    const client = new Client(this.#settings);
    const lost = (): void => {
      if (this.#client === client) this.#client = null;
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', () => this.#changed());
    await client.connect();
    await client.query(`LISTEN ${CHANNEL}`);
    this.#client = client;
  }

  #changed(): void {
    // Failures are logged where the change is read.
    this.#onChange().catch(() => {});
  }
}
