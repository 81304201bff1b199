import { setTimeout as sleep } from 'node:timers/promises';
import { SignalboxError } from '../errors/index.ts';
import type { LinkClient } from '../link/index.ts';
import type { Logger } from '../log/index.ts';
import { makeSealingKeys, type SealingKeys } from '../secrets/sealed.ts';
import { ConfigCache } from './cache.ts';
import { readMessages } from './read-messages.ts';
import { sealingContext } from './sealing.ts';
import { type ConfigState, type DigestedOp, EntityState, NOTHING } from './state.ts';
import type { ConfigMessage, ConfigOp, WireOp } from './types.ts';

export interface ConfigFollowerOptions {
  /** To control. It needs two connections or more: the stream holds one. */
  readonly client: LinkClient;
  /** Names this process in the answers to changes: unique among those that follow. */
  readonly process: string;
  readonly role: string;
  /** Where the state is kept over a restart, and the 32 bytes it is encrypted with. */
  readonly cache: { readonly path: string; readonly key: Buffer } | null;
  readonly log: Logger;
  /**
   * Called after each change, with the state as it now is and what changed; a snapshot arrives as its difference. The
   * generation is acknowledged once this has resolved. Must not throw: what fails is logged and not acknowledged.
   */
  readonly onApply: (state: ConfigState, ops: readonly ConfigOp[]) => void | Promise<void>;
  /** How long `start` waits for a first state, ms. Default: 30,000. */
  readonly startDeadlineMs?: number;
}

/** Control sends a line a second. */
const SILENCE_MS = 5_000;
const BACKOFF_MS = { first: 50, most: 1_000 } as const;

/**
 * A role's copy of the configuration: what is kept on disk at once, then whatever control says, in order, for as long
 * as it is there. When control is away the state stays in force and `ageMs` grows.
 */
export class ConfigFollower implements AsyncDisposable {
  readonly #options: ConfigFollowerOptions;
  readonly #cache: ConfigCache | null;
  readonly #state = new EntityState();
  readonly #stop = new AbortController();
  readonly #first = Promise.withResolvers<void>();
  #running: Promise<void> | null = null;
  /** What is here does not agree with control: the next connection asks for a snapshot. */
  #diverged = false;
  /** Of what was said last, on the monotonic clock; from the cache it lies in the past of this process. */
  #heardAt = Number.NEGATIVE_INFINITY;

  constructor(options: ConfigFollowerOptions) {
    this.#options = options;
    // Nobody may be waiting when it is stopped.
    this.#first.promise.catch(() => {});
    this.#cache = options.cache === null ? null : new ConfigCache(options.cache, options.log);
  }

  get state(): ConfigState {
    return this.#state;
  }

  /** Milliseconds since control was last heard of, over restarts too. Infinite: never. */
  ageMs(): number {
    return Math.max(0, performance.now() - this.#heardAt);
  }

  /**
   * Resolves when a state is in force: the kept one at once, else control's. Rejects with `snapshot_stale` in the end,
   * with the reason of `stopping` as soon as that is aborted.
   */
  async start(stopping?: AbortSignal): Promise<void> {
    const kept = this.#cache?.read() ?? null;
    if (kept !== null) {
      this.#heardAt = performance.now() - kept.ageMs;
      await this.#apply(this.#state.replace(kept.entities, kept.generation));
      this.#first.resolve();
    }
    const keys = await makeSealingKeys();
    this.#running = this.#follow(keys);
    const ms = this.#options.startDeadlineMs ?? 30_000;
    const deadline = setTimeout(() => {
      this.#first.reject(
        new SignalboxError(
          'snapshot_stale',
          `control sent no configuration within ${Math.round(ms / 1_000)} s, and none is kept on disk`,
          'See the log of control.',
        ),
      );
    }, ms);
    const giveUp = (): void => this.#first.reject(stopping?.reason);
    stopping?.addEventListener('abort', giveUp);
    if (stopping?.aborted) giveUp();
    try {
      await this.#first.promise;
    } catch (error) {
      await this[Symbol.asyncDispose]();
      throw error;
    } finally {
      clearTimeout(deadline);
      stopping?.removeEventListener('abort', giveUp);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    this.#first.reject(new Error('the follower was stopped'));
    await this.#running;
    await this.#cache?.flush();
  }

  async #follow(keys: SealingKeys): Promise<void> {
    const { signal } = this.#stop;
    let backoff: number = BACKOFF_MS.first;
    while (!signal.aborted) {
      const before = this.#heardAt;
      try {
        await this.#connect(keys);
      } catch (error) {
        if (!signal.aborted) this.#options.log.debug({ err: error }, 'the config stream ended');
      }
      backoff = this.#heardAt > before ? BACKOFF_MS.first : Math.min(backoff * 2, BACKOFF_MS.most);
      // Spread, so that many gateways do not come back in one moment.
      await sleep(backoff * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => {});
    }
  }

