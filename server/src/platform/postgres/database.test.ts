import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from './database.ts';
import { migrate } from './migrate.ts';
import { storeFailure } from './store-failure.ts';
import { committedTypes, generateTypes } from './testing/generate-types.ts';
import { type TestDatabase, testDatabase } from './testing/index.ts';

const log = pino({ level: 'silent' });
const organisation = '01900000-0000-7000-8000-000000000001';
let store: TestDatabase;
beforeAll(async () => {
  store = await testDatabase();
});
afterAll(() => store[Symbol.asyncDispose]());

test('the committed types are those of the migrated schema', async () => {
  expect(committedTypes(), 'run: npm run generate').toBe(await generateTypes());
});

describe('a database', () => {
  test('gives bigint as a number, money and days as text', async () => {
    const { rows } = await sql`
      SELECT 9007199254740991::bigint AS count, 0.000000000001::numeric(38, 12) AS cost, DATE '2026-03-01' AS day
    `.execute(store.db);
    expect(rows).toEqual([{ count: 9007199254740991, cost: '0.000000000001', day: '2026-03-01' }]);
    await expect(sql`SELECT 9007199254740993::bigint AS count`.execute(store.db)).rejects.toThrow(
      /more than a number holds/,
    );
  });

  test('counts the versions of what If-Match protects', async () => {
    await store.db.insertInto('organisations').values({ id: organisation, name: 'a' }).execute();
    await store.db.updateTable('organisations').set({ name: 'b' }).execute();
    const row = await store.db.selectFrom('organisations').selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({ name: 'b', version: 2 });
  });

  test('says plainly when there is no server', async () => {
    const databaseUrl = 'postgresql://nobody@localhost/none?host=/nowhere';
    await expect(openDatabase({ data: '/nowhere', databaseUrl })).rejects.toMatchObject({
      code: 'store_failed',
      next: expect.stringContaining('DATABASE_URL'),
    });
  });

  test.each(['mysql://u:hush@127.0.0.1/x', 'hush', 'postgresql://u:hush@127.0.0.1:70000/x'])(
    'does not take %s for the URL of one, nor shows it',
    async (databaseUrl) => {
      const error = await openDatabase({ data: '/nowhere', databaseUrl }).catch((thrown) => thrown);
      expect(error).toMatchObject({ code: 'config_invalid' });
      expect(error.toLine()).toContain('It takes postgresql://');
      expect(error.toLine()).not.toContain('hush');
    },
  );

  test('whose role somebody waits for gives up within its limit, whether the server is slow or hangs', async () => {
    const slow = await store.reopen({ limitMs: 800 });
    const failure = (db: Database, query = sql`SELECT pg_sleep(20)`) =>
      query.execute(db).then(
        () => null,
        (error: Error) => storeFailure(error),
      );
    const late = { code: 'store_failed', message: expect.stringContaining('in time') };
    expect(await failure(slow)).toMatchObject(late);
    expect((await sql`SELECT 1 AS one`.execute(slow)).rows).toEqual([{ one: 1 }]);
    await slow.destroy();

    await using between = await hangable(store.databaseUrl);
    const hung = await openDatabase(
      { data: '/nowhere', databaseUrl: between.url },
      { limitMs: 800 },
    );
    between.pause(true);
    expect(await failure(hung, sql`SELECT 1`)).toMatchObject(late);
    between.pause(false);
    expect((await sql`SELECT 2 AS two`.execute(hung)).rows).toEqual([{ two: 2 }]);
    await hung.destroy();
  });

  test('says what the server refuses, for good', async () => {
    const url = new URL(store.databaseUrl);
    url.pathname = '/no_such_database';
    await expect(openDatabase({ data: '/nowhere', databaseUrl: url.href })).rejects.toMatchObject({
      code: 'config_invalid',
      message: expect.stringContaining('"no_such_database" does not exist'),
    });
  });
});

