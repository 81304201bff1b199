import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openChdb } from './chdb.ts';
import { migrateClickHouse } from './migrate.ts';
import type { ClickHouse } from './port.ts';

const log = pino({ level: 'silent' });
const folder = mkdtempSync(join(tmpdir(), 'sbx-migrate-'));
let store: ClickHouse;
let files: string;

beforeAll(async () => {
  store = await openChdb(join(folder, 'store'));
});
beforeEach(async () => {
  files = mkdtempSync(join(folder, 'files-'));
  for (const table of await tables()) await store.command(`DROP TABLE ${table} SYNC`);
});
afterAll(async () => {
  await store[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const write = (name: string, text: string): void => writeFileSync(join(files, name), text);
const tables = async (): Promise<string[]> => {
  const sql = 'SELECT name FROM system.tables WHERE database = currentDatabase() ORDER BY name';
  return (await store.query({ sql, row: z.object({ name: z.string() }), lane: 'any' })).map(
    (row) => row.name,
  );
};
const create = (name: string): string =>
  `-- undo: DROP TABLE IF EXISTS ${name} SYNC\nCREATE TABLE ${name} (id UInt64) ENGINE = MergeTree ORDER BY id;\n`;

describe('migrations', () => {
  it('are applied once, in their order', async () => {
    write('0001_a.sql', create('a'));
    await migrateClickHouse(store, files, log);
    write('0002_b.sql', create('b'));
    await migrateClickHouse(store, files, log);
    await migrateClickHouse(store, files, log);
    expect(await tables()).toEqual(['a', 'b', 'schema_migrations']);
  });

  it('leave out on a server what is for the embedded engine', async () => {
    write('0001_a.sql', `${create('a')}${create('b').replace('CREATE', '-- chdb\nCREATE')}`);
    const server: ClickHouse = {
      kind: 'http',
      insert: (statement) => store.insert(statement),
      query: (statement) => store.query(statement),
      command: (sql, parameters) => store.command(sql, parameters),
      [Symbol.asyncDispose]: async () => undefined,
    };
    await migrateClickHouse(server, files, log);
    expect(await tables()).toEqual(['a', 'schema_migrations']);
  });

  it('that fail leave the store as it was, and can be tried again', async () => {
    write('0001_a.sql', create('a'));
    await migrateClickHouse(store, files, log);
    write('0002_b.sql', `${create('b')}${create('c')}CREATE NONSENSE;\n`);
    await expect(migrateClickHouse(store, files, log)).rejects.toMatchObject({
      code: 'migration_failed',
    });
    expect(await tables()).toEqual(['a', 'schema_migrations']);
    write('0002_b.sql', create('b'));
    await migrateClickHouse(store, files, log);
    expect(await tables()).toEqual(['a', 'b', 'schema_migrations']);
  });

  it('refuse a file that was changed, one that comes too late, and a store of a later version', async () => {
    write('0002_b.sql', create('b'));
    await migrateClickHouse(store, files, log);
    write('0002_b.sql', create('changed'));
    await expect(migrateClickHouse(store, files, log)).rejects.toThrow(
      'changed after it was applied',
    );
    write('0002_b.sql', create('b'));
    write('0001_a.sql', create('a'));
    await expect(migrateClickHouse(store, files, log)).rejects.toThrow('comes before');
    rmSync(join(files, '0001_a.sql'));
    rmSync(join(files, '0002_b.sql'));
    await expect(migrateClickHouse(store, files, log)).rejects.toThrow('this version does not');
  });
});
