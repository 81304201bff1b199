import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClickHouse, InsertStatement } from '../../platform/clickhouse/port.ts';
import type { Frame } from '../../platform/spool/record.ts';
import { freshProcess } from '../testing/fresh-process.ts';
import { copies, nextFrameNumber, ONCE, oddFrame } from '../testing/odd-frame.ts';
import { endRecord, frameOf, ORGANISATION, requestEnd } from '../testing/records.ts';
import { type TestStores, testStores } from '../testing/stores.ts';

let stores: TestStores;
beforeAll(async () => {
  stores = await testStores();
});
afterAll(() => stores[Symbol.asyncDispose]());

/** The store with another `insert`. */
const storeWith = (insert: ClickHouse['insert']): ClickHouse => ({
  kind: 'chdb',
  insert,
  query: (statement) => stores.store.query(statement),
  command: (sql) => stores.store.command(sql),
  [Symbol.asyncDispose]: async () => undefined,
});

const withRows = (statement: InsertStatement, rows: readonly string[]): InsertStatement => ({
  ...statement,
  rows: Buffer.from(`${rows.join('\n')}\n`, 'latin1'),
});

/** A row may have line feeds in its texts; the next one begins with its organisation. */
const rowsOf = (statement: InsertStatement): string[] =>
  statement.rows
    .toString('latin1')
    .trimEnd()
    .split(new RegExp(`\\n(?='?${ORGANISATION})`));

describe('two processes with one frame', () => {
  it.each(['payloads', 'requests', 'requests_list'])(
    'of which one is done between the days that the other inserts into %s',
    async (table) => {
      const frame = oddFrame(`between-${table}`);
      const otherDay = frame.records[1]?.id ?? '';
      let other: Promise<unknown> | null = null;
      // The engine makes a part of each day of an insert, one after the other, under the insert's token.
      const store = storeWith(async (statement) => {
        const rows = rowsOf(statement);
        const days = [
          rows.filter((row) => !row.includes(otherDay)),
          rows.filter((row) => row.includes(otherDay)),
        ].filter((day) => day.length > 0);
        for (const day of days) {
          if (statement.table === table && other !== null) await other;
          await stores.store.insert(withRows(statement, day));
          if (statement.table === table) other ??= freshProcess(stores).ingest(frame);
        }
      });
      await freshProcess(stores, { store }).ingest(frame);
      await other;
      expect(await copies(stores.store, frame)).toEqual(ONCE);
    },
  );

  it('of which one is done between the halves that the other makes of a refused insert', async () => {
    const ends = Array.from({ length: 7 }, () => requestEnd());
    const refused = ends[1]?.id ?? '';
    const frame = frameOf(
      nextFrameNumber(),
      ends.map((end) => endRecord(end)),
    );
    const refusing = (statement: InsertStatement): Promise<void> =>
      stores.store.insert(
        statement.table === 'requests'
          ? withRows(
              statement,
              rowsOf(statement).map((row) => row.replace(`${refused},`, 'no-uuid,')),
            )
          : statement,
      );
    let other: Promise<unknown> | null = null;
    const store = storeWith(async (statement) => {
      if (statement.table === 'requests' && other !== null) await other;
      await refusing(statement);
      if (statement.table === 'requests')
        other ??= freshProcess(stores, { store: storeWith(refusing) }).ingest(frame);
    });
    await freshProcess(stores, { store }).ingest(frame);
    await other;
    expect(await copies(stores.store, frame)).toMatchObject({
      requests: 6,
      requests_list: 7,
      dead_letters: 1,
    });
  });
});

/** Leaves the rows' tokens where they are. */
async function deleteRows(table: string, frame: Frame): Promise<void> {
  const ids = frame.records.map((record) => `'${record.id}'`).join(',');
  await stores.store.command(
    `ALTER TABLE ${table} DELETE WHERE toString(request_id) IN (${ids}) SETTINGS mutations_sync = 2`,
  );
}

it.each(['payloads', 'requests', 'dead_letters'])(
  'rows whose token is known in %s though they are not there are brought by the replay',
  async (table) => {
    // The engine notes a token before it keeps the rows: killed in between, it would drop every repetition.
    const frame = oddFrame(`noted-${table}`);
    const broken = freshProcess(stores, {
      hook: (at) => {
        if (at === 'before effects') throw new Error('the process died');
      },
    });
    await expect(broken.ingest(frame)).rejects.toThrow();
    await deleteRows(table, frame);
    await Promise.all([freshProcess(stores).ingest(frame), freshProcess(stores).ingest(frame)]);
    expect(await copies(stores.store, frame)).toEqual(ONCE);
  },
);
