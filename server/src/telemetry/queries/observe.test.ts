import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../lib/ids.ts';
import type { FrameIngest } from '../ingest/frame-ingest.ts';
import type { RequestEnd } from '../record.ts';
import { freshProcess } from '../testing/fresh-process.ts';
import { chatRequest, endRecord, frameOf, PROJECT, requestEnd } from '../testing/records.ts';
import { type TestStores, testStores } from '../testing/stores.ts';
import { lastRequest } from './last-request.ts';
import { listTraces } from './list.ts';
import type { TraceListQuery } from './schema.ts';
import { listSessions } from './sessions.ts';
import type { SessionListQuery } from './sessions-schema.ts';
import { usage } from './usage.ts';

/** What the console asks beyond a plain list: values and exclusions, orders, percentiles, tops, sessions. */
const signal = new AbortController().signal;
const base = Date.now() * 1000;
const range = {
  from: new Date(Date.now() - 3_600_000).toISOString(),
  to: new Date(Date.now() + 60_000).toISOString(),
};
let stores: TestStores;
let ingest: FrameIngest;
let number = 0;

beforeAll(async () => {
  stores = await testStores();
  ingest = freshProcess(stores);
});
afterAll(() => stores[Symbol.asyncDispose]());

const put = (...ends: RequestEnd[]) =>
  ingest.ingest(
    frameOf(
      ++number,
      ends.map((end) => endRecord(end, chatRequest(`asked ${end.id}`))),
    ),
  );
const scope = { v: 1 as const, project_id: PROJECT, content: true };
const list = (query: Partial<TraceListQuery>) =>
  listTraces(stores.store, { ...scope, query: { limit: 50, ...range, ...query } }, signal);
const sums = (query: object) =>
  usage(stores.store, { ...scope, query: { ...range, ...query } }, signal);
const sessions = (query: Partial<SessionListQuery>, content = true) =>
  listSessions(
    stores.store,
    { ...scope, content, query: { limit: 50, ...range, ...query } },
    signal,
  );

/** Every item of a list, some at a time. */
async function everyPage<T>(
  read: (cursor: { cursor?: string }) => Promise<{ data: T[]; next_cursor: string | null }>,
): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | null = null;
  do {
    const page: { data: T[]; next_cursor: string | null } = await read(
      cursor === null ? {} : { cursor },
    );
    all.push(...page.data);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return all;
}

describe('the last request', () => {
  it('is the newest of a project or of an environment, and none where nobody has called', async () => {
    const last = async (project_id: string, environment?: string) => {
      const query = environment === undefined ? {} : { environment };
      return (await lastRequest(stores.store, { ...scope, project_id, query }, signal)).started_at;
    };
    const project = newId<'project'>();
    const [rare, busy] = [newId<'environment'>(), newId<'environment'>()];
    expect(await last(project)).toBeNull();
    const at = (minutes: number, environment_id: string) =>
      requestEnd({
        project_id: project,
        environment_id,
        started_at_us: base - minutes * 60e6,
      });
    await put(at(50, rare), at(40, busy), at(20, busy), at(30, busy));
    const iso = (minutes: number) => new Date(base / 1000 - minutes * 60_000).getTime();
    expect(Date.parse((await last(project)) ?? '')).toBe(iso(20));
    expect(Date.parse((await last(project, rare)) ?? '')).toBe(iso(50));
    expect(await last(project, newId<'environment'>())).toBeNull();
  });
});

describe('a list', () => {
  it('tells under which span of its caller each request was made', async () => {
    const trace_id = '4bf92f3577b34da6a3ce929d0e0e4736';
    await put(
      requestEnd({ trace_id, parent_span_id: '00f067aa0ba902b7' }),
      requestEnd({ trace_id, parent_span_id: null }),
    );
    const { data } = await list({ trace_id });
    expect(data.map((row) => row.parent_span_id).sort()).toEqual(['00f067aa0ba902b7', null]);
  });
});

