import { Agent, request } from 'undici';
import { BOOTSTRAP_KEY, type System } from './system.ts';

export interface LoadResult {
  /** Request ids of the answers that arrived whole. */
  readonly answered: string[];
  /** Request ids of the calls whose headers arrived but not the whole body. */
  readonly cut: string[];
  /** Calls that got no answer at all: no connection, or reset before headers. */
  readonly refused: number;
  /** Answers of another status than 200. */
  readonly failed: string[];
}

/** Sends chats to the sandbox, every third streamed, over `clients` connections until `stop` is called. */
export class Load {
  readonly #system: System;
  readonly #agent = new Agent({ connections: 64, pipelining: 1 });
  readonly #answered: string[] = [];
  readonly #cut: string[] = [];
  readonly #failed: string[] = [];
  readonly #loops: Promise<void>[];
  #refused = 0;
  #running = true;

  constructor(system: System, clients: number) {
    this.#system = system;
    this.#loops = Array.from({ length: clients }, (_, i) => this.#loop(i));
  }

  get answered(): number {
    return this.#answered.length;
  }

  async stop(): Promise<LoadResult> {
    this.#running = false;
    await Promise.all(this.#loops);
    await this.#agent.close();
    return {
      answered: this.#answered,
      cut: this.#cut,
      refused: this.#refused,
      failed: this.#failed,
    };
  }

  async #loop(client: number): Promise<void> {
    for (let n = 0; this.#running; n++) await this.#call(client, n);
  }

  async #call(client: number, n: number): Promise<void> {
    let id: string | null = null;
    try {
      const response = await request(`${this.#system.gateway}/v1/chat/completions`, {
        method: 'POST',
        dispatcher: this.#agent,
        headers: {
          authorization: `Bearer ${BOOTSTRAP_KEY}`,
          'content-type': 'application/json',
          'x-signalbox-user': `user-${client}`,
        },
        body: JSON.stringify({
          model: 'sandbox/lorem?latency_ms=20&tokens=20',
          stream: n % 3 === 0,
          messages: [{ role: 'user', content: `client ${client} call ${n}` }],
        }),
      });
      id = String(response.headers['x-request-id']);
      const text = await response.body.text();
      if (response.statusCode !== 200)
        this.#failed.push(`${response.statusCode} ${text.slice(0, 200)}`);
      else if (n % 3 === 0 && !text.includes('[DONE]')) this.#cut.push(id);
      else this.#answered.push(id);
    } catch {
      if (id === null) {
        this.#refused++;
        await new Promise((resolve) => setTimeout(resolve, 20));
      } else this.#cut.push(id);
    }
  }
}
