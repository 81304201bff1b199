import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshProcess } from '../testing/fresh-process.ts';
import {
  chatRequest,
  endRecord,
  frameOf,
  PROJECT,
  requestEnd,
  requestId,
} from '../testing/records.ts';
import { type TestStores, testStores } from '../testing/stores.ts';
import { exportPage } from './export-page.ts';
import type { ExportMessage, ExportPosition } from './schema.ts';

const signal = new AbortController().signal;
const now = Date.now();
let stores: TestStores;
const ids: string[] = [];

beforeAll(async () => {
  stores = await testStores();
  // Three requests begin at each moment, so that a page can end between equals.
  const ends = Array.from({ length: 30 }, (_, i) => {
    const at = now - 60_000 + Math.floor(i / 3);
    const id = requestId(at);
    ids.push(id);
    return requestEnd({ id, started_at_us: at * 1000, user: i % 2 === 0 ? 'even' : 'odd' });
  });
  await freshProcess(stores).ingest(
    frameOf(
      1,
      ends.map((end) => endRecord(end, chatRequest(`asked ${end.id}`))),
    ),
  );
});
afterAll(() => stores[Symbol.asyncDispose]());

const message = (changes: Partial<ExportMessage> = {}): ExportMessage => ({
  v: 1,
  project_id: PROJECT,
  content: true,
  filter: {
    from: new Date(now - 3_600_000).toISOString(),
    to: new Date(now + 60_000).toISOString(),
  },
  after: null,
  limit: 7,
  ...changes,
});

async function everyPage(changes: Partial<ExportMessage> = {}) {
  const rows = [];
  const totals = [];
  let after: ExportPosition | null = null;
  do {
    const page = await exportPage(stores.store, message({ ...changes, after }), signal);
    rows.push(...page.rows);
    totals.push(page.total);
    after = page.next;
  } while (after !== null);
  return { rows, totals };
}

it.each([1, 2, 7, 30, 31])(
  'has every request once, oldest first, by pages of %d',
  async (limit) => {
    const { rows, totals } = await everyPage({ limit });
    expect(rows.map((row) => row.request_id).sort()).toEqual([...ids].sort());
    const times = rows.map((row) => row.started_at);
    expect(times).toEqual([...times].sort());
    // Counted once, with the first page.
    expect(totals[0]).toBe(30);
    expect(totals.slice(1).every((total) => total === null)).toBe(true);
  },
);

it('has what the filter finds, and texts only for who may read them', async () => {
  const { filter } = message();
  const odd = await everyPage({ filter: { ...filter, user: 'odd' } });
  expect([odd.rows.length, odd.totals[0]]).toEqual([15, 15]);
  expect(odd.rows[0]?.input).toContain('asked');
  const blind = await everyPage({ content: false });
  expect(blind.rows.every((row) => row.input === null && row.output === null)).toBe(true);
  await expect(
    everyPage({ content: false, filter: { ...filter, text: 'asked' } }),
  ).rejects.toMatchObject({ code: 'scope_missing' });
});

it('is empty for another project', async () => {
  expect(await everyPage({ project_id: requestId(now) })).toEqual({ rows: [], totals: [0] });
});
