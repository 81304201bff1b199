import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { z } from 'zod';
import { openChdb } from '../chdb.ts';
import { clickHouseContract } from './clickhouse-contract.ts';

const directory = mkdtempSync(join(tmpdir(), 'sbx-chdb-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

// More than there are connections for: the rest waits.
clickHouseContract('chDB', () => openChdb(directory), { longQueries: 5 });

it('takes as many parameters as a trace of thousands of messages has', async () => {
  await using store = await openChdb(directory);
  const hashes = Array.from({ length: 8_000 }, (_, i) => `${i}-${'x'.repeat(40)}`);
  const [row] = await store.query({
    sql: 'SELECT toUInt32(length({hashes:Array(String)})) AS length',
    parameters: { hashes },
    row: z.object({ length: z.number() }),
    lane: 'any',
  });
  expect(row?.length).toBe(8_000);
});
