import { join } from 'node:path';
import { pino } from 'pino';
import { openChdb } from '../../server/src/platform/clickhouse/chdb.ts';
import { type ClickHouse, migrateClickHouse } from '../../server/src/platform/clickhouse/index.ts';
import type { Database } from '../../server/src/platform/postgres/index.ts';
import { testDatabase } from '../../server/src/platform/postgres/testing/index.ts';

export interface Bench extends AsyncDisposable {
  readonly store: ClickHouse;
  /** For the effects of frames; null where nothing is ingested. */
  readonly db: Database | null;
}

/** An embedded chDB in `folder`, migrated, and with `effects` an embedded PostgreSQL of its own. */
export async function openBench(
  folder: string,
  { effects }: { readonly effects: boolean },
): Promise<Bench> {
  const store = await openChdb(join(folder, 'clickhouse'));
  const migrations = join(import.meta.dirname, '..', '..', 'server', 'migrations', 'clickhouse');
  await migrateClickHouse(store, migrations, pino({ level: 'silent' }));
  const database = effects ? await testDatabase() : null;
  return {
    store,
    db: database?.db ?? null,
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]();
      await database?.[Symbol.asyncDispose]();
    },
  };
}
