import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { FrameIngest } from './ingest/frame-ingest.ts';
import { listTraces } from './queries/list.ts';
import { freshProcess } from './testing/fresh-process.ts';
import {
  chatRequest,
  chatResponse,
  endRecord,
  frameOf,
  PROJECT,
  requestEnd,
} from './testing/records.ts';
import { type TestStores, testStores } from './testing/stores.ts';

let stores: TestStores;
let ingest: FrameIngest;

beforeAll(async () => {
  stores = await testStores();
  ingest = freshProcess(stores);
});
afterAll(() => stores[Symbol.asyncDispose]());

/** 2.5 billion distinct numbers of 8 bytes: about 20 GB in an aggregate that nothing can stream. */
const HEAVY = 'SELECT length(groupArray(number)) AS n FROM numbers(2500000000)';

describe('queries that would take 20 GB', () => {
  it('are ended by their limits while frames go in and lists are read', async () => {
    const heavy = [1, 2, 3].map(() =>
      stores.store.query({ sql: HEAVY, row: z.object({ n: z.string() }), lane: 'any' }).then(
        () => 'answered',
        (error: { code?: string }) => error.code,
      ),
    );
    let ended = 0;
    for (const one of heavy) void one.then(() => ended++);
    let put = 0;
    let putMeanwhile = 0;
    do {
      const record = endRecord(requestEnd(), chatRequest('hello'), chatResponse('hi'));
      await ingest.ingest(frameOf(++put, [record]));
      if (ended === 0) putMeanwhile = put;
    } while (ended < heavy.length || put < 3);
    expect(await Promise.all(heavy)).toEqual(heavy.map(() => 'query_too_expensive'));
    expect(putMeanwhile).toBeGreaterThan(0);
    const page = await listTraces(
      stores.store,
      {
        v: 1,
        project_id: PROJECT,
        content: true,
        query: {
          limit: 1000,
          from: new Date(Date.now() - 3_600_000).toISOString(),
          to: new Date(Date.now() + 60_000).toISOString(),
        },
      },
      new AbortController().signal,
    );
    expect(page.data).toHaveLength(Math.min(put, 1000));
  });
});