describe('metadata', () => {
  const session = 'with metadata';
  const ends = [
    requestEnd({ session, metadata: { feature: 'search', plan: 'pro', 'a:b': 'x,y' } }),
    requestEnd({ session, metadata: { feature: 'answer', plan: 'pro' } }),
    requestEnd({ session, metadata: { feature: 'search' } }),
    requestEnd({ session }),
  ];
  beforeAll(() => put(...ends));
  const found = async (query: Partial<TraceListQuery>): Promise<number[]> =>
    (await list({ session, ...query })).data
      .map((row) => ends.findIndex((end) => end.id === row.request_id))
      .sort();

  it('is shown in a list', async () => {
    const { data } = await list({ session, metadata: 'feature:answer' });
    expect(data.map((row) => row.metadata)).toEqual([{ feature: 'answer', plan: 'pro' }]);
  });

  it.each([
    ['one value', { metadata: 'feature:search' }, [0, 2]],
    ['any value of one key', { metadata: 'feature:search,feature:answer' }, [0, 1, 2]],
    ['all of the keys', { metadata: 'feature:search,plan:pro' }, [0]],
    ['a key, whatever its value', { metadata: 'plan' }, [0, 1]],
    ['no such key', { metadata: 'plan:' }, [2, 3]],
    ['none at all', { metadata: '' }, [3]],
    ['a comma in the value and a colon in the key', { metadata: 'a\\:b:x\\,y' }, [0]],
    ['everything else', { not_metadata: 'feature:search' }, [1, 3]],
    ['everything without either', { not_metadata: 'feature:answer,plan:pro' }, [2, 3]],
    ['what is not there', { metadata: "x'); DROP:1" }, []],
  ] as const)('finds %s', async (_, query, expected) => {
    expect(await found(query)).toEqual(expected);
  });

  it('says which keys there are, and adds up by the values of one', async () => {
    const { data: keys } = await sums({ session, group_by: 'metadata_key' });
    expect(keys.map((row) => [row.metadata_key, row.requests])).toEqual([
      ['feature', 3],
      ['plan', 2],
      ['a:b', 1],
    ]);
    const { data } = await sums({ session, group_by: 'metadata:feature,metadata:plan' });
    expect(data.map((row) => [row.metadata, row.requests])).toEqual(
      expect.arrayContaining([
        [{ feature: 'search', plan: 'pro' }, 1],
        [{ feature: 'search', plan: null }, 1],
        [{ feature: null, plan: null }, 1],
      ]),
    );
  });
});

describe('a filter', () => {
  it('takes several values, leaves values out, and knows "none"', async () => {
    const session = 'several';
    const ends = [
      requestEnd({ session, user: 'ann', tags: ['a', 'b'], stream: true }),
      requestEnd({
        session,
        user: 'bob, the other',
        tags: ['b'],
        http_status: 429,
        status: 'error',
      }),
      requestEnd({ session, model: 'gpt-4o', requested_model: 'openai/gpt-4o', error_code: 'x' }),
    ];
    await put(...ends);
    const found = async (query: Partial<TraceListQuery>): Promise<number[]> =>
      (await list({ session, ...query })).data
        .map((row) => ends.findIndex((end) => end.id === row.request_id))
        .sort();
    expect(await found({ user: 'ann,bob\\, the other' })).toEqual([0, 1]);
    expect(await found({ not_user: 'ann' })).toEqual([1, 2]);
    expect(await found({ user: '' })).toEqual([2]);
    expect(await found({ user: ',ann' })).toEqual([0, 2]);
    expect(await found({ not_user: '' })).toEqual([0, 1]);
    expect(await found({ tag: 'a' })).toEqual([0]);
    expect(await found({ tag: 'a,b' })).toEqual([0, 1]);
    expect(await found({ tag: '' })).toEqual([2]);
    expect(await found({ not_tag: 'a' })).toEqual([1, 2]);
    expect(await found({ model: 'openai/gpt-4o' })).toEqual([2]);
    expect(await found({ not_model: 'gpt-4o' })).toEqual([0, 1]);
    expect(await found({ requested_model: 'openai/gpt-5' })).toEqual([0, 1]);
    expect(await found({ http_status: '429,503' })).toEqual([1]);
    expect(await found({ not_http_status: '429' })).toEqual([0, 2]);
    expect(await found({ stream: 'true' })).toEqual([0]);
    expect(await found({ error_code: 'x' })).toEqual([2]);
    expect(await found({ status: 'error,aborted' })).toEqual([1]);
    expect(await found({ trace_id: ends[1]!.id.toUpperCase() })).toEqual([1]);
    expect(await found({ user: "ann'); DROP TABLE requests_list; --" })).toEqual([]);
  });
});