/** The same server, which can be made to hang as a stopped process does: it takes what comes and answers nothing. */
async function hangable(
  databaseUrl: string,
): Promise<AsyncDisposable & { url: string; pause(paused: boolean): void }> {
  const url = new URL(databaseUrl);
  const folder = url.searchParams.get('host');
  const port = Number(url.port || 5432);
  const sockets: Socket[] = [];
  const server = createServer((client) => {
    const upstream =
      folder === null ? connect(port, url.hostname) : connect(join(folder, `.s.PGSQL.${port}`));
    for (const one of [client, upstream]) one.on('error', () => {});
    client.pipe(upstream).pipe(client);
    sockets.push(client, upstream);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url.searchParams.delete('host');
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    pause(paused) {
      if (paused) {
        for (const socket of sockets) socket.unpipe().pause();
        return;
      }
      for (let index = 0; index < sockets.length; index += 2) {
        const [client, upstream] = [sockets[index]!, sockets[index + 1]!];
        client.pipe(upstream).pipe(client);
      }
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

describe('migrations', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'signalbox-migrations-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const tables = async (db: TestDatabase['db']): Promise<string[]> => {
    const { rows } = await sql<{ name: string }>`
      SELECT tablename AS name FROM pg_tables WHERE schemaname = 'fresh' OR tablename LIKE 'm\_%' ORDER BY 1
    `.execute(db);
    return rows.map(({ name }) => name);
  };

  test('run once, whoever comes at the same time', async () => {
    await using fresh = await testDatabase();
    await Promise.all([migrate(fresh.db, log), migrate(fresh.db, log), migrate(fresh.db, log)]);
    const { rows } = await sql`SELECT name FROM schema_migrations ORDER BY id LIMIT 1`.execute(
      fresh.db,
    );
    expect(rows).toEqual([{ name: '0001_ground' }]);
  });

  test('says in one line that the user may make no tables', async () => {
    await using fresh = await testDatabase();
    const user = `reader_${Date.now()}`;
    await sql`CREATE ROLE ${sql.id(user)}`.execute(fresh.db);
    await sql`GRANT ${sql.id(user)} TO CURRENT_USER`.execute(fresh.db);
    try {
      await sql`DROP TABLE schema_migrations`.execute(fresh.db);
      const url = new URL(fresh.databaseUrl);
      url.searchParams.set('options', `-c role=${user}`);
      await using reader = await openDatabase({ data: '/nowhere', databaseUrl: url.href });
      const error = await migrate(reader, log).catch((thrown) => thrown);
      expect(error).toMatchObject({ code: 'migration_failed' });
      expect(error.toLine()).toMatch(/permission denied for schema public.*owner of its database/);
    } finally {
      await sql`DROP ROLE ${sql.id(user)}`.execute(fresh.db);
    }
  });

  test('one that fails leaves nothing; those before it stay; what needs no transaction runs', async () => {
    await using fresh = await testDatabase();
    await sql`DROP TABLE schema_migrations`.execute(fresh.db);
    writeFileSync(join(folder, '0001_one.sql'), 'CREATE TABLE m_one (id int);');
    writeFileSync(
      join(folder, '0002_index.js'),
      `export const up = (pgm) => {
         pgm.noTransaction();
         pgm.sql('CREATE INDEX CONCURRENTLY m_one_id ON m_one (id)');
       };
       export const down = false;`,
    );
    writeFileSync(join(folder, '0003_bad.sql'), 'CREATE TABLE m_two (id int); SELECT 1 / 0;');
    await expect(migrate(fresh.db, log, folder)).rejects.toMatchObject({
      code: 'migration_failed',
      message: expect.stringContaining('division by zero'),
    });
    expect(await tables(fresh.db)).toEqual(['m_one']);

    writeFileSync(join(folder, '0003_bad.sql'), 'CREATE TABLE m_two (id int);');
    await migrate(fresh.db, log, folder);
    expect(await tables(fresh.db)).toEqual(['m_one', 'm_two']);

    rmSync(join(folder, '0003_bad.sql'));
    await expect(migrate(fresh.db, log, folder)).rejects.toMatchObject({
      code: 'migration_failed',
      next: expect.stringContaining('newer version'),
    });
  });
});
