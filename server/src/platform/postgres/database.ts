import { Kysely, PostgresDialect, sql } from 'kysely';
import { type ClientConfig, Pool, types } from 'pg';
import type { Config } from '../config/index.ts';
import { SignalboxError } from '../errors/index.ts';
import type { Logger } from '../log/index.ts';
import { connectionFailure } from './connection-failure.ts';
import type { DB } from './database.gen.ts';
import { postgresUrl } from './database-url.ts';
import { embeddedConnection } from './embedded/index.ts';

/** PostgreSQL 15: `NULLS NOT DISTINCT`. */
const OLDEST = 150_000;

/** Every query of Signalbox goes through this. Dispose of it to close its connections. */
export class Database extends Kysely<DB> {
  /** For what needs a connection of its own: LISTEN, migrations, jobs. */
  readonly settings: ClientConfig;

  constructor(dialect: PostgresDialect, settings: ClientConfig) {
    super({ dialect });
    this.settings = settings;
  }
}

export interface DatabaseOptions {
  /** Shown in pg_stat_activity: the role. */
  readonly application?: string;
  /** The most connections open at a time. */
  readonly connections?: number;
  /**
   * The longest that a statement, or the wait for a connection, may take: for a role that somebody waits for. A server that
   * hangs is told by our own clock, and one that is only slow ends the statement itself shortly before. 30 s unless given,
   * by the server's clock alone.
   */
  readonly limitMs?: number;
  readonly log?: Logger;
}

/** The server's own end of a statement comes first, so that its connection stays clean. */
const SERVER_FIRST_MS = 500;

/**
 * Opens PostgreSQL: the server of `DATABASE_URL`, else the embedded one of the data directory. Throws `store_failed`
 * where it does not answer or is too old, `config_invalid` where it refuses what DATABASE_URL says. bigint comes as a number
 * (throws past 2^53), numeric and date as text.
 */
export async function openDatabase(
  config: Pick<Config, 'databaseUrl' | 'data'>,
  options: DatabaseOptions = {},
): Promise<Database> {
  const settings = settingsOf(config, options.application);
  const pool = new Pool({
    ...settings,
    max: options.connections ?? 10,
    idleTimeoutMillis: 30_000,
    ...limitsOf(options.limitMs),
    idle_in_transaction_session_timeout: 60_000,
  });
  // An idle connection broke: the pool makes another, and a query that needs one fails by itself.
  pool.on('error', (error) => options.log?.warn({ err: error }, 'a database connection broke'));
  // The pool listens to idle ones only. One that breaks between two queries of a transaction would end the process;
  // its next query fails by itself.
  pool.on('connect', (client) => client.on('error', () => {}));
  const database = new Database(new PostgresDialect({ pool }), settings);
  try {
    // Through Kysely and not the pool: it destroys only what it has used.
    const { rows } = await sql<{ version: number }>`
      SELECT current_setting('server_version_num')::int AS version`.execute(database);
    const version = rows[0]?.version ?? 0;
    if (version < OLDEST) {
      throw new SignalboxError(
        'store_failed',
        `the PostgreSQL server is version ${Math.floor(version / 10_000)}`,
        'Signalbox needs 15 or newer.',
      );
    }
  } catch (error) {
    await database.destroy();
    throw error instanceof SignalboxError
      ? error
      : connectionFailure(error as Error, config.databaseUrl);
  }
  return database;
}

function limitsOf(limitMs: number | undefined) {
  if (limitMs === undefined) return { statement_timeout: 30_000 };
  return {
    connectionTimeoutMillis: limitMs,
    query_timeout: limitMs,
    statement_timeout: limitMs - SERVER_FIRST_MS,
  };
}

function settingsOf(
  config: Pick<Config, 'databaseUrl' | 'data'>,
  application = 'signalbox',
): ClientConfig {
  const target =
    config.databaseUrl === null
      ? { ...embeddedConnection(config.data) }
      : { connectionString: postgresUrl(config.databaseUrl) };
  return {
    ...target,
    application_name: application,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    types: { getTypeParser },
  };
}

const getTypeParser = ((oid: number, format?: 'text' | 'binary') => {
  if (format !== 'binary') {
    if (oid === types.builtins.INT8) return toSafeInteger;
    // A day has no time zone; a Date would give it this machine's.
    if (oid === types.builtins.DATE) return String;
  }
  return types.getTypeParser(oid, format);
}) as typeof types.getTypeParser;

function toSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is more than a number holds`);
  return value;
}
