import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { USAGE_KIND_NAMES, type Usage } from '../protocols/conversation/index.ts';
import { requestDetail } from './queries/detail.ts';
import { usage } from './queries/usage.ts';
import { freshProcess } from './testing/fresh-process.ts';
import { endRecord, frameOf, PROJECT, requestEnd } from './testing/records.ts';
import { type TestStores, testStores } from './testing/stores.ts';

const signal = new AbortController().signal;
const range = {
  from: new Date(Date.now() - 3_600_000).toISOString(),
  to: new Date(Date.now() + 60_000).toISOString(),
};
const counts = fc.record(
  Object.fromEntries(USAGE_KIND_NAMES.map((kind) => [kind, fc.nat({ max: 1e9 })])),
  { requiredKeys: [] },
) as fc.Arbitrary<Usage>;
/** One of them with every kind; in frames, so that rows of the ledger are added to. */
const frames: readonly (readonly (Usage | null)[])[] = [
  [Object.fromEntries(USAGE_KIND_NAMES.map((kind, i) => [kind, i + 1]))],
  ...fc.sample(fc.array(fc.option(counts), { minLength: 1, maxLength: 8 }), {
    numRuns: 12,
    seed: 7,
  }),
];
const ids: string[] = [];

let stores: TestStores;
beforeAll(async () => {
  stores = await testStores();
  const ingest = freshProcess(stores);
  for (const [i, used] of frames.entries()) {
    const ends = used.map((one) => requestEnd({ usage: one }));
    ids.push(...ends.map(({ id }) => id));
    await ingest.ingest(
      frameOf(
        i + 1,
        ends.map((end) => endRecord(end)),
      ),
    );
  }
});
afterAll(() => stores[Symbol.asyncDispose]());

/** Added up here, by hand. */
function total(): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const used of frames.flat()) {
    for (const [kind, count = 0] of Object.entries(used ?? {})) {
      sums[kind] = (sums[kind] ?? 0) + count;
    }
  }
  return sums;
}

it('a request and its attempt say all that was used', async () => {
  for (const [i, used] of frames.flat().entries()) {
    const id = ids[i] ?? '';
    const row = await requestDetail(
      stores.store,
      { v: 1, project_id: PROJECT, content: false, id },
      signal,
    );
    expect(row.usage_by_kind).toEqual(used ?? {});
    expect(row.attempts.map(({ usage_by_kind }) => usage_by_kind)).toEqual([used ?? {}]);
  }
});

it('sums say it of every kind that lists can be added up by', async () => {
  const ask = async (query: object) => {
    const message = {
      v: 1 as const,
      project_id: PROJECT,
      content: false,
      query: { ...range, ...query },
    };
    return (await usage(stores.store, message, signal)).data;
  };
  expect((await ask({ by_kind: 'true' })).map((row) => row.usage_by_kind)).toEqual([total()]);
  const [grouped] = await ask({ by_kind: 'true', group_by: 'model' });
  expect(grouped).toMatchObject({ model: 'gpt-5', usage_by_kind: total() });
  const [plain] = await ask({});
  expect(plain).not.toHaveProperty('usage_by_kind');
  expect(plain?.input_tokens).toBe(total()['input']);
});

it('the ledger adds it up', async () => {
  const [row] = await stores.db.selectFrom('ledger').selectAll().execute();
  const { web_searches, cache_write_1h, audio_seconds, ...others } = total();
  expect(row).toMatchObject({
    input_tokens: others['input'],
    images: others['images'],
    other_usage: { web_searches, cache_write_1h, audio_seconds },
  });
});
