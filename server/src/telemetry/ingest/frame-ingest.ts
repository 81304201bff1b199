import pLimit from 'p-limit';
import type { ClickHouse } from '../../platform/clickhouse/index.ts';
import type { Logger } from '../../platform/log/index.ts';
import type { Frame } from '../../platform/spool/record.ts';
import type { FrameEffects } from '../effects/frame-effects.ts';
import { PAYLOAD_MESSAGES } from '../tables.ts';
import { type Batch, makeBatch } from './batch.ts';
import type { BatchContext } from './batch-context.ts';
import { FrameInserts } from './frame-inserts.ts';

/** A frame cut longer ago may have been tried before the deduplication window of now began. */
const FRESH_US = 60e6;
const MAX_REMEMBERED = 10_000;
/** Frames of all gateways at a time; one takes several times its own memory. */
const AT_A_TIME = 4;

/** Named points between two steps of a delivery; a test throws there. */
export type IngestHook = (point: string) => void | Promise<void>;

export interface Ingested {
  readonly batch: Batch;
  /** False: the frame had had its effects already. */
  readonly first: boolean;
}

/**
 * Puts frames into the stores, each exactly once however often it comes: its rows (one insert for each table and day, under
 * a token), then its effects with its cursor in one transaction. Resolves when both are durable.
 */
export class FrameIngest {
  readonly #store: ClickHouse;
  readonly #effects: FrameEffects;
  readonly #context: BatchContext;
  readonly #log: Logger;
  readonly #hook: IngestHook;
  readonly #onRefused: () => void;
  readonly #nowUs: () => number;
  readonly #startedAtUs: number;
  readonly #inFlight = new Map<string, Promise<Ingested>>();
  readonly #limit = pLimit(AT_A_TIME);
  /** Frames that this process has begun. */
  readonly #begun = new Set<string>();

  constructor(options: {
    readonly store: ClickHouse;
    readonly effects: FrameEffects;
    readonly context: BatchContext;
    readonly log: Logger;
    readonly hook?: IngestHook;
    /** A row was refused by the store itself, and its record became a dead letter. */
    readonly onRefused?: () => void;
    readonly nowUs?: () => number;
  }) {
    this.#store = options.store;
    this.#effects = options.effects;
    this.#context = options.context;
    this.#log = options.log;
    this.#hook = options.hook ?? (() => undefined);
    this.#onRefused = options.onRefused ?? (() => undefined);
    this.#nowUs = options.nowUs ?? (() => Date.now() * 1000);
    this.#startedAtUs = this.#nowUs();
  }

  /** The same frame sent twice at a time is worked on once. */
  ingest(frame: Frame): Promise<Ingested> {
    const name = `${frame.spoolId}/${frame.number}`;
    const running = this.#inFlight.get(name);
    if (running !== undefined) return running.then((done) => ({ ...done, first: false }));
    const work = this.#limit(() => this.#ingest(frame, name)).finally(() =>
      this.#inFlight.delete(name),
    );
    this.#inFlight.set(name, work);
    return work;
  }

  async #ingest(frame: Frame, name: string): Promise<Ingested> {
    const again = this.#mayBeThere(frame, name);
    if (again && (await this.#effects.applied(frame))) {
      // The effects come last, so the rows are there.
      return { batch: await makeBatch({ ...frame, records: [] }, this.#context, []), first: false };
    }
    const effects = this.#effects.of(frame);
    const batch = await makeBatch(frame, this.#context, effects);
    const inserts = new FrameInserts({
      frame,
      scope: batch.scope,
      store: this.#store,
      checkExisting: again,
      onRefused: (table, key, err) => {
        this.#log.error({ err, table, key }, 'the trace store refused a row');
        this.#onRefused();
      },
    });
    for (const rows of batch.tables) {
      await this.#hook(`before ${rows.table.name}`);
      await inserts.ensureStored(rows, `${name}/${rows.day}`);
      if (rows.table === PAYLOAD_MESSAGES) this.#context.stored.add(rows.keys);
    }
    await this.#hook('before effects');
    const first = await this.#effects.apply(frame, effects, () => this.#hook('in effects'));
    await this.#hook('after effects');
    return { batch, first };
  }

  /** Whether an earlier delivery may have got somewhere: only then is it worth asking the store. A first one never pays for it. */
  #mayBeThere(frame: Frame, name: string): boolean {
    const begun = this.#begun.has(name);
    this.#begun.add(name);
    for (const old of this.#begun) {
      if (this.#begun.size <= MAX_REMEMBERED) break;
      this.#begun.delete(old);
    }
    return begun || frame.cutAtUs < this.#startedAtUs || frame.cutAtUs < this.#nowUs() - FRESH_US;
  }
}
