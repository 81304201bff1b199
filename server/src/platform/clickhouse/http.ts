import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { type ClickHouseClient, ClickHouseError, createClient } from '@clickhouse/client';
import { z } from 'zod';
import { InFlight } from '../../lib/in-flight.ts';
import { SignalboxError } from '../errors/index.ts';
import { endable } from './endable.ts';
import { translateError } from './errors.ts';
import { Lanes } from './lane.ts';
import type { ClickHouse, InsertStatement, Parameters, QueryStatement } from './port.ts';
import { parseRows } from './rows.ts';
import { commandSettings, insertSettings, querySettings } from './settings.ts';
import { storeClosing } from './store-closing.ts';
import { sqlString } from './text.ts';

const READERS = 16;
const MAX_WAITING = 64;
const Version = z.tuple([z.object({ v: z.string() })]);
/** ClickHouse's error codes for a database, a user and a password that it does not know. */
const REFUSED = new Set(['81', '192', '193', '194', '516']);

/**
 * A ClickHouse server by its URL: `http(s)://user:password@host:8123/database`. Fails with
 * `store_failed` if it is not there, `config_invalid` if it refuses what the URL says.
 */
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
  try {
    const answer = await client.query({ query: 'SELECT version() AS v', format: 'JSONEachRow' });
    Version.parse(await answer.json());
  } catch (error) {
    await client.close();
    throw notOpened(error as Error);
  }
  return new Http(client);
}

function notOpened(error: Error): SignalboxError {
  const code = error instanceof ClickHouseError ? error.code : null;
  const reason = error.message.split('\n')[0];
  if (code !== null && REFUSED.has(code)) {
    return new SignalboxError(
      'config_invalid',
      `ClickHouse refuses the connection: ${reason}`,
      'Check the user, the password and the database in CLICKHOUSE_URL.',
      { cause: error },
    );
  }
  const unreached = typeof (error as NodeJS.ErrnoException).code === 'string';
  return new SignalboxError(
    'store_failed',
    code !== null || unreached
      ? `ClickHouse does not answer: ${reason}`
      : 'what answers at CLICKHOUSE_URL is not ClickHouse',
    'Check CLICKHOUSE_URL and that the server is up.',
    { cause: error },
  );
}

class Http implements ClickHouse {
  readonly kind = 'http';
  readonly #client: ClickHouseClient;
  readonly #readers: Lanes<number>;
  readonly #inFlight = new InFlight();
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
      await this.#inFlight.track(work());
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
        await endable(this.#inFlight.track(answer), signal, () =>
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

  async [Symbol.asyncDispose](): Promise<void> {
    this.#readers.close();
    this.#ending.abort(storeClosing());
    await this.#inFlight.ended();
    await this.#client.close();
  }
}
