import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClickHouse } from '../../platform/clickhouse/index.ts';
import type { Frame } from '../../platform/spool/record.ts';
import type { RequestRecord } from '../request-record.ts';
import { freshProcess as freshProcessOn } from '../testing/fresh-process.ts';
import {
  copies as copiesIn,
  count as countIn,
  nextFrameNumber,
  ONCE,
  oddFrame,
  TABLES,
} from '../testing/odd-frame.ts';
import { endRecord, frameOf, PROJECT, requestEnd } from '../testing/records.ts';
import { type TestStores, testStores } from '../testing/stores.ts';
import type { FrameIngest } from './frame-ingest.ts';

const POINTS = [
  ...['payload_messages', 'payloads', 'attempts', 'dead_letters', 'requests', 'requests_list'].map(
    (t) => `before ${t}`,
  ),
  'before effects',
  'in effects',
  'after effects',
];

let stores: TestStores;
beforeAll(async () => {
  stores = await testStores();
});
afterAll(() => stores[Symbol.asyncDispose]());

const freshProcess = (options?: Parameters<typeof freshProcessOn>[1]): FrameIngest =>
  freshProcessOn(stores, options);
const copies = (frame: Frame): Promise<Record<string, number>> => copiesIn(stores.store, frame);
const count = (table: string, where: string): Promise<number> =>
  countIn(stores.store, table, where);

async function ledger(): Promise<{
  requests: number;
  attempts: number;
  input: number;
  cost: string;
  unpriced: number;
}> {
  const row = await stores.db
    .selectFrom('ledger')
    .select(({ fn }) => [
      fn.sum<number>('requests').as('requests'),
      fn.sum<number>('attempts').as('attempts'),
      fn.sum<number>('input_tokens').as('input'),
      fn.sum<string>('cost_usd').as('cost'),
      fn.sum<number>('unpriced_requests').as('unpriced'),
    ])
    .where('project_id', '=', PROJECT)
    .executeTakeFirst();
  return {
    requests: Number(row?.requests ?? 0),
    attempts: Number(row?.attempts ?? 0),
    input: Number(row?.input ?? 0),
    cost: row?.cost ?? '0',
    unpriced: Number(row?.unpriced ?? 0),
  };
}

