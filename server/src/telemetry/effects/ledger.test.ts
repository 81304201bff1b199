import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshProcess } from '../testing/fresh-process.ts';
import { endRecord, frameOf } from '../testing/records.ts';
import { type TestStores, testStores } from '../testing/stores.ts';

let stores: TestStores;
beforeAll(async () => {
  stores = await testStores();
});
afterAll(() => stores[Symbol.asyncDispose]());

it('usage of a record of version 1, which has it of the request only, belongs to its last attempt', async () => {
  const golden = join(import.meta.dirname, '..', 'ingest', 'fixtures', '3-attempts.json');
  const end = JSON.parse(readFileSync(golden, 'utf8'));
  expect(end.attempts.map(({ model }: { model: string }) => model)).toEqual(['gpt-5', 'claude-5']);
  await freshProcess(stores).ingest(
    frameOf(1, [endRecord(end)], { cutAtUs: end.started_at_us + 1 }),
  );
  const rows = await stores.db
    .selectFrom('ledger')
    .select(['provider', 'model', 'input_tokens', 'output_tokens', 'cost_usd'])
    .where('input_tokens', '>', 0)
    .execute();
  const cost_usd = '0.000062500000';
  expect(rows).toEqual([
    { provider: 'anthropic', model: 'claude-5', input_tokens: 10, output_tokens: 5, cost_usd },
  ]);
});
