import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { pino } from 'pino';
import { expect, test, vi } from 'vitest';
import { postgresSocketDirectory } from '../postgres/embedded/connection.ts';
import { migrate, openDatabase, startEmbeddedPostgres } from '../postgres/index.ts';
import { Installation, key } from './testing/installation.ts';

const log = pino({ level: 'silent' });

test('the death of PostgreSQL interrupts changes only, and its return needs nobody', async () => {
  const data = mkdtempSync(join(tmpdir(), 'sbx-outage-'));
  let postgres = await startEmbeddedPostgres(data, log);
  try {
    const db = await openDatabase({ data, databaseUrl: null }, { log });
    await migrate(db, log);
    await using site = new Installation({ db, [Symbol.asyncDispose]: () => db.destroy() });
    const publisher = await site.control();
    const { follower } = site.follow('g');
    await follower.start();
    await publisher.published(await site.change(key('before', {})));

    // One connection between two queries of a transaction, where nobody listens to it.
    const between = db.transaction().execute(async (trx) => {
      await sql`SELECT 1`.execute(trx);
      process.kill(postgres.pid, 'SIGKILL');
      await postgres.exited;
      await sleep(200);
      await sql`SELECT 1`.execute(trx);
    });
    await expect(between).rejects.toThrow();
    await expect(site.change(key('lost', {}))).rejects.toThrow();
    expect(follower.state.get('key', 'before')).toEqual({});

    postgres = await startEmbeddedPostgres(data, log);
    const generation = await site.change(key('after', {}));
    const { acknowledged } = await publisher.published(generation);
    expect(acknowledged).toEqual([{ process: 'g', role: 'gateway' }]);
    expect([...follower.state.all('key')].map(([id]) => id)).toEqual(['before', 'after']);
    // The connection that listens is made again as well.
    await vi.waitFor(async () => {
      const { rows } = await listening(db);
      expect(rows).toHaveLength(1);
    }, 10_000);
  } finally {
    await postgres.stop();
    for (const folder of [data, postgresSocketDirectory(data)])
      rmSync(folder, { recursive: true, force: true });
  }
});

function listening(db: Installation['db']) {
  return sql`SELECT 1 FROM pg_stat_activity WHERE query LIKE 'LISTEN %'`.execute(db);
}