describe('the error of a provider', () => {
  it('is a filter, a member of every row, and what usage is grouped by', async () => {
    const session = 'provider errors';
    const failed = (upstream_code: string | null, upstream_status: number | null) =>
      requestEnd({
        session,
        status: 'error',
        error_code: 'upstream_error',
        upstream_code,
        upstream_status,
      });
    // As a gateway of before wrote it.
    const { upstream_code: _, upstream_status: __, ...before } = requestEnd({ session });
    await put(
      failed('rate_limit_exceeded', 429),
      failed('rate_limit_exceeded', 429),
      failed(null, 503),
      before,
    );
    const found = async (query: Partial<TraceListQuery>) =>
      (await list({ session, ...query })).data.map((row) => [
        row.upstream_code,
        row.upstream_status,
      ]);
    expect(await found({ upstream_code: 'rate_limit_exceeded' })).toEqual([
      ['rate_limit_exceeded', 429],
      ['rate_limit_exceeded', 429],
    ]);
    expect(await found({ upstream_status: '503' })).toEqual([[null, 503]]);
    expect(await found({ upstream_status: '' })).toEqual([[null, null]]);
    const { data } = await sums({ session, group_by: 'upstream_code,upstream_status' });
    expect(data.map((row) => [row.upstream_code, row.upstream_status, row.errors])).toEqual([
      ['rate_limit_exceeded', 429, 2],
      [null, null, 0],
      [null, 503, 1],
    ]);
  });
});

describe('an order', () => {
  const session = 'ordered';
  const costs = [null, '3000000', '1000000', '3000000', null, '2000000', '10000000000'];

  beforeAll(() =>
    put(
      ...costs.map((total, i) =>
        requestEnd({
          session,
          started_at_us: base - i * 1000,
          total_us: 1000 + ((i * 3) % 7),
          cost: total === null ? null : { total, by_kind: {}, price_version: '1' },
          ...(i === 6 ? { status: 'interrupted' as const } : {}),
        }),
      ),
    ),
  );

  const inOrder = async (query: Partial<TraceListQuery>): Promise<(string | null)[]> => {
    const all = await everyPage((cursor) => list({ session, limit: 2, ...query, ...cursor }));
    expect(new Set(all.map((row) => row.request_id)).size).toBe(costs.length);
    return all.map((row) => row.cost_usd);
  };
  const usd = (...pico: (string | null)[]) =>
    pico.map((p) => (p === null ? null : (Number(p) / 1e12).toFixed(12)));

  it('by cost goes from page to page, unknown ones last both ways', async () => {
    const known = ['10000000000', '3000000', '3000000', '2000000', '1000000'];
    expect(await inOrder({ sort: 'cost_usd' })).toEqual(usd(...known, null, null));
    expect(await inOrder({ sort: 'cost_usd', order: 'asc' })).toEqual(
      usd(...known.toReversed(), null, null),
    );
  });

  it('by time goes both ways', async () => {
    const newest = await inOrder({});
    expect(newest).toEqual(usd(...costs));
    expect(await inOrder({ sort: 'started_at', order: 'asc' })).toEqual(newest.toReversed());
  });

  it('by latency puts the request last whose end is not known', async () => {
    const { data } = await list({ session, sort: 'total_ms' });
    expect(data.map((row) => row.status)).toEqual([...Array(6).fill('ok'), 'interrupted']);
    const times = data.slice(0, 6).map((row) => Number(row.total_ms));
    expect(times).toEqual(times.toSorted((a, b) => b - a));
  });

  it('does not go on with the cursor of another order', async () => {
    const { next_cursor } = await list({ session, sort: 'cost_usd', limit: 1 });
    const other = list({ session, sort: 'total_ms', cursor: next_cursor ?? '' });
    await expect(other).rejects.toMatchObject({ code: 'request_invalid' });
  });
});

