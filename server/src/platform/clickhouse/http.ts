import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { type ClickHouseClient, createClient } from '@clickhouse/client';
import { SignalboxError } from '../errors/index.ts';
import { endable } from './endable.ts';
import { translateError } from './errors.ts';
import { Lanes } from './lane.ts';
import type { ClickHouse, InsertStatement, Parameters, QueryStatement } from './port.ts';
import { parseRows } from './rows.ts';
import { commandSettings, insertSettings, querySettings } from './settings.ts';
import { sqlString } from './text.ts';

const READERS = 16;
const MAX_WAITING = 64;

/** A ClickHouse server by its URL: `http(s)://user:password@host:8123/database`. Fails with `store_failed` if it is not there. */
export async function openHttp(url: string): Promise<ClickHouse> {
  let client: ClickHouseClient;
  try {
    client = createClient({
      url,
      application: 'signalbox',
      max_open_connections: READERS + 8,
      // Commands such as a migration may take long; reads have a limit of their own on the server.
      request_timeout: 300_000,
      // Warnings of the client carry statements and parameters.
      log: { level: 127 },
    });
  } catch (error) {
    throw new SignalboxError(
      'config_invalid',
      'CLICKHOUSE_URL is not a URL that the client takes',
      'It takes http(s)://user:password@host:8123/database.',
      { cause: error },
    );
  }
  const pong = await client.ping({ select: true });
  if (!pong.success) {
    await client.close();
    throw new SignalboxError(
      'store_failed',
      `ClickHouse does not answer: ${pong.error.message.split('\n')[0]}`,
      'Check CLICKHOUSE_URL and that the server is up.',
      { cause: pong.error },
    );
  }
  return new Http(client);
}

class Http implements ClickHouse {
  readonly kind = 'http';
  readonly #client: ClickHouseClient;
  readonly #readers: Lanes<number>;
  readonly #inFlight = new Set<Promise<unknown>>();
  readonly #ending = new AbortController();

  constructor(client: ClickHouseClient) {
    this.#client = client;
    this.#readers = new Lanes(
      [0, ...Array.from({ length: READERS - 1 }, (_, i) => i + 1)],
      MAX_WAITING,
    );
  }

  insert(statement: InsertStatement): Promise<void> {
    const { table, columns, rows } = statement;
    return this.#write(`inserting into ${table}`, () =>
      this.#client.insert({
        table,
        columns: columns as [string, ...string[]],
        values: Readable.from([rows], { objectMode: false }),
        format: 'CSV',
        clickhouse_settings: insertSettings(statement),
      }),
    );
  }

  command(sql: string, parameters: Parameters = {}): Promise<void> {
    return this.#write('a command', () =>
      this.#client.command({
        query: sql,
        query_params: parameters,
        clickhouse_settings: commandSettings(),
      }),
    );
  }

  async #write(doing: string, work: () => Promise<unknown>): Promise<void> {
    this.#ending.signal.throwIfAborted();
    try {
      await this.#tracked(work());
    } catch (error) {
      throw translateError(error, doing);
    }
  }

  async query<Row>(statement: QueryStatement<Row>): Promise<readonly Row[]> {
    statement.signal?.throwIfAborted();
    const slot = await this.#readers.acquire(statement.lane, statement.signal);
    const caller = statement.signal === undefined ? [] : [statement.signal];
    const signal = AbortSignal.any([this.#ending.signal, ...caller]);
    const comment = randomUUID();
    try {
      signal.throwIfAborted();
      const answer = this.#read(statement, comment);
      return parseRows(
        await endable(this.#tracked(answer), signal, () =>
          this.#client.command({
            query: `KILL QUERY WHERE Settings['log_comment'] = ${sqlString(comment)} ASYNC`,
          }),
        ),
        statement.row,
      );
    } catch (error) {
      signal.throwIfAborted();
      throw translateError(error, 'a query');
    } finally {
      this.#readers.release(slot);
    }
  }

  async #read(statement: QueryStatement<unknown>, comment: string): Promise<string> {
    const result = await this.#client.query({
      query: statement.sql,
      format: 'JSONEachRow',
      query_params: { ...statement.parameters },
      clickhouse_settings: querySettings(statement, comment),
    });
    return result.text();
  }

  #tracked<T>(work: Promise<T>): Promise<T> {
    this.#inFlight.add(work);
    const forget = (): void => void this.#inFlight.delete(work);
    work.then(forget, forget);
    return work;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#readers.close();
    this.#ending.abort(
      new SignalboxError('draining', 'the store is being closed', 'Try again in a moment.'),
    );
    await Promise.allSettled(this.#inFlight);
    await this.#client.close();
  }
}
