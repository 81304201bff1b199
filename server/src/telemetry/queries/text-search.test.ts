import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { closeOneDay } from '../closed-days.ts';
import type { FrameIngest } from '../ingest/frame-ingest.ts';
import { freshProcess } from '../testing/fresh-process.ts';
import { seeded } from '../testing/generate.ts';
import { chatRequest, chatResponse, endRecord, frameOf, requestEnd } from '../testing/records.ts';
import { type TestStores, testStores } from '../testing/stores.ts';
import { settingsClause } from './conditions.ts';
import { searchOf } from './text-search.ts';

const ROWS = 2400;
const WORDS = ['ba', 'bab', 'ab', 'BE', 'b', 'größe', 'di', 'Dido', 'ka', '42', 'ku', '日本', 'lu'];
const GAPS = [' ', ' ', ' ', ', ', '-', '\n'];
const noon = Math.floor(Date.now() / 86_400_000) * 86_400e6 - 43_200e6;

interface Row {
  readonly id: string;
  readonly texts: readonly [string, string];
}

const random = seeded(7);
const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
const sentence = (most: number): string => {
  let text = pick(WORDS);
  for (let i = random() * most; i >= 1; i--) text += pick(GAPS) + pick(WORDS);
  return text;
};

let stores: TestStores;
let ingest: FrameIngest;
let number = 0;
const rows: Row[] = [];

beforeAll(async () => {
  stores = await testStores();
  ingest = freshProcess(stores);
  for (let i = 0; i < 3; i++) await put(ROWS / 3);
});
afterAll(() => stores[Symbol.asyncDispose]());

async function put(count: number): Promise<void> {
  const records = Array.from({ length: count }, () => {
    const started_at_us = noon + rows.length * 1000;
    const texts = [sentence(12), sentence(12)] as const;
    const end = requestEnd({ started_at_us, retention_days: 3000 });
    rows.push({ id: end.id, texts });
    return endRecord(end, chatRequest(texts[0]), chatResponse(texts[1]));
  });
  await ingest.ingest(frameOf(++number, records, { cutAtUs: noon + 3_600e6 }));
}

/** What the search promises, in the plainest way. */
function isFound({ texts }: Row, text: string): boolean {
  const words = text.toLowerCase().match(/[a-z0-9\u0080-\uffff]+/g) ?? [];
  // Words of ASCII as `|a|b|`, those of other scripts between such runs.
  const runs = words
    .map((word) => (/^[a-z0-9]+$/.test(word) ? `${word}|` : '\n'))
    .join('')
    .split('\n')
    .filter((run) => run !== '')
    .map((run) => `|${run}`);
  return texts.some((column) => {
    const lower = column.toLowerCase();
    const parted = `|${(lower.match(/[a-z0-9\u0080-\uffff]+/g) ?? []).join('|')}|`;
    return (
      lower.includes(text.toLowerCase()) &&
      (new Set(words).size < 2 || runs.every((run) => parted.includes(run)))
    );
  });
}

async function found(text: string): Promise<string[]> {
  const { sql, parameters, settings } = searchOf(text, 'chdb');
  const ids = await stores.store.query({
    sql: `SELECT toString(request_id) AS id FROM requests_list WHERE ${sql} ${settingsClause(settings)}`,
    parameters,
    row: z.object({ id: z.string() }),
    lane: 'any',
  });
  return ids.map((row) => row.id).sort();
}

async function expectAllFound(): Promise<void> {
  const searched = new Set<string>([
    'ba be',
    'b',
    'di dido',
    'dido di b ab',
    'größe ba be',
    'ab, b',
  ]);
  while (searched.size < 40) {
    // A piece of some text, from a word's beginning to a word's end, or words that may follow each other nowhere.
    const words = pick(pick(rows).texts).split(/(?<=[ ,\n-])/);
    const from = Math.floor(random() * words.length);
    const piece = words.slice(from, from + 1 + Math.floor(random() * 5)).join('');
    searched.add(random() < 0.7 ? piece.replace(/[ ,\n-]+$/, '') : sentence(4));
  }
  for (const text of searched) {
    const expected = rows.filter((row) => isFound(row, text)).map(({ id }) => id);
    expect(await found(text), JSON.stringify(text)).toEqual(expected.sort());
  }
}

async function closeDays(): Promise<void> {
  while ((await closeOneDay(stores.store, 0)).state !== 'closed') await setTimeout(20);
}

/** Of how many granules of all the store reads any in such a search. */
async function granulesOf(text: string): Promise<string | undefined> {
  const { sql, parameters } = searchOf(text, 'chdb');
  const plan = await stores.store.query({
    sql: `EXPLAIN indexes = 1 SELECT request_id FROM requests_list WHERE ${sql}`,
    parameters,
    row: z.object({ explain: z.string() }),
    lane: 'any',
  });
  const lines = plan.map((row) => row.explain.trim());
  const at = lines.findIndex((line) => /^Name: (pairs|triples)_of_texts$/.test(line));
  return at < 0 ? undefined : lines.slice(at).find((line) => line.startsWith('Granules:'));
}

describe('a search of several words', () => {
  it('finds the same before and after a day is closed, and with late rows', async () => {
    await expectAllFound();
    await stores.store.command('OPTIMIZE TABLE requests_list FINAL');
    await closeDays();
    await expectAllFound();
    await put(100);
    await expectAllFound();
    await stores.store.command('OPTIMIZE TABLE requests_list FINAL');
    await expectAllFound();
    await closeDays();
    await expectAllFound();
  });

  it('reads nothing of a closed day for words that nowhere follow each other', async () => {
    await stores.store.command('OPTIMIZE TABLE requests_list FINAL');
    await closeDays();
    expect(await granulesOf('zebra crossing')).toMatch(/^Granules: 0\//);
    expect(await granulesOf('ba zebra be')).toMatch(/^Granules: 0\//);
    expect(await granulesOf('ba be')).not.toMatch(/^Granules: 0\//);
  });
});
