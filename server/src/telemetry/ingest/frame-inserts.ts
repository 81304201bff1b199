import { createHash } from 'node:crypto';
import { z } from 'zod';
import { freeNow } from '../../lib/free-now.ts';
import { type ClickHouse, isDataError } from '../../platform/clickhouse/index.ts';
import type { Frame } from '../../platform/spool/record.ts';
import { DEAD_LETTERS, PAYLOAD_MESSAGES, type Table } from '../tables.ts';
import { type Batch, TableRows } from './batch.ts';
import { deadLetterRow } from './dead-letter.ts';

const Key = z.object({ key: z.string() });
const NONE: ReadonlySet<string> = new Set();

/**
 * Stores the rows of one frame once, whoever else stores them at the same time or did before.
 *
 * An insert is of one partition, so the store takes it as one part, and notes its token under the same lock
 * (`MergeTreeSink::commitPart`): of two inserts under one token the second is dropped when the first's rows are there. The tokens
 * follow from the frame alone, so repeating is safe while the window remembers them; only past it does what is found in the store decide.
 */
export class FrameInserts {
  readonly #frame: Frame;
  readonly #scope: Batch['scope'];
  readonly #store: ClickHouse;
  readonly #checkExisting: boolean;
  readonly #onRefused: (table: string, key: string, error: unknown) => void;
  /** Keys of rows that became dead letters. */
  readonly #refused = new Set<string>();

  constructor(options: {
    readonly frame: Frame;
    readonly scope: Batch['scope'];
    readonly store: ClickHouse;
    /** Whether an earlier delivery may have got somewhere. */
    readonly checkExisting: boolean;
    readonly onRefused: (table: string, key: string, error: unknown) => void;
  }) {
    this.#frame = options.frame;
    this.#scope = options.scope;
    this.#store = options.store;
    this.#checkExisting = options.checkExisting;
    this.#onRefused = options.onRefused;
  }

  /** Resolves when `rows` are on disk, or dead letters where the store refuses them. */
  async ensureStored(rows: TableRows, token: string): Promise<void> {
    const existing = await this.#existingKeys(rows);
    await this.#insertMissing(rows, token, existing);
    if (!this.#checkExisting || rows.keys.every((key) => existing.has(key))) return;
    // Some versions of the engine note a token before they keep the part. Killed in between, they know the token, drop every
    // repetition, and say that all is well.
    await this.#insertMissing(rows, `${token}/again`, await this.#existingKeys(rows));
  }

  /** The keys of those of `rows` that are in the store, or were refused by it. */
  async #existingKeys(rows: TableRows): Promise<ReadonlySet<string>> {
    if (!this.#checkExisting) return NONE;
    const found: z.infer<typeof Key>[] = [];
    for (const keys of slices(rows.keys)) found.push(...(await this.#find(rows.table, keys)));
    const refused = rows.keys.filter((key) => this.#refused.has(`${rows.table.name}/${key}`));
    return new Set([...found.map(({ key }) => key), ...refused]);
  }

  #find(table: Table, keys: readonly string[]): Promise<readonly z.infer<typeof Key>[]> {
    const { projects, fromUs, toUs } = this.#scope;
    const scope =
      table === DEAD_LETTERS
        ? { spool: this.#frame.spoolId, frame: this.#frame.number }
        : {
            projects,
            from: Math.floor(fromUs / 1e6),
            to: Math.floor(toUs / 1e6) + 1,
            ...(table === PAYLOAD_MESSAGES ? {} : { ids: [...new Set(keys.map(requestOf))] }),
          };
    return this.#store.query({
      sql: `SELECT DISTINCT ${table.keySql} AS key FROM ${table.name} WHERE ${table.scopeSql} AND key IN {keys:Array(String)}`,
      parameters: { ...scope, keys },
      row: Key,
      lane: 'any',
    });
  }

  async #insertMissing(
    rows: TableRows,
    token: string,
    existing: ReadonlySet<string>,
  ): Promise<void> {
    const left = new TableRows(rows.table, rows.day);
    rows.keys.forEach((key, i) => {
      if (!existing.has(key)) left.add(key, rows.rows[i] ?? '');
    });
    if (left.keys.length === 0) return;
    if (left.keys.length === rows.keys.length) return this.#insert(rows, token, existing);
    // Messages come with other frames too. Two of one are merged into one.
    if (rows.table === PAYLOAD_MESSAGES)
      return this.#insert(left, `${token}/${hashOf(left.keys)}`, existing);
    // One part has all or none, so these came by halves: the same halves, under the same tokens, ensureStored the others.
    return this.#halves(rows, token, existing);
  }

  async #insert(rows: TableRows, token: string, existing: ReadonlySet<string>): Promise<void> {
    const { table } = rows;
    const lines = rows.lines();
    try {
      await this.#store.insert({ table: table.name, columns: table.columns, rows: lines, token });
      freeNow(lines);
    } catch (error) {
      if (!isDataError(error)) throw error;
      // The store refused a row that the check let pass: halving finds it, and lets the others in.
      if (rows.keys.length > 1) await this.#halves(rows, token, existing);
      else await this.#refuse(rows, token, error);
    }
  }

  async #halves(rows: TableRows, token: string, existing: ReadonlySet<string>): Promise<void> {
    const middle = rows.keys.length >> 1;
    for (const [from, to] of [
      [0, middle],
      [middle, rows.keys.length],
    ] as const) {
      const half = new TableRows(rows.table, rows.day);
      for (let i = from; i < to; i++) half.add(rows.keys[i] ?? '', rows.rows[i] ?? '');
      await this.#insertMissing(half, `${token}/${hashOf(half.keys)}`, existing);
    }
  }

  async #refuse(rows: TableRows, token: string, error: unknown): Promise<void> {
    const { table, day } = rows;
    const key = rows.keys[0] ?? '';
    this.#refused.add(`${table.name}/${key}`);
    this.#onRefused(table.name, key, error);
    // A letter that cannot be stored either is in the log.
    if (table === DEAD_LETTERS) return;
    const id = requestOf(key);
    const position = this.#frame.records.findIndex((record) => record.id === id);
    const record = this.#frame.records[position];
    if (record === undefined) return;
    const letter = new TableRows(DEAD_LETTERS, day);
    const reason = `${table.name}: ${error instanceof Error ? error.message : String(error)}`;
    letter.add(
      `${this.#frame.spoolId}/${this.#frame.number}/${position}`,
      deadLetterRow(this.#frame, position, record, { projectId: '', reason, keep: 'header' }),
    );
    await this.#insertMissing(letter, `${token}/refused`, await this.#existingKeys(letter));
  }
}

/** A store takes no statement of 256 KB, and a server no parameter of 128 KB: a frame's keys are more than that. */
const MAX_KEY_CHARS = 64 << 10;

function slices(keys: readonly string[]): string[][] {
  const all: string[][] = [];
  let chars = MAX_KEY_CHARS;
  for (const key of keys) {
    chars += key.length;
    if (chars > MAX_KEY_CHARS) {
      all.push([]);
      chars = key.length;
    }
    all.at(-1)?.push(key);
  }
  return all;
}

/** The request in a key such as `request` or `request/2`. */
const requestOf = (key: string): string => key.slice(0, 36);

const hashOf = (keys: readonly string[]): string =>
  createHash('sha256').update(keys.join('\n')).digest('hex').slice(0, 32);
