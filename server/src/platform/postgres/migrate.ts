import { readdirSync } from 'node:fs';
import { join, parse } from 'node:path';
import { runner } from 'node-pg-migrate';
import { Client } from 'pg';
import { SignalboxError } from '../errors/index.ts';
import type { Logger } from '../log/index.ts';
import type { Database } from './database.ts';

const MIGRATIONS_TABLE = 'schema_migrations';
/** The same from src/ and from dist/. */
const FOLDER = join(import.meta.dirname, '..', '..', '..', 'migrations', 'postgres');

/**
 * Brings the schema up to date: each migration in a transaction of its own, in order, one process at a time (advisory
 * lock; others wait and find nothing to do). Throws `migration_failed`; the one that failed has left nothing behind.
 */
export async function migrate(db: Database, log: Logger, folder = FOLDER): Promise<void> {
  const client = new Client(db.settings);
  // What breaks it fails the query that follows.
  client.on('error', () => {});
  await client.connect();
  try {
    const done = await runner({
      dbClient: client,
      dir: folder,
      migrationsTable: MIGRATIONS_TABLE,
      direction: 'up',
      checkOrder: true,
      singleTransaction: false,
      advisoryLockMode: 'wait',
      logger: {
        info: (line) => log.debug(line),
        warn: (line) => log.warn(line),
        // What failed is thrown as well, and said once by whoever catches it.
        error: (line) => log.debug(line),
      },
    });
    await refuseNewer(client, folder);
    if (done.length > 0) log.info({ migrations: done.map(({ name }) => name) }, 'migrated');
  } catch (error) {
    if (error instanceof SignalboxError) throw error;
    // The library puts a stack into some messages.
    const reason = (error as Error).message.split('\n')[0] ?? '';
    throw new SignalboxError(
      'migration_failed',
      `a migration of PostgreSQL failed: ${reason}`,
      reason.includes('permission denied')
        ? 'Make the user in DATABASE_URL the owner of its database: it makes tables and a schema there.'
        : 'Nothing of it was kept. Start the version before again, and report this.',
      { cause: error },
    );
  } finally {
    await client.end();
  }
}

/** An older Signalbox on a newer schema would write rows that the newer one does not understand. */
async function refuseNewer(client: Client, folder: string): Promise<void> {
  const known = new Set(readdirSync(folder).map((file) => parse(file).name));
  const { rows } = await client.query<{ name: string }>(
    `SELECT name FROM ${MIGRATIONS_TABLE} ORDER BY id`,
  );
  const unknown = rows.find(({ name }) => !known.has(name));
  if (unknown === undefined) return;
  throw new SignalboxError(
    'migration_failed',
    `the database has migration ${unknown.name}, which this version of Signalbox does not know`,
    'Start the newer version that made it.',
  );
}
