import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import {
  ATTEMPTS,
  DEAD_LETTERS,
  PAYLOAD_MESSAGES,
  PAYLOADS,
  REQUESTS,
  REQUESTS_LIST,
} from '../tables.ts';
import { type TestStores, testStores } from '../testing/stores.ts';
import { ATTEMPT_FIELDS } from './attempt-fields.ts';
import type { Line } from './line.ts';
import { REQUEST_FIELDS } from './request-fields.ts';

const Column = z.object({ table: z.string(), name: z.string(), type: z.string() });
const storedIn = (fields: readonly Line[], ...where: string[]) =>
  fields.flatMap(({ column }) => (column && where.includes(column.in) ? [column] : []));
const TABLES_OF_FIELDS = [
  { table: REQUESTS, fields: storedIn(REQUEST_FIELDS, 'both', 'requests') },
  { table: REQUESTS_LIST, fields: storedIn(REQUEST_FIELDS, 'both', 'list') },
  { table: ATTEMPTS, fields: storedIn(ATTEMPT_FIELDS, 'attempts') },
];

let stores: TestStores;
let columns: readonly z.infer<typeof Column>[];

beforeAll(async () => {
  stores = await testStores();
  columns = await stores.store.query({
    sql: 'SELECT table, name, type FROM system.columns WHERE database = currentDatabase()',
    row: Column,
    lane: 'any',
  });
}, 60_000);
afterAll(() => stores[Symbol.asyncDispose]());

const namesIn = (table: string) => columns.filter((c) => c.table === table).map((c) => c.name);
/** How a column is kept small is no matter of its field. */
const plain = (type: string) => type.replaceAll(/LowCardinality\((\w+)\)/g, '$1');

it.each(TABLES_OF_FIELDS)(
  '$table.name has the columns of its fields, with their types',
  ({ table, fields }) => {
    const migrated = columns
      .filter((c) => c.table === table.name)
      .map(({ name, type }) => [name, plain(type)]);
    expect(Object.fromEntries(migrated)).toMatchObject(
      Object.fromEntries(fields.map(({ name, type }) => [name, type])),
    );
  },
);

it.each(TABLES_OF_FIELDS)(
  '$table.name has no column that nobody writes or reads',
  ({ table, fields }) => {
    const known = new Set([...table.columns, ...fields.map(({ name }) => name)]);
    expect(namesIn(table.name).filter((name) => !known.has(name))).toEqual([]);
  },
);

it.each([PAYLOADS, PAYLOAD_MESSAGES, DEAD_LETTERS])(
  '$name has the columns that are written',
  ({ name, columns: written }) => {
    // What is written through `…_escaped` is the default of the column without.
    const known = new Set(written.flatMap((column) => [column, column.replace(/_escaped$/, '')]));
    expect(new Set(namesIn(name))).toEqual(known);
  },
);
