import type { z } from 'zod';

/** A value bound to `{name:Type}` in a statement, on the server's side; it never becomes part of the SQL text. */
export type ParameterValue = string | number | bigint | readonly string[] | readonly number[];
export type Parameters = Readonly<Record<string, ParameterValue>>;

/**
 * Rows for one table as CSV, its texts made by `csvText`. Any byte may stand in a String column, but no two line feeds in a
 * row: chDB takes an empty line for the end of the data (and refuses the row that it cut).
 */
export interface InsertStatement {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: Buffer;
  /** The same token in one table's deduplication window inserts once. Null: never deduplicated. */
  readonly token: string | null;
}

export interface QueryStatement<Row> {
  /** One SELECT without FORMAT. */
  readonly sql: string;
  readonly parameters?: Parameters;
  /** Checks each row. 64-bit integers and decimals come as text. */
  readonly row: z.ZodType<Row>;
  /** `quick`: lists and point reads; they have a way past queries that take long. */
  readonly lane: 'quick' | 'any';
  /** The caller left: the query is ended on the server too. */
  readonly signal?: AbortSignal;
  readonly maxSeconds?: number;
  readonly maxMemoryBytes?: number;
}

/**
 * The columnar store. Every statement carries a full set of settings, so none depends on what ran before it.
 *
 * `insert` resolves after the rows are on disk; a rejection says nothing about whether they are, so the caller repeats it
 * under the same token. Fails with `store_failed` (try again; `isDataError`: the rows themselves are refused).
 * `query` fails with `query_too_expensive` past its limits, `overloaded` when too many wait, and with the signal's reason.
 * Disposing ends reads in flight and waits for inserts.
 */
export interface ClickHouse extends AsyncDisposable {
  readonly kind: 'chdb' | 'http';
  insert(statement: InsertStatement): Promise<void>;
  query<Row>(statement: QueryStatement<Row>): Promise<readonly Row[]>;
  /** DDL and the like; not limited in time. */
  command(sql: string, parameters?: Parameters): Promise<void>;
}
