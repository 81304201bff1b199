import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { csvText } from '../csv.ts';
import { isDataError } from '../errors.ts';
import type { ClickHouse } from '../port.ts';

const Count = z.object({ n: z.string() });
const SLOW = 'SELECT count() AS n FROM numbers(100000000000) WHERE sipHash64(number) = 1';

/** What every adapter of the columnar store promises. */
export function clickHouseContract(
  name: string,
  open: () => Promise<ClickHouse>,
  options: { readonly longQueries: number },
): void {
  describe(`clickhouse over ${name}`, () => {
    let store: ClickHouse;
    const table = `contract_${process.pid}`;
    const rows = (...ids: number[]): Buffer => Buffer.from(ids.map((id) => `${id},x\n`).join(''));
    const insert = (token: string | null, ...ids: number[]): Promise<void> =>
      store.insert({ table, columns: ['id', 'text'], rows: rows(...ids), token });
    const count = async (where = '1'): Promise<number> => {
      const sql = `SELECT count() AS n FROM ${table} WHERE ${where}`;
      return Number((await store.query({ sql, row: Count, lane: 'quick' }))[0]?.n);
    };

    beforeAll(async () => {
      store = await open();
      await store.command(
        `CREATE TABLE ${table} (id UInt64, text String) ENGINE = MergeTree ORDER BY id SETTINGS non_replicated_deduplication_window = 100`,
      );
    });
    afterAll(async () => {
      await store.command(`DROP TABLE ${table}`);
      await store[Symbol.asyncDispose]();
    });

    it('keeps one copy of rows that come twice under one token', async () => {
      await insert('a', 1, 2);
      await insert('a', 1, 2);
      expect(await count('id IN (1, 2)')).toBe(2);
    });

    it('keeps rows without a token that follow rows with one', async () => {
      await insert('b', 3);
      await insert(null, 4);
      await insert(null, 4);
      expect(await count('id = 4')).toBe(2);
    });

    it('keeps every byte of a text, also those that are not UTF-8', async () => {
      const bytes = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
      const row = Buffer.from(`5,${csvText(bytes.toString('latin1'))}\n`, 'latin1');
      await store.insert({ table, columns: ['id', 'text'], rows: row, token: 'bytes' });
      const found = await store.query({
        sql: `SELECT base64Encode(text) AS text FROM ${table} WHERE id = 5`,
        row: z.object({ text: z.string() }),
        lane: 'quick',
      });
      expect(Buffer.from(found[0]?.text ?? '', 'base64')).toEqual(bytes);
    });

    it('keeps texts that look like something else in CSV', async () => {
      const texts = ['', '\\N', 'NULL', "''", '"', ' a ', 'a,b', 'a\r\nb\n', "it's", '\\', "\\'"];
      const rows = Buffer.from(texts.map((text, i) => `${100 + i},${csvText(text)}\n`).join(''));
      await store.insert({ table, columns: ['id', 'text'], rows, token: 'odd' });
      const sql = `SELECT text FROM ${table} WHERE id >= 100 ORDER BY id`;
      const row = z.object({ text: z.string() });
      const found = await store.query({ sql, row, lane: 'quick' });
      expect(found.map(({ text }) => text)).toEqual(texts);
    });

    it('answers 64-bit integers and decimals as text, whole', async () => {
      const found = await store.query({
        sql: "SELECT toUInt64(18446744073709551615) AS big, toDecimal128('1.000000000001', 12) AS money",
        row: z.object({ big: z.string(), money: z.string() }),
        lane: 'quick',
      });
      expect(found).toEqual([{ big: '18446744073709551615', money: '1.000000000001' }]);
    });

    it('binds parameters as values, whatever they contain', async () => {
      const text = `it's \\ a\ttab\nand "{x}" 'quoted' é 🚂 \\n %_`;
      const found = await store.query({
        sql: 'SELECT {text:String} AS text, {list:Array(String)} AS list, {number:UInt64} AS number',
        parameters: { text, list: [text, ''], number: 2n ** 63n },
        row: z.object({ text: z.string(), list: z.array(z.string()), number: z.string() }),
        lane: 'quick',
      });
      expect(found).toEqual([{ text, list: [text, ''], number: '9223372036854775808' }]);
    });

    it('lets a limit of one query not reach the next', async () => {
      const small = store.query({ sql: SLOW, row: Count, lane: 'quick', maxSeconds: 1 });
      await expect(small).rejects.toMatchObject({ code: 'query_too_expensive' });
      const sql = "SELECT value AS n FROM system.settings WHERE name = 'max_execution_time'";
      for (let i = 0; i < 4; i++) {
        expect(await store.query({ sql, row: Count, lane: 'quick' })).toEqual([{ n: '9' }]);
      }
    });

    it('ends a query whose caller leaves, and its connection serves the next', async () => {
      for (let i = 0; i < 6; i++) {
        const abort = new AbortController();
        const query = store.query({
          sql: SLOW,
          row: Count,
          lane: 'any',
          signal: abort.signal,
          maxSeconds: 600,
        });
        setTimeout(() => abort.abort(new Error('the caller left')), 30);
        await expect(query).rejects.toThrow('the caller left');
      }
      const running = () =>
        store.query({
          sql: "SELECT count() AS n FROM system.processes WHERE query LIKE '%sipHash64%' AND query NOT LIKE '%processes%'",
          row: Count,
          lane: 'any',
        });
      await expect.poll(running, { timeout: 5_000 }).toEqual([{ n: '0' }]);
    });

    it('answers quick reads and inserts while long queries run', async () => {
      const abort = new AbortController();
      const long = Array.from({ length: options.longQueries }, () =>
        store
          .query({ sql: SLOW, row: Count, lane: 'any', signal: abort.signal, maxSeconds: 600 })
          .catch(() => 'ended'),
      );
      await insert('during', 6);
      expect(await count('id = 6')).toBe(1);
      abort.abort();
      expect(await Promise.all(long)).toEqual(Array(options.longQueries).fill('ended'));
    });

    it('tells rows that are refused from a store that fails', async () => {
      const bad = store.insert({
        table,
        columns: ['id', 'text'],
        rows: Buffer.from('zz,x\n'),
        token: 'bad',
      });
      const error = await bad.then(
        () => null,
        (e: unknown) => e,
      );
      expect(isDataError(error)).toBe(true);
      const missing = await store
        .insert({ table: 'no_such_table', columns: ['id'], rows: rows(1), token: null })
        .then(
          () => null,
          (e: unknown) => e,
        );
      expect(missing).toMatchObject({ code: 'store_failed' });
      expect(isDataError(missing)).toBe(false);
    });
  });
}
