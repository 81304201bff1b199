import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FrameIngest } from './ingest/frame-ingest.ts';
import { requestDetail } from './queries/detail.ts';
import { listTraces } from './queries/list.ts';
import type { TraceDetail, TraceListQuery } from './queries/schema.ts';
import { usage } from './queries/usage.ts';
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

const put = (...records: Parameters<typeof frameOf>[1]) =>
  ingest.ingest(frameOf(++number, records));
const detail = async (id: string, content = true): Promise<TraceDetail> =>
  requestDetail(stores.store, { v: 1, project_id: PROJECT, content, id }, signal);
const list = (query: Partial<TraceListQuery> = {}, content = true) =>
  listTraces(
    stores.store,
    { v: 1, project_id: PROJECT, content, query: { limit: 50, ...range, ...query } },
    signal,
  );
const sums = (query: object) =>
  usage(
    stores.store,
    { v: 1, project_id: PROJECT, content: true, query: { ...range, ...query } },
    signal,
  );

describe('a request', () => {
  it('comes back with its bodies byte for byte, tokens, cost and timing', async () => {
    const request = Buffer.from(
      '{ "model":"openai/gpt-5" , "messages" : [ {"role":"system","content":"Be \\"brief\\" — it\'s \\u00e9"},\n {"role":"user","content":"What is 12345678901234567890.10?"} ], "seed":12345678901234567890 }\n',
    );
    const response = chatResponse('It is\n\t"a" number, isn\'t it? 🚂');
    const end = requestEnd({
      user: "o'neill",
      tags: ['a', "b'c"],
      metadata: { k: "v'\\", ü: '"x"' },
      attempts: [
        {
          provider: 'openai',
          model: 'gpt-5',
          status: 'error',
          http_status: 503,
          error_code: 'upstream_error',
          start_us: 10,
          first_byte_us: null,
          end_us: 20,
        },
        ...requestEnd().attempts,
      ],
    });
    await put(endRecord(end, request, response));
    const row = await detail(end.id);
    expect(row).toMatchObject({
      request_id: end.id,
      status: 'ok',
      provider: 'openai',
      user: "o'neill",
      tags: ['a', "b'c"],
      metadata: { k: "v'\\", ü: '"x"' },
      input_tokens: 10,
      output_tokens: 5,
      reasoning_tokens: null,
      cost_usd: '0.000062500000',
      cost_by_kind_usd: { input: '0.000012500000', output: '0.000050000000' },
      total_ms: 90.123,
      input: 'What is 12345678901234567890.10?',
      output: 'It is\n\t"a" number, isn\'t it? 🚂',
      request_body: { encoding: 'utf-8', content: request.toString() },
      response_body: { encoding: 'utf-8', content: response.toString() },
    });
    // In the order of the path; that of `record` is not measured, and so not there.
    expect(Object.entries(row.steps_ms)).toEqual([
      ['authenticate', 0.012],
      ['parse', 0.021],
      ['admit', 0.003],
      ['route', 0.005],
      ['infer', 90],
      ['settle', 0.009],
    ]);
    expect(row.attempts.map((a) => [a.attempt, a.status, a.input_tokens, a.cost_usd])).toEqual([
      [1, 'error', null, null],
      [2, 'ok', 10, '0.000062500000'],
    ]);
  });

  it('says of each attempt what it used, why it was made and what the provider called it', async () => {
    const [plain] = requestEnd().attempts;
    const failed = {
      ...plain!,
      status: 'error' as const,
      reason: 'first',
      http_status: 429,
      upstream_code: 'rate_limit_exceeded',
      error_message: "slow down,\n'friend'",
      upstream_request_id: 'req_1',
      usage: { input: 3, cached_input: 1 },
      cost: { total: '5', by_kind: { input: '5' }, price_version: '1' },
    };
    const last = {
      ...plain!,
      reason: 'retry',
      upstream_request_id: 'req_2',
      usage: null,
      cost: null,
    };
    const end = requestEnd({ attempts: [failed, last] });
    await put(endRecord(end));
    const row = await detail(end.id);
    expect(row.upstream_request_id).toBe('req_2');
    expect(row.attempts).toMatchObject([
      {
        reason: 'first',
        upstream_code: 'rate_limit_exceeded',
        error_message: "slow down, 'friend'",
        upstream_request_id: 'req_1',
        input_tokens: 3,
        cached_input_tokens: 1,
        output_tokens: null,
        cost_usd: '0.000000000005',
      },
      { reason: 'retry', upstream_code: null, input_tokens: null, cost_usd: null },
    ]);
    const without = await requestDetail(
      stores.store,
      { v: 1, project_id: PROJECT, content: false, id: end.id },
      signal,
    );
    expect(without.attempts[0]?.error_message).toBeNull();
  });

  it('keeps bytes that are no UTF-8', async () => {
    const request = Buffer.concat([
      Buffer.from('{"messages":[{"role":"user","content":"'),
      Buffer.from([0xff, 0, 0x27, 0x22]),
      Buffer.from('}]}'),
    ]);
    const response = Buffer.from(Array.from({ length: 256 }, (_, i) => i));
    const end = requestEnd();
    await put(endRecord(end, request, response));
    const row = await detail(end.id);
    expect(Buffer.from(row.request_body!.content, 'base64')).toEqual(request);
    expect(Buffer.from(row.response_body!.content, 'base64')).toEqual(response);
  });

  it('shows what a stream said, and keeps its events as they came', async () => {
    const response = Buffer.from(
      ': hi\r\n\r\ndata: {"choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}\n\ndata:{"choices":[{"delta":{"content":"Hel"}}]}\r\n\r\ndata: {"choices":[{"delta":{"content":"lo"}}]}\n\ndata: {"choices":[],"usage":{}}\n\ndata: [DONE]\n\n',
    );
    const end = requestEnd({
      stream: true,
      response_content_type: 'text/event-stream; charset=utf-8',
      ttft_us: 10_000,
      total_us: 50_000,
    });
    await put(endRecord(end, chatRequest('hi'), response));
    const row = await detail(end.id);
    expect(row).toMatchObject({
      stream: true,
      output: 'Hello',
      output_text: 'Hello',
      ttft_ms: 10,
      tpot_ms: 10,
    });
    expect(row.response_body?.content).toBe(response.toString());
  });

  it('has null, not zero, for what is not known', async () => {
    const end = requestEnd({
      usage: null,
      cost: null,
      status: 'error',
      http_status: null,
      error_code: 'upstream_timeout',
    });
    await put(endRecord(end, chatRequest('x')));
    expect(await detail(end.id)).toMatchObject({
      input_tokens: null,
      cost_usd: null,
      http_status: null,
      error_code: 'upstream_timeout',
      response_body: null,
    });
  });

  it('that the gateway left unended has no times, and counts in no mean', async () => {
    const session = 'interrupted';
    const end = requestEnd({
      session,
      status: 'interrupted',
      usage: null,
      cost: null,
      total_us: 0,
      overhead_us: 0,
      steps_us: {},
      attempts: [],
    });
    await put(endRecord(end), endRecord(requestEnd({ session, total_us: 4_000 })));
    expect(await detail(end.id)).toMatchObject({
      total_ms: null,
      overhead_ms: null,
      steps_ms: {},
      attempts: [],
    });
    expect((await list({ session, latency_max_ms: 1 })).data).toEqual([]);
    expect((await sums({ session })).data).toMatchObject([{ requests: 2, total_ms_mean: 4 }]);
    const alone = await sums({ session, status: 'interrupted' });
    expect(alone.data).toMatchObject([{ requests: 1, total_ms_mean: null }]);
  });

  it('is shown without its content to who may not see it', async () => {
    const end = requestEnd({ error_message: 'secret?' });
    await put(endRecord(end, chatRequest('secret!'), chatResponse('secret.')));
    expect(JSON.stringify(await detail(end.id, false))).not.toContain('secret');
    expect(JSON.stringify(await list({}, false))).not.toContain('secret');
    await expect(list({ text: 'secret' }, false)).rejects.toMatchObject({ code: 'scope_missing' });
  });

  it.each(['metadata', 'off'] as const)('keeps no content with capture %s', async (capture) => {
    const end = requestEnd({ capture, user: 'private-user', metadata: { note: 'private-note' } });
    await put(endRecord(end, chatRequest('private'), chatResponse('private')));
    const row = await detail(end.id);
    expect(row).toMatchObject({
      input: null,
      output: null,
      request_body: null,
      response_body: null,
      input_tokens: 10,
    });
    expect(row.user).toBe(capture === 'off' ? null : 'private-user');
    if (capture === 'off') expect(JSON.stringify(row)).not.toContain('private');
  });

  it('with a clock that is wrong is put near its frame, and what it claimed is kept', async () => {
    const years = 10 * 365 * 86_400e6;
    const past = requestEnd({ started_at_us: base - years });
    const future = requestEnd({ started_at_us: base + years });
    await put(endRecord(past), endRecord(future));
    expect(await detail(past.id)).toMatchObject({
      claimed_started_at: new Date((base - years) / 1000).toISOString().replace('Z', '000Z'),
    });
    expect(Date.parse((await detail(future.id)).started_at)).toBeLessThanOrEqual(
      Date.now() + 3_600_000,
    );
  });

  it('stores a message once for all requests of a day that hold it', async () => {
    const system = 'You are a helpful assistant of a company that sells trains.';
    const ends = [
      requestEnd({ user: 'ann' }),
      requestEnd({ user: 'ann' }),
      requestEnd({ user: 'bob' }),
    ];
    for (const end of ends) await put(endRecord(end, chatRequest(system, `question ${end.id}`)));
    const copies = await stores.store.query({
      sql: 'SELECT subject FROM payload_messages WHERE body LIKE {text:String} ORDER BY subject',
      parameters: { text: `%${system}%` },
      row: (await import('zod')).z.object({ subject: (await import('zod')).z.string() }),
      lane: 'any',
    });
    expect(copies).toEqual([{ subject: 'ann' }, { subject: 'bob' }]);
    for (const end of ends)
      expect((await detail(end.id)).request_body?.content).toBe(
        chatRequest(system, `question ${end.id}`).toString(),
      );
  });

  it('is not found in another project', async () => {
    const end = requestEnd();
    await put(endRecord(end));
    const elsewhere = requestDetail(
      stores.store,
      { v: 1, project_id: 'another', content: true, id: end.id },
      signal,
    );
    await expect(elsewhere).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('the list', () => {
  it('pages through requests of one moment without repeating or skipping any', async () => {
    const user = 'pager';
    const ends = Array.from({ length: 23 }, (_, i) =>
      requestEnd({ user, started_at_us: base - (i % 3) * 1000 }),
    );
    await put(...ends.map((end) => endRecord(end)));
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list({
        user,
        limit: 4,
        ...(cursor === null ? {} : { cursor }),
      });
      seen.push(...page.data.map((row) => row.request_id));
      expect(page.data.length).toBeLessThanOrEqual(4);
      cursor = page.next_cursor;
    } while (cursor !== null);
    expect(seen.length).toBe(23);
    expect(new Set(seen)).toEqual(new Set(ends.map((end) => end.id)));
  });

  it('filters', async () => {
    const user = 'filtered';
    const ends = [
      requestEnd({ user, session: 's1', tags: ['x', 'y'], total_us: 1_000, cost: null }),
      requestEnd({
        user,
        model: 'gpt-4o',
        requested_model: 'openai/gpt-4o',
        total_us: 5_000_000,
        status: 'error',
      }),
    ];
    await put(
      endRecord(ends[0]!, chatRequest('50% of_it'), chatResponse('yes')),
      endRecord(ends[1]!, chatRequest('50 of it')),
    );
    const found = async (query: Partial<TraceListQuery>): Promise<number[]> =>
      (await list({ user, ...query })).data
        .map((row) => ends.findIndex((end) => end.id === row.request_id))
        .sort();
    expect(await found({})).toEqual([0, 1]);
    expect(await found({ model: 'gpt-4o' })).toEqual([1]);
    expect(await found({ model: 'openai/gpt-4o' })).toEqual([1]);
    expect(await found({ status: 'error' })).toEqual([1]);
    expect(await found({ session: 's1' })).toEqual([0]);
    expect(await found({ tags: 'y,x' })).toEqual([0]);
    expect(await found({ tags: 'x,z' })).toEqual([]);
    expect(await found({ latency_min_ms: 2 })).toEqual([1]);
    expect(await found({ latency_max_ms: 2 })).toEqual([0]);
    expect(await found({ cost_min: '0.00006' })).toEqual([1]);
    expect(await found({ text: '50% of_' })).toEqual([0]);
    expect(await found({ text: 'of it' })).toEqual([1]);
    expect(await found({ text: 'ye' })).toEqual([0]);
    expect(await found({ text: 'E' })).toEqual([0]);
    expect(await found({ text: '50 OF IT' })).toEqual([1]);
    expect(await found({ text: '0 of it' })).toEqual([]);
    expect(await found({ text: 'it of' })).toEqual([]);
    expect(await found({ key: 'no such key' })).toEqual([]);
  });

  it('finds text of any script in any case', async () => {
    const end = requestEnd({ user: 'scripts' });
    await put(
      endRecord(
        end,
        chatRequest('Wie groß ist die ÜBERGRÖSSE von Ärger?'),
        chatResponse('東京は日本の首都'),
      ),
    );
    const count = async (text: string): Promise<number> =>
      (await list({ user: 'scripts', text })).data.length;
    expect(await count('übergrösse')).toBe(1);
    expect(await count('DIE übergrösse VON')).toBe(1);
    expect(await count('die übergrösse voll')).toBe(0);
    expect(await count('日本')).toBe(1);
    expect(await count('日 本')).toBe(0);
  });

  it('refuses a range that ends before it begins, and a cursor that it did not give', async () => {
    await expect(list({ from: range.to, to: range.from })).rejects.toMatchObject({
      code: 'request_invalid',
    });
    await expect(list({ cursor: 'nonsense' })).rejects.toMatchObject({ code: 'request_invalid' });
  });
});

describe('usage', () => {
  it('adds up what is known and says how much it covers', async () => {
    const session = 'usage';
    await put(
      endRecord(requestEnd({ session, tags: ['a', 'b'] })),
      endRecord(
        requestEnd({ session, cost: null, usage: null, status: 'error', http_status: 500 }),
      ),
      endRecord(requestEnd({ session, model: 'mystery', cost: null })),
    );
    const { data } = await sums({ session, group_by: 'model' });
    expect(data).toMatchObject([
      {
        model: 'gpt-5',
        requests: 2,
        errors: 1,
        input_tokens: 10,
        cost_usd: '0.000062500000',
        metered_requests: 1,
        priced_requests: 1,
      },
      {
        model: 'mystery',
        requests: 1,
        errors: 0,
        input_tokens: 10,
        cost_usd: null,
        priced_requests: 0,
      },
    ]);
    const days = await sums({ session, interval: 'day', group_by: 'status,http_status,stream' });
    expect(
      days.data
        .map((row) => [row['status'], row['http_status'], row['stream'], row.requests])
        .sort(),
    ).toEqual([
      ['error', 500, false, 1],
      ['ok', 200, false, 2],
    ]);
    expect(days.data[0]?.start).toMatch(/T00:00:00\.000000Z$/);
    expect(
      (await sums({ session, group_by: 'tag' })).data.map((row) => [row['tag'], row.requests]),
    ).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
    expect((await sums({ session })).data).toMatchObject([{ requests: 3, errors: 1 }]);
  });

  it('of nothing is nothing, not a sum', async () => {
    expect((await sums({ session: 'none', group_by: 'model' })).data).toEqual([]);
    expect((await sums({ session: 'none' })).data).toMatchObject([{ requests: 0, cost_usd: null }]);
  });
});