  /** Follows one stream until it ends, falls silent, or says something that does not follow from what is here. */
  async #connect(keys: SealingKeys): Promise<void> {
    const silence = new AbortController();
    const signal = AbortSignal.any([this.#stop.signal, silence.signal]);
    const rearm = (): NodeJS.Timeout => setTimeout(() => silence.abort(), SILENCE_MS);
    let timer = rearm();
    try {
      const query = new URLSearchParams({
        generation: String(this.#diverged ? NOTHING : this.#state.generation),
        hash: this.#state.hash,
        process: this.#options.process,
        public_key: keys.publicKey,
      });
      const response = await this.#options.client.call('GET', `/config?${query}`, { signal });
      for await (const message of readMessages(response.body)) {
        clearTimeout(timer);
        await this.#receive(message, keys);
        timer = rearm();
      }
    } finally {
      clearTimeout(timer);
      silence.abort();
    }
  }

  async #receive(message: ConfigMessage, keys: SealingKeys): Promise<void> {
    const { generation } = message;
    if (message.type === 'heartbeat') {
      this.#expect(generation === this.#state.generation, 'a change is missing');
      this.#heard();
      return;
    }
    if (message.type === 'delta')
      this.#expect(message.previous === this.#state.generation, 'a change does not follow');
    const received = message.type === 'snapshot' ? message.entities : message.ops;
    const ops = await Promise.all(received.map((op) => open(op, keys)));
    const changed =
      message.type === 'snapshot'
        ? this.#state.replace(ops, generation)
        : this.#applyDelta(ops, generation);
    this.#expect(this.#state.hash === message.hash, 'the state differs from that of control');
    if (message.type === 'snapshot') this.#diverged = false;
    this.#heard();
    this.#cache?.save(() => ({
      generation: this.#state.generation,
      hash: this.#state.hash,
      entities: this.#state.entities(),
    }));
    const applied = await this.#apply(changed);
    this.#first.resolve();
    if (applied) this.#acknowledge(generation);
  }

  #applyDelta(ops: readonly DigestedOp[], generation: number): readonly DigestedOp[] {
    this.#state.apply(ops, generation);
    return ops;
  }

  async #apply(ops: readonly DigestedOp[]): Promise<boolean> {
    try {
      await this.#options.onApply(
        this.#state,
        ops.map(({ kind, id, value }) => ({ kind, id, value })),
      );
      return true;
    } catch (error) {
      this.#options.log.error({ err: error }, 'a configuration could not be put into force');
      return false;
    }
  }

  #acknowledge(generation: number): void {
    const body = JSON.stringify({
      v: 1,
      process: this.#options.process,
      role: this.#options.role,
      generation,
    });
    this.#options.client
      .call('POST', '/config/ack', { body, signal: this.#stop.signal })
      .then((response) => response.body.dump())
      // Said again by the next stream's first line.
      .catch((error: unknown) =>
        this.#options.log.debug({ err: error }, 'an acknowledgement failed'),
      );
  }

  #heard(): void {
    this.#heardAt = performance.now();
    this.#cache?.touch();
  }

  #expect(holds: boolean, what: string): void {
    if (holds) return;
    this.#diverged = true;
    throw new Error(`config stream: ${what}`);
  }
}

async function open(op: WireOp, keys: SealingKeys): Promise<DigestedOp> {
  const { kind, id, digest, sealed = [] } = op;
  if (op.value === null || sealed.length === 0) return { kind, id, digest, value: op.value };
  const value = { ...op.value };
  for (const member of sealed)
    value[member] = await keys.open(String(value[member]), sealingContext(kind, id, member));
  return { kind, id, digest, value };
}
