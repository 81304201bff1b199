import type { Transaction } from 'kysely';
import { type Logger, recurring } from '../log/index.ts';
import type { Database, DB } from '../postgres/index.ts';
import type { Secrets } from '../secrets/index.ts';
import { Acknowledgements, type FollowerStatus, type Published } from './acknowledgements.ts';
import { HeadWatch } from './head-watch.ts';
import { type SealedMembers, Sealer } from './sealing.ts';
import { digested, EntityState } from './state.ts';
import { type Change, Subscriber, type SubscriberOptions } from './subscriber.ts';
import { ConfigOp } from './types.ts';

export interface PublisherOptions {
  readonly db: Database;
  readonly secrets: Secrets;
  readonly log: Logger;
  /** The whole configuration as the tables have it: one operation an entity. Run in one snapshot with the head. */
  readonly loadEntities: (trx: Transaction<DB>) => Promise<readonly ConfigOp[]>;
  readonly sealed: SealedMembers;
}

/** Changes kept for followers that come back; who was away for longer gets a snapshot. */
const HISTORY = 1_000;
const HEARTBEAT_MS = 1_000;
/** Changes read from the database at a time. */
const BATCH = 500;

/**
 * Control's side of the config stream: follows `config_head`, keeps the state in memory, and sends it to every follower
 * as one snapshot and then deltas in the order of their commits. Changes made by another control arrive as well.
 */
export class ConfigPublisher implements AsyncDisposable {
  readonly #options: PublisherOptions;
  readonly #sealer: Sealer;
  readonly #state = new EntityState();
  readonly #subscribers = new Set<Subscriber>();
  readonly #acknowledgements = new Acknowledgements();
  readonly #watch: HeadWatch;
  readonly #unread: (error: unknown) => void;
  #history: Change[] = [];
  /** Of the state before the first change in the history. */
  #firstHash = '';
  #heartbeat: NodeJS.Timeout | undefined;
  #advancing: Promise<void> = Promise.resolve();

  constructor(options: PublisherOptions) {
    this.#options = options;
    this.#unread = recurring(options.log, 'the configuration could not be read');
    this.#sealer = new Sealer(options.sealed, options.secrets, options.log);
    this.#watch = new HeadWatch(options.db.settings, options.log, () => this.#advance());
  }

  get generation(): number {
    return this.#state.generation;
  }

  /** Resolves once the state is loaded and followers can be served. */
  async start(): Promise<void> {
    await this.#reload();
    await this.#watch.start();
    await this.#advance();
    this.#heartbeat = setInterval(() => {
      for (const subscriber of this.#subscribers) subscriber.heartbeat(this.#state.generation);
    }, HEARTBEAT_MS);
  }

  /**
   * Brings a follower up to date (nothing, deltas, or a snapshot, by what it has) and keeps it there until the
   * returned function is called.
   */
  subscribe(
    options: SubscriberOptions,
    has: { readonly generation: number; readonly hash: string },
  ): () => void {
    const subscriber = new Subscriber(options, this.#sealer, this.#options.log);
    const missed = this.#since(has.generation, has.hash);
    this.#acknowledgements.connected(subscriber.process, subscriber.role);
    if (missed === null) {
      const { generation, hash } = this.#state;
      subscriber.snapshot(generation, hash, this.#state.entities());
    } else {
      this.#acknowledgements.acknowledged(subscriber.process, subscriber.role, has.generation);
      for (const change of missed) subscriber.delta(change);
    }
    subscriber.heartbeat(this.#state.generation);
    this.#subscribers.add(subscriber);
    return () => {
      if (this.#subscribers.delete(subscriber))
        this.#acknowledgements.disconnected(subscriber.process);
      subscriber.close();
    };
  }

  acknowledge(process: string, role: string, generation: number): void {
    this.#acknowledgements.acknowledged(process, role, generation);
  }

  /**
   * Who has put `generation` into force: waits until everyone connected has, a second at most. Who is listed as missing
   * may go on serving what was before until it hears from control.
   */
  async published(generation: number): Promise<Published> {
    if (this.#state.generation < generation) await this.#advance();
    return await this.#acknowledgements.settled(generation);
  }

  /** Every process that follows or did a minute ago, for status and metrics. */
  followers(): readonly FollowerStatus[] {
    return this.#acknowledgements.list();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#heartbeat);
    await this.#watch[Symbol.asyncDispose]();
    await this.#advancing;
    for (const subscriber of this.#subscribers) subscriber.close();
    this.#subscribers.clear();
  }

  /** The changes after a state that a follower has; null where that state was never ours, or is too long ago. */
  #since(generation: number, hash: string): readonly Change[] | null {
    if (generation === this.#state.generation) return hash === this.#state.hash ? [] : null;
    const index = this.#history.findIndex((change) => change.generation === generation);
    if (index >= 0)
      return this.#history[index]?.hash === hash ? this.#history.slice(index + 1) : null;
    const [first] = this.#history;
    return first?.previous === generation && this.#firstHash === hash ? this.#history : null;
  }

  /** One at a time, in order; a failure is tried again by the next tick of the watch. */
  #advance(): Promise<void> {
    const next = this.#advancing.then(() => this.#readChanges());
    this.#advancing = next.catch(this.#unread);
    return next;
  }

  async #readChanges(): Promise<void> {
    const { db } = this.#options;
    const head = await db.selectFrom('config_head').select('generation').executeTakeFirstOrThrow();
    // The database was put back to an earlier state: what is here may be no part of its history.
    if (head.generation < this.#state.generation) await this.#reload();
    while (head.generation > this.#state.generation) {
      const rows = await db
        .selectFrom('config_changes')
        .select(['generation', 'ops'])
        .where('generation', '>', this.#state.generation)
        .orderBy('generation')
        .limit(BATCH)
        .execute();
      // What came between was pruned while this control could not read.
      if (rows[0]?.generation !== this.#state.generation + 1) return await this.#reload();
      for (const row of rows) this.#apply(row.generation, ConfigOp.array().parse(row.ops));
    }
  }

  #apply(generation: number, ops: readonly ConfigOp[]): void {
    const withDigest = ops.map(digested);
    const previous = this.#state.generation;
    if (this.#history.length === 0) this.#firstHash = this.#state.hash;
    this.#state.apply(withDigest, generation);
    const change: Change = { previous, generation, hash: this.#state.hash, ops: withDigest };
    this.#history.push(change);
    if (this.#history.length > HISTORY) this.#firstHash = this.#history.shift()?.hash ?? '';
    for (const subscriber of this.#subscribers) subscriber.delta(change);
  }

  async #reload(): Promise<void> {
    const { db, loadEntities } = this.#options;
    const { generation, entities } = await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (trx) => ({
        generation: (
          await trx.selectFrom('config_head').select('generation').executeTakeFirstOrThrow()
        ).generation,
        entities: await loadEntities(trx),
      }));
    // As text and back: dates and absent members become what they are in `config_changes`.
    const plain = ConfigOp.array().parse(JSON.parse(JSON.stringify(entities)));
    this.#state.replace(plain.map(digested), generation);
    this.#history = [];
    for (const subscriber of this.#subscribers)
      subscriber.snapshot(generation, this.#state.hash, this.#state.entities());
  }
}
