import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { drainPending } from 'chdb';
import { type ChdbConnection, createChdbConnection } from 'chdb/connection';
import { InFlight } from '../../lib/in-flight.ts';
import { SignalboxError } from '../errors/index.ts';
import { endable } from './endable.ts';
import { translateError } from './errors.ts';
import { Lanes } from './lane.ts';
import type { ClickHouse, InsertStatement, Parameters, QueryStatement } from './port.ts';
import { parseRows } from './rows.ts';
import { commandSettings, insertSettings, querySettings } from './settings.ts';
import { storeClosing } from './store-closing.ts';
import { setStatement, sqlString } from './text.ts';

const DATABASE = 'signalbox';
const READERS = 3;
const MAX_WAITING = 64;
/** Parameters are part of a statement here; by its default the engine takes none of more than 256 KB. */
const MAX_STATEMENT_BYTES = 64 << 20;
/** What servers of 24.8 do not know. */
const CHDB_SETTINGS = {
  // To answer LIKE by the row from an index of text costs twice as much as to leave out granules by it (m); a query that asks
  // for whole words says otherwise.
  query_plan_direct_read_from_text_index: 0,
  // Files of the machine's own disk are mostly in its memory: to hand each read to another thread costs about a tenth more CPU (m).
  local_filesystem_read_method: 'pread',
  // The files of an index would be written and flushed with every small part; merges make them.
  materialize_skip_indexes_on_insert: 0,
};

/**
 * ClickHouse in this process, on `directory`, which no other process may have open. A connection runs one statement at a
 * time: one is for inserts and commands, three are for reads (one of them for quick ones only), one ends reads.
 *
 * Parameters travel as `SET param_…`: the driver's own binding runs all parameterised queries of a process one by one.
 */
export async function openChdb(directory: string): Promise<ClickHouse> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const connections: ChdbConnection[] = [];
  try {
    const open = async (): Promise<ChdbConnection> => {
      const connection = createChdbConnection({ path: directory });
      connections.push(connection);
      if (connections.length === 1)
        await run(connection, `CREATE DATABASE IF NOT EXISTS ${DATABASE}`);
      await run(connection, `USE ${DATABASE}`);
      await run(connection, `SET max_query_size = ${MAX_STATEMENT_BYTES}`);
      return connection;
    };
    const writer = await open();
    const quick = await open();
    const others: ChdbConnection[] = [];
    while (others.length < READERS - 1) others.push(await open());
    return new Chdb(writer, [quick, ...others], await open());
  } catch (error) {
    for (const connection of connections) await connection.close();
    await drainPending();
    throw new SignalboxError(
      'store_failed',
      `the embedded ClickHouse does not open ${directory}: ${error instanceof Error ? error.message.split('\n')[0] : error}`,
      'Check that no other process has it open and that it is readable.',
      { cause: error },
    );
  }
}

class Chdb implements ClickHouse {
  readonly kind = 'chdb';
  readonly #writers: Lanes<ChdbConnection>;
  readonly #readers: Lanes<ChdbConnection>;
  readonly #connections: readonly ChdbConnection[];
  readonly #killer: ChdbConnection;
  #killing: Promise<unknown> = Promise.resolve();
  readonly #inFlight = new InFlight();
  readonly #ending = new AbortController();
  #closing: Promise<void> | null = null;

  constructor(
    writer: ChdbConnection,
    readers: readonly [ChdbConnection, ...ChdbConnection[]],
    killer: ChdbConnection,
  ) {
    // Both lanes of the one writer are alike; its queue is as long as the link lets callers in.
    this.#writers = new Lanes([writer], Number.POSITIVE_INFINITY);
    this.#readers = new Lanes(readers, MAX_WAITING);
    this.#killer = killer;
    this.#connections = [writer, ...readers, killer];
  }

  insert(statement: InsertStatement): Promise<void> {
    const { table, columns, rows } = statement;
    return this.#write(`inserting into ${table}`, (connection) =>
      // In the statement's own SETTINGS clause they end with it; the engine reads `rows` without a copy.
      connection.chdb.rawInsert({
        table,
        columns,
        values: rows,
        format: 'CSV',
        settings: { ...insertSettings(statement), ...CHDB_SETTINGS },
      }),
    );
  }

  command(sql: string, parameters?: Parameters): Promise<void> {
    return this.#write('a command', (connection) =>
      run(connection, `${setStatement(commandSettings(), parameters)}; ${sql}`),
    );
  }

  async #write(doing: string, work: (c: ChdbConnection) => Promise<unknown>): Promise<void> {
    const connection = await this.#writers.acquire('quick');
    try {
      await this.#inFlight.track(work(connection));
    } catch (error) {
      throw translateError(error, doing);
    } finally {
      this.#writers.release(connection);
    }
  }

  async query<Row>(statement: QueryStatement<Row>): Promise<readonly Row[]> {
    statement.signal?.throwIfAborted();
    const connection = await this.#readers.acquire(statement.lane, statement.signal);
    const caller = statement.signal === undefined ? [] : [statement.signal];
    const signal = AbortSignal.any([this.#ending.signal, ...caller]);
    const comment = randomUUID();
    try {
      signal.throwIfAborted();
      const settings = { ...querySettings(statement, comment), ...CHDB_SETTINGS };
      const set = setStatement(settings, statement.parameters);
      const native = run(connection, `${set}; ${statement.sql}`);
      // The connection is free only when the engine is done with it, whatever became of the caller.
      const free = native.then(noop, () => clearFailed(connection));
      this.#inFlight.track(free).then(() => this.#readers.release(connection));
      const text = await endable(native, signal, () => this.#kill(comment));
      return parseRows(text, statement.row);
    } catch (error) {
      signal.throwIfAborted();
      throw translateError(error, 'a query');
    }
  }

  /** One at a time on the killer's connection. */
  #kill(comment: string): Promise<unknown> {
    const sql = `KILL QUERY WHERE Settings['log_comment'] = ${sqlString(comment)} ASYNC`;
    this.#killing = this.#killing.then(() => run(this.#killer, sql)).catch(() => undefined);
    return this.#killing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#readers.close();
    this.#writers.close();
    this.#ending.abort(storeClosing());
    await this.#inFlight.ended();
    await this.#killing;
    for (const connection of this.#connections) await connection.close();
    await drainPending();
  }
}

const noop = (): void => undefined;

/**
 * A connection keeps a statement that failed, with its memory and its place in `system.processes`, until its next one (m):
 * this is the next one. Never fails; a connection that is broken says so to whoever has it next.
 */
export async function clearFailed(connection: ChdbConnection): Promise<void> {
  await run(connection, 'SELECT 1').catch(noop);
}

async function run(connection: ChdbConnection, sql: string): Promise<string> {
  return (await connection.chdb.queryAsync(sql, { format: 'JSONEachRow' })).text();
}
