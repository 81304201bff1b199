import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { openChdb } from '../../platform/clickhouse/chdb.ts';
import { type ClickHouse, migrateClickHouse } from '../../platform/clickhouse/index.ts';
import type { Database } from '../../platform/postgres/index.ts';
import { testDatabase } from '../../platform/postgres/testing/index.ts';

export const silent = pino({ level: 'silent' });
const MIGRATIONS = join(import.meta.dirname, '..', '..', '..', 'migrations', 'clickhouse');

export interface TestStores extends AsyncDisposable {
  readonly store: ClickHouse;
  readonly db: Database;
}

/** A real chDB and a real PostgreSQL, both migrated and empty. One a process: chDB allows no more. */
export async function testStores(): Promise<TestStores> {
  const directory = mkdtempSync(join(tmpdir(), 'sbx-telemetry-'));
  const store = await openChdb(directory);
  await migrateClickHouse(store, MIGRATIONS, silent);
  const database = await testDatabase();
  return {
    store,
    db: database.db,
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