describe('a frame', () => {
  it.each(POINTS)('that breaks off %s is there exactly once after it came again', async (point) => {
    const before = await ledger();
    const frame = oddFrame(`crash-${point}`);
    const broken = freshProcess({
      hook: (at) => {
        if (at === point) throw new Error('the process died');
      },
    });
    await expect(broken.ingest(frame)).rejects.toThrow('the process died');
    const again = freshProcess();
    await again.ingest(frame);
    await again.ingest(frame);
    await freshProcess().ingest(frame);
    expect(await copies(frame)).toEqual(ONCE);
    const after = await ledger();
    expect(after.requests - before.requests).toBe(3);
    expect(after.attempts - before.attempts).toBe(3);
    expect(after.input - before.input).toBe(20);
    expect(after.unpriced - before.unpriced).toBe(1);
    expect(Number(after.cost) - Number(before.cost)).toBeCloseTo(0.000125, 12);
  });

  it('that comes twice at a time has its effects once', async () => {
    const before = await ledger();
    const frame = oddFrame('twice');
    const process = freshProcess();
    const done = await Promise.all([
      process.ingest(frame),
      process.ingest(frame),
      freshProcess().ingest(frame),
    ]);
    expect(done.filter(({ first }) => first).length).toBe(1);
    expect(await copies(frame)).toEqual(ONCE);
    expect((await ledger()).requests - before.requests).toBe(3);
  });

  it.each(['payloads', 'requests', 'requests_list'])(
    'of which a part is in %s when the window has passed gets the other part only',
    async (table) => {
      const frame = oddFrame(`window-${table}`);
      const broken = freshProcess({
        hook: (at) => {
          if (at === 'before effects') throw new Error('the process died');
        },
      });
      await expect(broken.ingest(frame)).rejects.toThrow();
      await forgetTokens();
      // As if only one of the insert's two days had been written.
      await stores.store.command(
        `ALTER TABLE ${table} DELETE WHERE toString(request_id) = '${frame.records[1]?.id}' SETTINGS mutations_sync = 2`,
      );
      await freshProcess({ nowUs: () => (Date.now() + 600_000) * 1000 }).ingest(frame);
      expect(await copies(frame)).toEqual(ONCE);
    },
  );

  it('as large as a gateway cuts it is there once after it came again, whatever its users are called', async () => {
    const session = `large-${nextFrameNumber()}`;
    const records = Array.from({ length: 4000 }, (_, i) =>
      endRecord(
        requestEnd({ session, user: `${i}-${'u'.repeat(200)}` }),
        Buffer.from(`{"model":"m","messages":[{"role":"user","content":"question ${i}"}]}`),
        Buffer.from('{}'),
      ),
    );
    const frame = frameOf(nextFrameNumber(), records);
    const broken = freshProcess({
      hook: (at) => {
        if (at === 'before effects') throw new Error('the process died');
      },
    });
    await expect(broken.ingest(frame)).rejects.toThrow('the process died');
    await freshProcess().ingest(frame);
    expect(await count('requests', `session = '${session}'`)).toBe(4000);
    expect(await count('requests_list', `session = '${session}'`)).toBe(4000);
  });

  it('does not look for what is there at its first delivery', async () => {
    const asked: string[] = [];
    const store: ClickHouse = {
      kind: 'chdb',
      insert: (statement) => stores.store.insert(statement),
      query: (statement) => {
        asked.push(statement.sql);
        return stores.store.query(statement);
      },
      command: (sql) => stores.store.command(sql),
      [Symbol.asyncDispose]: async () => undefined,
    };
    const process = freshProcess({ store, nowUs: () => Date.now() * 1000 - 1_000 });
    await process.ingest(oddFrame('first'));
    expect(asked).toEqual([]);
  });

  it('is not held up by a row that the store refuses', async () => {
    const refused = requestEnd();
    const store: ClickHouse = {
      kind: 'chdb',
      insert: (statement) =>
        stores.store.insert(
          statement.table === 'requests_list'
            ? {
                ...statement,
                rows: Buffer.from(statement.rows.toString().replace(`${refused.id},`, 'no-uuid,')),
              }
            : statement,
        ),
      query: (statement) => stores.store.query(statement),
      command: (sql) => stores.store.command(sql),
      [Symbol.asyncDispose]: async () => undefined,
    };
    const others = Array.from({ length: 6 }, () => requestEnd());
    const frame = frameOf(
      nextFrameNumber(),
      [refused, ...others].map((end) => endRecord(end)),
    );
    await freshProcess({ store }).ingest(frame);
    expect(await copies(frame)).toMatchObject({ requests: 7, requests_list: 6, dead_letters: 1 });
  });
});

describe('a record that no row can be made of', () => {
  const good = requestEnd();
  const poisoned: Record<string, RequestRecord> = {
    'is no JSON': { ...endRecord(requestEnd()), header: Buffer.from('{"v":1,') },
    'has a later version': endRecord({ ...requestEnd(), v: 2 as 1 }),
    'is of another request': { ...endRecord(requestEnd()), header: endRecord(requestEnd()).header },
    'has a project that is no id': endRecord(requestEnd({ project_id: "x'); DROP" })),
    'has an absurd count': endRecord(requestEnd({ usage: { input: 9e15 } })),
    'has an absurd cost': endRecord(
      requestEnd({ cost: { total: '9'.repeat(30), by_kind: {}, price_version: '' } }),
    ),
    'has a status that no HTTP has': endRecord(requestEnd({ http_status: 70_000 })),
  };

  it.each(Object.keys(poisoned))(
    'because it %s becomes a dead letter, and its neighbours rows',
    async (why) => {
      const record = poisoned[why] as RequestRecord;
      const neighbour = { ...good, id: requestEnd().id };
      const frame = frameOf(nextFrameNumber(), [record, endRecord(neighbour)]);
      const { batch } = await freshProcess().ingest(frame);
      expect(batch.deadLetters).toBe(1);
      expect(await count('requests', `toString(request_id) = '${neighbour.id}'`)).toBe(1);
      expect(
        await count(
          'dead_letters',
          `request_id = '${record.id}' AND reason != '' AND length(header) = ${record.header.length}`,
        ),
      ).toBe(1);
    },
  );
});

