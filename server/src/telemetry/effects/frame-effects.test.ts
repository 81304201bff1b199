import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshProcess } from '../testing/fresh-process.ts';
import { nextFrameNumber, oddFrame } from '../testing/odd-frame.ts';
import { type TestStores, testStores } from '../testing/stores.ts';
import type { FrameEffect } from './frame-effect.ts';
import { ledger } from './ledger.ts';

let stores: TestStores;
beforeAll(async () => {
  stores = await testStores();
});
afterAll(() => stores[Symbol.asyncDispose]());

const requestsInLedger = async (): Promise<number> => {
  const sum = await stores.db
    .selectFrom('ledger')
    .select(({ fn }) => fn.sum<string>('requests').as('requests'))
    .executeTakeFirst();
  return Number(sum?.requests ?? 0);
};

/** Writes the ids of a frame's requests where times of use are kept, and then perhaps fails. */
function listing(fails: () => boolean): FrameEffect {
  return {
    name: 'listing',
    of() {
      const ids: string[] = [];
      return {
        collect: (end) => void ids.push(end.id),
        async apply(trx) {
          await trx
            .insertInto('api_key_last_used')
            .values(ids.map((key_id) => ({ key_id, last_used_at: new Date() })))
            .execute();
          if (fails()) throw new Error('the effect failed');
        },
      };
    },
  };
}

it('a frame has all of its effects, each once, however often one of them failed', async () => {
  const frame = oddFrame(`effects-${nextFrameNumber()}`);
  const requests = frame.records.slice(0, 3).map(({ id }) => id);
  let failures = 0;
  const effects = [ledger, listing(() => ++failures <= 2)];
  const process = freshProcess(stores, { effects });
  const before = await requestsInLedger();
  for (let i = 0; i < 2; i++) {
    await expect(process.ingest(frame)).rejects.toThrow('the effect failed');
    expect(await requestsInLedger()).toBe(before);
  }
  expect((await process.ingest(frame)).first).toBe(true);
  expect((await freshProcess(stores, { effects }).ingest(frame)).first).toBe(false);
  expect(await requestsInLedger()).toBe(before + 3);
  const listed = await stores.db
    .selectFrom('api_key_last_used')
    .select('key_id')
    .where('key_id', 'in', requests)
    .execute();
  expect(listed.map(({ key_id }) => key_id).toSorted()).toEqual(requests.toSorted());
});