describe('usage', () => {
  it('has percentiles within a hundredth, and null where there is no such time', async () => {
    const session = 'percentiles';
    const totals = Array.from({ length: 200 }, (_, i) => (i + 1) * 10_000);
    await put(
      ...totals.map((total_us, i) =>
        requestEnd({
          session,
          model: i < 100 ? 'streams' : 'whole',
          ttft_us: i < 100 ? 5_000 : null,
          total_us,
          overhead_us: 100,
          usage: { input: 1, output: 11 },
        }),
      ),
      requestEnd({ session, model: 'whole', status: 'interrupted', total_us: 0, overhead_us: 0 }),
    );
    const { data } = await sums({ session, percentiles: 'true', group_by: 'model' });
    const near = (value: number) => expect.closeTo(value, -Math.log10(value * 0.02));
    expect(data.map((row) => [row['model'], row.percentiles])).toEqual([
      [
        'whole',
        {
          ttft_ms: null,
          tpot_ms: null,
          total_ms: { p50: near(1505), p95: near(1950), p99: near(1990) },
          overhead_ms: { p50: near(0.1), p95: near(0.1), p99: near(0.1) },
        },
      ],
      [
        'streams',
        {
          ttft_ms: { p50: near(5), p95: near(5), p99: near(5) },
          tpot_ms: { p50: near(50), p95: near(94.5), p99: near(98.5) },
          total_ms: { p50: near(505), p95: near(950), p99: near(990) },
          overhead_ms: { p50: near(0.1), p95: near(0.1), p99: near(0.1) },
        },
      ],
    ]);
    expect((await sums({ session })).data[0]).not.toHaveProperty('percentiles');
    const none = (await sums({ session: 'nothing', percentiles: 'true' })).data[0];
    expect(none?.percentiles?.total_ms).toBeNull();
  });

  it('has the times of answered requests only, so that what fails at once is not the fastest', async () => {
    const session = 'failing fast';
    const of = (status: RequestEnd['status'], total_us: number) =>
      requestEnd({ session, status, total_us, ttft_us: total_us / 2, overhead_us: 100 });
    await put(of('ok', 100_000), of('ok', 100_000), of('error', 1_000), of('aborted', 2_000));
    const { data } = await sums({ session, percentiles: 'true' });
    const near = (value: number) => expect.closeTo(value, -Math.log10(value * 0.02));
    const all = (value: number) => ({ p50: near(value), p95: near(value), p99: near(value) });
    expect(data[0]).toMatchObject({
      requests: 4,
      errors: 1,
      aborted: 1,
      total_ms_mean: 100,
      percentiles: {
        total_ms: all(100),
        ttft_ms: all(50),
        tpot_ms: all(12.5),
        overhead_ms: all(0.1),
      },
    });
    const failures = (await sums({ session, status: 'error', percentiles: 'true' })).data[0];
    expect(failures).toMatchObject({ errors: 1, total_ms_mean: null });
    expect(failures?.percentiles?.total_ms).toBeNull();
  });

  it('answers the first groups of an order', async () => {
    const session = 'tops';
    const of = (user: string, changes: Partial<RequestEnd> = {}) =>
      requestEnd({ session, user, ...changes });
    await put(
      ...[of('many'), of('many'), of('many')],
      of('dear', { cost: { total: '9000000000', by_kind: {}, price_version: '1' } }),
      of('broken', { status: 'error', cost: null }),
      of('gone', { status: 'aborted', cost: null }),
    );
    const first = async (query: object) =>
      (await sums({ session, group_by: 'user', limit: 1, ...query })).data.map((r) => r['user']);
    expect(await first({})).toEqual(['many']);
    expect(await first({ order_by: 'cost_usd' })).toEqual(['dear']);
    expect(await first({ order_by: 'error_rate' })).toEqual(['broken']);
    expect((await sums({ session })).data).toMatchObject([{ requests: 6, errors: 1, aborted: 1 }]);
    await expect(sums({ session, limit: 1, interval: 'hour' })).rejects.toMatchObject({
      code: 'request_invalid',
    });
  });

  it('answers every group, some at a time and in either order', async () => {
    const session = 'every spender';
    const cost = (usd: number) => ({ total: `${usd}000000000`, by_kind: {}, price_version: '1' });
    await put(
      ...Array.from({ length: 7 }, (_, i) =>
        requestEnd({ session, user: `spender-${i}`, cost: i === 6 ? null : cost(i % 3) }),
      ),
    );
    const users = async (query: object) =>
      (await sums({ session, group_by: 'user', order_by: 'cost_usd', ...query })).data.map((r) =>
        String(r['user']).slice(-1),
      );
    const pages = async (order: string) => [
      ...(await users({ order, limit: 3 })),
      ...(await users({ order, limit: 3, offset: 3 })),
      ...(await users({ order, limit: 3, offset: 6 })),
    ];
    expect(await pages('desc')).toEqual(['2', '5', '1', '4', '0', '3', '6']);
    expect(await pages('asc')).toEqual(['0', '3', '1', '4', '2', '5', '6']);
    expect(await users({ limit: 3, offset: 7 })).toEqual([]);
    await expect(users({ offset: 3 })).rejects.toMatchObject({ code: 'request_invalid' });
  });

  it.each([
    ['5_minutes', 300],
    ['15_minutes', 900],
    ['3_hours', 10_800],
  ])('in intervals of %s', async (interval, seconds) => {
    const { data } = await sums({ interval });
    expect(data.length).toBeGreaterThan(0);
    for (const { start } of data) expect((Date.parse(start ?? '') / 1000) % seconds).toBe(0);
  });
});

