import { join } from 'node:path';
import { z } from 'zod';
import { newId } from '../../lib/ids.ts';
import { openChdb } from '../../platform/clickhouse/chdb.ts';
import { migrateClickHouse } from '../../platform/clickhouse/index.ts';
import { testDatabase } from '../../platform/postgres/testing/index.ts';
import type { RequestEnd } from '../record.ts';
import { type RequestRecord, requestRecord } from '../request-record.ts';
import { closeDays, mergeDays } from './close-days.ts';
import { freshProcess } from './fresh-process.ts';
import { silent } from './stores.ts';

const FRAME_RECORDS = 1000;
const MIGRATIONS = join(import.meta.dirname, '../../../migrations/clickhouse');

/**
 * Puts requests of the past, oldest first, into the trace store of a data directory whose server does not run, and leaves it
 * as it is some hours after the last. The ledger goes to a database that is thrown away: only what traces and usage show is
 * there afterwards.
 */
export async function ingestHistory(
  dataDirectory: string,
  records: Iterable<RequestRecord & { readonly end: RequestEnd }>,
): Promise<number> {
  await using store = await openChdb(join(dataDirectory, 'clickhouse'));
  await using database = await testDatabase();
  await migrateClickHouse(store, MIGRATIONS, silent);
  // Nothing of it was ever sent before, so no row is looked for.
  const ingest = freshProcess({ store, db: database.db }, { nowUs: () => 0 });
  const spoolId = newId<'spool'>();
  let number = 0;
  let total = 0;
  let batch: (RequestRecord & { readonly end: RequestEnd })[] = [];
  const send = async () => {
    const last = batch.at(-1);
    if (last === undefined) return;
    number += 1;
    total += batch.length;
    await ingest.ingest({
      version: 2,
      spoolId,
      number,
      cutAtUs: last.end.started_at_us + 1,
      records: batch.map(requestRecord),
    });
    batch = [];
  };
  for (const record of records) {
    batch.push(record);
    if (batch.length === FRAME_RECORDS) await send();
  }
  await send();
  await mergeDays(store);
  await closeDays(store);
  const [stored] = await store.query({
    sql: 'SELECT toUInt32(count()) AS rows FROM requests',
    row: z.object({ rows: z.number() }),
    lane: 'any',
  });
  if (stored?.rows !== total) throw new Error(`${total} were sent and ${stored?.rows} are there`);
  return total;
}
