import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type ClickHouse, isDataError } from '../../platform/clickhouse/index.ts';
import type { Logger } from '../../platform/log/index.ts';
import type { Frame } from '../../platform/spool/record.ts';
import type { Effects } from '../effects.ts';
import { DEAD_LETTERS, PAYLOAD_MESSAGES } from '../tables.ts';
import { type Batch, makeBatch, TableRows } from './batch.ts';
import type { BatchContext } from './batch-context.ts';
import { deadLetterRow } from './dead-letter.ts';

/** A frame cut longer ago may have been tried before the deduplication window of now began. */
const FRESH_US = 60e6;
const MAX_REMEMBERED = 10_000;
const Key = z.object({ key: z.string() });

/** Named points between two steps of a delivery; a test throws there. */
export type IngestHook = (point: string) => void | Promise<void>;

export interface Ingested {
  readonly batch: Batch;
  /** False: the frame had had its effects already. */
  readonly first: boolean;
}

/**
 * Puts frames into the stores, each exactly once however often it comes: its rows (one insert for each table under one
 * token), then its effects with its cursor in one transaction. Resolves when both are durable.
 */
export class FrameIngest {
  readonly #store: ClickHouse;
  readonly #effects: Effects;
  readonly #context: BatchContext;
  readonly #log: Logger;
  readonly #hook: IngestHook;
  readonly #onRefused: () => void;
  readonly #nowUs: () => number;
  readonly #startedAtUs: number;
  readonly #inFlight = new Map<string, Promise<Ingested>>();
  /** Frames that this process has begun. */
  readonly #begun = new Set<string>();

  constructor(options: {
    readonly store: ClickHouse;
    readonly effects: Effects;
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
    const work = this.#ingest(frame, name).finally(() => this.#inFlight.delete(name));
    this.#inFlight.set(name, work);
    return work;
  }

  async #ingest(frame: Frame, name: string): Promise<Ingested> {
    const again = this.#mayBeThere(frame, name);
    if (again && (await this.#effects.applied(frame))) {
      // The effects come last, so the rows are there.
      return { batch: makeBatch({ ...frame, records: [] }, this.#context), first: false };
    }
    const batch = makeBatch(frame, this.#context);
    for (const rows of batch.tables) {
      await this.#hook(`before ${rows.table.name}`);
      const left = again ? await this.#missing(frame, batch, rows) : { rows, suffix: '' };
      if (left.rows.rows.length > 0) await this.#insert(frame, left.rows, `${name}${left.suffix}`);
      if (rows.table === PAYLOAD_MESSAGES) this.#context.stored.add(rows.keys);
    }
    await this.#hook('before effects');
    const first = await this.#effects.apply(frame, batch.ledger, () => this.#hook('in effects'));
    await this.#hook('after effects');
    return { batch, first };
  }

  /** Whether an earlier delivery may have got somewhere: only then is it worth a look. A first one never pays for it. */
  #mayBeThere(frame: Frame, name: string): boolean {
    const begun = this.#begun.has(name);
    this.#begun.add(name);
    for (const old of this.#begun) {
      if (this.#begun.size <= MAX_REMEMBERED) break;
      this.#begun.delete(old);
    }
    return begun || frame.cutAtUs < this.#startedAtUs || frame.cutAtUs < this.#nowUs() - FRESH_US;
  }

  /**
   * The rows that an earlier delivery did not bring. None there: all, under the frame's own token. Some there (the window has
   * passed, or an insert over several days was cut short): the others, under a token of their own.
   */
  async #missing(
    frame: Frame,
    batch: Batch,
    rows: TableRows,
  ): Promise<{ rows: TableRows; suffix: string }> {
    const { table } = rows;
    const { projects, fromUs, toUs } = batch.scope;
    const scope =
      table === DEAD_LETTERS
        ? { spool: frame.spoolId, frame: frame.number }
        : {
            projects,
            from: Math.floor(fromUs / 1e6),
            to: Math.floor(toUs / 1e6) + 1,
            ...(table === PAYLOAD_MESSAGES ? {} : { ids: [...new Set(rows.keys.map(requestOf))] }),
          };
    const found = await this.#store.query({
      sql: `SELECT DISTINCT ${table.keySql} AS key FROM ${table.name} WHERE ${table.scopeSql} AND key IN {keys:Array(String)}`,
      parameters: { ...scope, keys: rows.keys },
      row: Key,
      lane: 'any',
    });
    if (found.length === 0) return { rows, suffix: '' };
    const there = new Set(found.map(({ key }) => key));
    const left = new TableRows(table);
    rows.keys.forEach((key, i) => {
      if (!there.has(key)) left.add(key, rows.rows[i] ?? '');
    });
    return { rows: left, suffix: `/${hashOf(left.keys)}` };
  }

  async #insert(frame: Frame, rows: TableRows, token: string): Promise<void> {
    const { table } = rows;
    try {
      await this.#store.insert({
        table: table.name,
        columns: table.columns,
        rows: Buffer.from(`${rows.rows.join('\n')}\n`, 'latin1'),
        token,
      });
    } catch (error) {
      if (!isDataError(error)) throw error;
      await this.#insertHalves(frame, rows, token, error);
    }
  }

  /** The store refused a row that the check let pass: finds it by halves, and lets the others in. */
  async #insertHalves(frame: Frame, rows: TableRows, token: string, error: unknown): Promise<void> {
    const { table } = rows;
    if (rows.rows.length > 1) {
      const middle = rows.rows.length >> 1;
      for (const [from, to] of [
        [0, middle],
        [middle, rows.rows.length],
      ] as const) {
        const half = new TableRows(table);
        for (let i = from; i < to; i++) half.add(rows.keys[i] ?? '', rows.rows[i] ?? '');
        await this.#insert(frame, half, `${token}/${hashOf(half.keys)}`);
      }
      return;
    }
    this.#log.error(
      { err: error, table: table.name, key: rows.keys[0] },
      'the trace store refused a row',
    );
    this.#onRefused();
    // A letter that cannot be stored either is in the log.
    if (table === DEAD_LETTERS) return;
    const id = requestOf(rows.keys[0] ?? '');
    const position = frame.records.findIndex((record) => record.id === id);
    const record = frame.records[position];
    if (record === undefined) return;
    const letter = new TableRows(DEAD_LETTERS);
    const reason = `${table.name}: ${error instanceof Error ? error.message : String(error)}`;
    letter.add(
      `${frame.spoolId}/${frame.number}/${position}`,
      deadLetterRow(frame, position, record, { projectId: '', reason, withoutBodies: true }),
    );
    await this.#insert(frame, letter, `${token}/refused`);
  }
}

/** The request in a key such as `request` or `request/2`. */
const requestOf = (key: string): string => key.slice(0, 36);

const hashOf = (keys: readonly string[]): string =>
  createHash('sha256').update(keys.join('\n')).digest('hex').slice(0, 32);