describe('sessions', () => {
  it('come with their sums, the last used first, page by page', async () => {
    const tags = ['of sessions'];
    const all = Array.from({ length: 7 }, (_, s) =>
      Array.from({ length: 3 }, (_, i) =>
        requestEnd({
          tags,
          session: `chat-${s}`,
          user: `user-${i % 2}`,
          started_at_us: base - s * 10_000 - i * 1000,
          ...(s === 0 && i === 1 ? { status: 'error' as const, cost: null } : {}),
        }),
      ),
    );
    await put(...all.flat(), requestEnd({ tags, session: null }));
    const found = await everyPage((cursor) =>
      sessions({ tag: 'of sessions', limit: 2, ...cursor }),
    );
    expect(found.map((row) => row.session)).toEqual(all.map((_, s) => `chat-${s}`));
    expect(found[0]).toMatchObject({
      requests: 3,
      errors: 1,
      users: ['user-0', 'user-1'],
      models: ['gpt-5'],
      input_tokens: 30,
      priced_requests: 2,
      cost_usd: '0.000125000000',
      last_input: `asked ${all[0]![0]!.id}`,
    });
    expect(Date.parse(found[0]!.last_at) - Date.parse(found[0]!.first_at)).toBe(2);
    // To the end of the last answer, and not only to its request.
    expect(found[0]!.length_ms).toBeGreaterThan(2);
    expect((await sessions({ tag: 'of sessions' }, false)).data[0]?.last_input).toBeNull();
  });
});
