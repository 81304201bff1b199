import { randomBytes } from 'node:crypto';
import { type Database, type DatabaseOptions, openDatabase } from '../database.ts';
import { administer, sharedCluster, templateOf, testUrl } from './shared-cluster.ts';

export interface TestDatabase extends AsyncDisposable {
  readonly db: Database;
  /** Give it as `config.databaseUrl` to whatever opens the database itself. */
  readonly databaseUrl: string;
  /** Another connection pool on the same database, as another process would have. */
  readonly reopen: (options?: DatabaseOptions) => Promise<Database>;
}

/** A fresh database with the schema of the migrations; disposing drops it, whoever is still connected. */
export async function testDatabase(): Promise<TestDatabase> {
  const folder = await sharedCluster();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(folder, `CREATE DATABASE ${name} TEMPLATE "${templateOf(folder)}"`);
  const databaseUrl = testUrl(folder, name);
  const config = { data: folder, databaseUrl };
  const db = await openDatabase(config);
  return {
    db,
    databaseUrl,
    reopen: (options) => openDatabase(config, options),
    async [Symbol.asyncDispose]() {
      await db.destroy();
      await administer(folder, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}