describe('names that clients choose', () => {
  it('cannot stop the ledger', async () => {
    const before = await ledger();
    const names = ['a\0b', 'x'.repeat(10_000), 'two\n\nlines', '\ud800', "';--", 'é🚂'];
    await freshProcess().ingest(
      frameOf(
        nextFrameNumber(),
        names.map((model) =>
          endRecord(
            requestEnd({
              model,
              requested_model: model,
              user: model,
              tags: [model],
              metadata: { [model]: model },
            }),
          ),
        ),
      ),
    );
    expect((await ledger()).requests - before.requests).toBe(names.length);
  });

  it('sums beyond 2^53 stay exact', async () => {
    const ends = Array.from({ length: 3 }, () =>
      requestEnd({
        model: 'big',
        usage: { input: 1e12 },
        cost: { total: '9007199254740993000000001', by_kind: {}, price_version: '' },
      }),
    );
    await freshProcess().ingest(
      frameOf(
        nextFrameNumber(),
        ends.map((end) => endRecord(end)),
      ),
    );
    const row = await stores.db
      .selectFrom('ledger')
      .select(['cost_usd', 'input_tokens'])
      .where('model', '=', 'big')
      .executeTakeFirst();
    expect(row).toEqual({ cost_usd: '27021597764222.979000000003', input_tokens: 3e12 });
  });
});

describe('the ledger', () => {
  const booked = async (models: readonly string[]) =>
    stores.db
      .selectFrom('ledger')
      .select(['provider', 'model', 'requests', 'attempts', 'errors', 'input_tokens', 'cost_usd'])
      .where('model', 'in', models)
      .orderBy('model')
      .execute();
  const attempt = (provider: string, model: string, more: object = {}) => ({
    ...requestEnd({ provider, model }).attempts[0]!,
    ...more,
  });
  const costing = (total: string) => ({ total, by_kind: { input: total }, price_version: '1' });

  it('has what each attempt spent at its own target, and the request at the one it ended with', async () => {
    const end = requestEnd({
      provider: 'beta',
      model: 'ended',
      usage: { input: 107 },
      cost: costing('3000000000000'),
      attempts: [
        attempt('alpha', 'broke', { usage: { input: 100 }, cost: costing('2000000000000') }),
        attempt('alpha', 'refused', { status: 'error', usage: null, cost: null }),
        attempt('beta', 'ended', { usage: { input: 7 }, cost: costing('1000000000000') }),
      ],
    });
    await freshProcess().ingest(frameOf(nextFrameNumber(), [endRecord(end)]));
    const none = { requests: 0, errors: 0 };
    expect(await booked(['broke', 'refused', 'ended'])).toEqual([
      {
        provider: 'alpha',
        model: 'broke',
        ...none,
        attempts: 1,
        input_tokens: 100,
        cost_usd: '2.000000000000',
      },
      {
        provider: 'beta',
        model: 'ended',
        requests: 1,
        errors: 0,
        attempts: 1,
        input_tokens: 7,
        cost_usd: '1.000000000000',
      },
      {
        provider: 'alpha',
        model: 'refused',
        ...none,
        attempts: 1,
        input_tokens: 0,
        cost_usd: '0.000000000000',
      },
    ]);
  });

  it('has all of it at the last attempt where an older gateway did not say', async () => {
    const end = requestEnd({
      model: 'last',
      attempts: [attempt('openai', 'before', { status: 'error' }), attempt('openai', 'last')],
    });
    await freshProcess().ingest(frameOf(nextFrameNumber(), [endRecord(end)]));
    expect(await booked(['before', 'last'])).toMatchObject([
      { model: 'before', requests: 0, attempts: 1, input_tokens: 0 },
      { model: 'last', requests: 1, attempts: 1, input_tokens: 10, cost_usd: '0.000062500000' },
    ]);
  });
});

/** Fills every table's window with other blocks. */
async function forgetTokens(): Promise<void> {
  for (const table of [...TABLES, 'payload_messages']) {
    await stores.store.command(
      `ALTER TABLE ${table} MODIFY SETTING non_replicated_deduplication_window = 0`,
    );
    await stores.store.command(
      `ALTER TABLE ${table} MODIFY SETTING non_replicated_deduplication_window = 10000`,
    );
  }
}
