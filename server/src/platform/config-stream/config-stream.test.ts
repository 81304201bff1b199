import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { LinkClient, startLinkServer } from '../link/index.ts';
import { type TestDatabase, testDatabase } from '../postgres/testing/index.ts';
import { loadMasterKey, makeSealingKeys, Secrets } from '../secrets/index.ts';
import {
  ConfigFollower,
  type ConfigFollowerOptions,
  type ConfigOp,
  ConfigPublisher,
  configRoutes,
  recordConfigChange,
} from './index.ts';
import { digested, EntityState } from './state.ts';

const log = pino({ level: 'silent' });
const linkKey = randomBytes(32);
const cacheKey = randomBytes(32);
const secrets = new Secrets(loadMasterKey({ secretKey: 'a'.repeat(64), data: '' }));
const credential = (id: string, text: string) =>
  secrets.encrypt(text, { table: 'providers', row: id, column: 'credential' });

let store: TestDatabase;
let folder: string;
let stack: AsyncDisposableStack;
beforeAll(async () => {
  store = await testDatabase();
});
afterAll(() => store[Symbol.asyncDispose]());
beforeEach(async () => {
  await sql`TRUNCATE config_changes`.execute(store.db);
  await sql`UPDATE config_head SET generation = 0`.execute(store.db);
  folder = mkdtempSync(join(tmpdir(), 'sbx-config-'));
  stack = new AsyncDisposableStack();
});
afterEach(async () => {
  await stack.disposeAsync();
  rmSync(folder, { recursive: true, force: true });
});

/** The configuration as the tables would have it: the last operation on each entity. */
async function loadEntities(db: Pick<TestDatabase['db'], 'selectFrom'>): Promise<ConfigOp[]> {
  const state = new EntityState();
  for (const row of await db
    .selectFrom('config_changes')
    .select(['generation', 'ops'])
    .orderBy('generation')
    .execute())
    state.apply((row.ops as unknown as ConfigOp[]).map(digested), row.generation);
  return state.entities().map(({ kind, id, value }) => ({ kind, id, value }));
}

/** Control: a publisher behind its link server. Disposing is its death. */
async function control(load = loadEntities): Promise<ConfigPublisher & AsyncDisposable> {
  const publisher = new ConfigPublisher({
    db: store.db,
    secrets,
    log,
    loadEntities: load,
    sealed: {
      provider: [
        { member: 'credential', table: 'providers', roles: ['gateway'], withheld: 'null' },
      ],
    },
  });
  await publisher.start();
  const server = await startLinkServer({
    socket: join(folder, 'control.sock'),
    key: linkKey,
    routes: configRoutes(publisher),
    log,
  });
  const dispose = publisher[Symbol.asyncDispose].bind(publisher);
  let gone = false;
  const both = Object.assign(publisher, {
    async [Symbol.asyncDispose]() {
      if (gone) return;
      gone = true;
      await dispose();
      server.server.closeAllConnections();
      await server[Symbol.asyncDispose]();
    },
  });
  return stack.use(both);
}

interface Following {
  readonly follower: ConfigFollower;
  readonly applied: ConfigOp[][];
}

function follow(process: string, options: Partial<ConfigFollowerOptions> = {}): Following {
  const role = options.role ?? 'gateway';
  const client = stack.use(
    new LinkClient({ socket: join(folder, 'control.sock'), key: linkKey, role }),
  );
  const applied: ConfigOp[][] = [];
  const follower = stack.use(
    new ConfigFollower({
      client,
      process,
      role,
      cache: null,
      log,
      onApply: (_state, ops) => void applied.push([...ops]),
      ...options,
    }),
  );
  return { follower, applied };
}

const change = (...ops: ConfigOp[]): Promise<number> =>
  store.db.transaction().execute((trx) => recordConfigChange(trx, ops));
const key = (id: string, value: Record<string, unknown> | null): ConfigOp => ({
  kind: 'key',
  id,
  value,
});

describe('a change', () => {
  test('is in force at every follower when its answer names them', async () => {
    const publisher = await control();
    const gateways = [follow('gateway-1'), follow('gateway-2')];
    const telemetry = follow('telemetry-1', { role: 'telemetry' });
    await Promise.all([...gateways, telemetry].map(({ follower }) => follower.start()));
    await change(key('k1', { name: 'one' }), key('k2', { name: 'two' }));
    const generation = await change(key('k1', null));
    const published = await publisher.published(generation);
    expect(published.missing).toEqual([]);
    expect(published.acknowledged).toHaveLength(3);
    expect(published.acknowledged).toContainEqual({ process: 'gateway-2', role: 'gateway' });
    for (const { follower } of gateways) {
      expect(follower.state.generation).toBe(generation);
      expect(follower.state.get('key', 'k1')).toBeUndefined();
      expect([...follower.state.all('key')]).toEqual([['k2', { name: 'two' }]]);
    }
  });

  test('that a follower does not put into force in time leaves it among the missing', async () => {
    const publisher = await control();
    const stuck = Promise.withResolvers<void>();
    const slow = follow('slow', {
      onApply: (state) => (state.generation > 0 ? stuck.promise : undefined),
    });
    const { follower } = follow('quick');
    await Promise.all([slow.follower.start(), follower.start()]);
    const published = await publisher.published(await change(key('k', {})));
    expect(published.acknowledged).toEqual([{ process: 'quick', role: 'gateway' }]);
    expect(published.missing).toEqual([{ process: 'slow', role: 'gateway' }]);
    stuck.resolve();
  });

  test('made without the word of LISTEN arrives all the same', async () => {
    await control();
    const { follower } = follow('g');
    await follower.start();
    await sql`INSERT INTO config_changes VALUES (1, '[{"kind":"key","id":"k","value":{}}]')`.execute(
      store.db,
    );
    await sql`UPDATE config_head SET generation = 1`.execute(store.db);
    await vi.waitFor(() => expect(follower.state.get('key', 'k')).toEqual({}), 10_000);
  });

  test('of many writers at once: generations are committed in order and none is lost', async () => {
    const publisher = await control();
    const { follower, applied } = follow('g');
    await follower.start();
    const generations = await Promise.all(
      Array.from({ length: 60 }, (_, i) => change(key(`k${i}`, { i }), key('last', { i }))),
    );
    await publisher.published(Math.max(...generations));
    expect([...generations].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 60 }, (_, i) => i + 1),
    );
    await vi.waitFor(() => expect(follower.state.generation).toBe(60));
    expect([...follower.state.all('key')]).toHaveLength(61);
    const last = generations.indexOf(60);
    expect(follower.state.get('key', 'last')).toEqual({ i: last });
    expect(applied.flat().filter(({ id }) => id === 'last')).toHaveLength(60);
  });

  test('that is rolled back reaches nobody', async () => {
    const publisher = await control();
    const { follower } = follow('g');
    await follower.start();
    const failing = store.db.transaction().execute(async (trx) => {
      await recordConfigChange(trx, [key('never', {})]);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await publisher.published(await change(key('k', {})));
    expect([...follower.state.all('key')].map(([id]) => id)).toEqual(['k']);
    expect(follower.state.generation).toBe(1);
  });
});

describe('secrets', () => {
  test('arrive where they are needed, sealed on the way, and nowhere else', async () => {
    const publisher = await control();
    const lines: string[] = [];
    const generation = await change({
      kind: 'provider',
      id: 'p',
      value: { name: 'openai', credential: credential('p', 'sk-123') },
    });
    await publisher.published(generation);
    const gateway = follow('g');
    const telemetry = follow('t', { role: 'telemetry' });
    await Promise.all([gateway.follower.start(), telemetry.follower.start()]);
    expect(gateway.follower.state.get('provider', 'p')?.['credential']).toBe('sk-123');
    expect(telemetry.follower.state.get('provider', 'p')).toEqual({
      name: 'openai',
      credential: null,
    });

    const client = stack.use(
      new LinkClient({ socket: join(folder, 'control.sock'), key: linkKey, role: 'gateway' }),
    );
    const abort = new AbortController();
    const { publicKey } = await makeSealingKeys();
    const query = `generation=-1&hash=&process=x&public_key=${publicKey}`;
    const spied = await client.call('GET', `/config?${query}`, { signal: abort.signal });
    for await (const chunk of spied.body) {
      lines.push(String(chunk));
      break;
    }
    abort.abort();
    expect(lines.join('')).toContain('"credential":"s1.');
    expect(lines.join('')).not.toContain('sk-123');
  });

  test('one that cannot be decrypted does not hold up the rest', async () => {
    const publisher = await control();
    const generation = await change(
      { kind: 'provider', id: 'p', value: { credential: credential('another', 'sk-1') } },
      { kind: 'provider', id: 'q', value: { credential: credential('q', 'sk-2') } },
    );
    await publisher.published(generation);
    const { follower } = follow('g');
    await follower.start();
    expect(follower.state.get('provider', 'p')).toEqual({ credential: null });
    expect(follower.state.get('provider', 'q')).toEqual({ credential: 'sk-2' });
  });
});

describe('a follower that comes back', () => {
  test('gets what it missed as deltas, and as a snapshot from a control that has no history', async () => {
    const first = await control();
    const generation = await change(key('a', { v: 1 }), key('gone', {}));
    const { follower, applied } = follow('g');
    await follower.start();
    await first.published(generation);
    await first[Symbol.asyncDispose]();
    await change(key('b', { v: 1 }));
    await change(key('gone', null), key('a', { v: 2 }));
    applied.length = 0;
    const second = await control();
    await vi.waitFor(() => expect(follower.state.generation).toBe(3), 10_000);
    // A snapshot arrives as its difference.
    expect(applied.flat()).toHaveLength(3);
    expect(applied.flat()).toContainEqual(key('gone', null));
    const published = await second.published(3);
    expect(published.acknowledged).toEqual([{ process: 'g', role: 'gateway' }]);
  });

  test('with nothing missed applies nothing, and counts as having acknowledged', async () => {
    const first = await control();
    const generation = await change(key('a', {}));
    const { follower, applied } = follow('g');
    await follower.start();
    await first.published(generation);
    await first[Symbol.asyncDispose]();
    applied.length = 0;
    const second = await control();
    await vi.waitFor(async () => {
      expect((await second.published(generation)).acknowledged).toHaveLength(1);
    }, 10_000);
    expect(applied.flat()).toEqual([]);
  });

  test('to a database put back to an earlier state follows it there', async () => {
    const first = await control();
    await change(key('a', { v: 1 }));
    const generation = await change(key('b', {}));
    const { follower } = follow('g');
    await follower.start();
    await first.published(generation);
    await sql`DELETE FROM config_changes WHERE generation = 2`.execute(store.db);
    await sql`UPDATE config_head SET generation = 1`.execute(store.db);
    await vi.waitFor(() => expect(follower.state.generation).toBe(1), 10_000);
    expect([...follower.state.all('key')].map(([id]) => id)).toEqual(['a']);
    await first[Symbol.asyncDispose]();
    // The same generation again, but another one.
    await change(key('c', {}));
    await control();
    await vi.waitFor(() => expect(follower.state.get('key', 'c')).toEqual({}), 10_000);
    expect(follower.state.generation).toBe(2);
  });

  test('to a state that differs in content is put right', async () => {
    let lie = true;
    const load: typeof loadEntities = async (db) =>
      (await loadEntities(db)).concat(lie ? [key('ghost', {})] : []);
    await change(key('a', {}));
    const first = await control(load);
    const { follower } = follow('g');
    await follower.start();
    expect(follower.state.get('key', 'ghost')).toEqual({});
    await first[Symbol.asyncDispose]();
    lie = false;
    await control(load);
    await vi.waitFor(() => expect(follower.state.get('key', 'ghost')).toBeUndefined(), 10_000);
    expect(follower.state.get('key', 'a')).toEqual({});
  });
});

describe('a stream that breaks', () => {
  test('goes on with the deltas that were missed, none twice', async () => {
    const publisher = await control();
    // A link that passes the stream on until it is cut.
    const client = stack.use(
      new LinkClient({ socket: join(folder, 'control.sock'), key: linkKey, role: 'gateway' }),
    );
    const cuts: AbortController[] = [];
    const cutting = Object.create(client, {
      call: {
        value: (...[method, path, options = {}]: Parameters<LinkClient['call']>) => {
          if (!path.startsWith('/config?')) return client.call(method, path, options);
          const cut = new AbortController();
          cuts.push(cut);
          const signal = AbortSignal.any([cut.signal, options.signal ?? cut.signal]);
          return client.call(method, path, { ...options, signal });
        },
      },
    }) as LinkClient;
    const { follower, applied } = follow('g', { client: cutting });
    await follower.start();
    for (let i = 1; i <= 20; i++) {
      await change(key(`k${i}`, { i }));
      if (i % 4 === 0) cuts.at(-1)?.abort();
    }
    await vi.waitFor(() => expect(follower.state.generation).toBe(20), 10_000);
    expect(applied.flat().map(({ id }) => id)).toEqual(
      Array.from({ length: 20 }, (_, i) => `k${i + 1}`),
    );
    expect((await publisher.published(20)).missing).toEqual([]);
  });
});

describe('what is kept on disk', () => {
  const cache = () => ({ path: join(folder, 'cache', 'config.bin'), key: cacheKey });

  test('serves while control is away, with its secrets, unreadable to others', async () => {
    const publisher = await control();
    const generation = await change({
      kind: 'provider',
      id: 'p',
      value: { credential: credential('p', 'sk-kept') },
    });
    const before = follow('g', { cache: cache() });
    await before.follower.start();
    await publisher.published(generation);
    await before.follower[Symbol.asyncDispose]();
    await publisher[Symbol.asyncDispose]();
    expect(readFileSync(cache().path).includes('sk-kept')).toBe(false);

    const after = follow('g', { cache: cache() });
    await after.follower.start();
    expect(after.follower.state.get('provider', 'p')).toEqual({ credential: 'sk-kept' });
    expect(after.follower.state.generation).toBe(generation);
    expect(after.applied.flat()).toHaveLength(1);
    expect(Number.isFinite(after.follower.ageMs())).toBe(true);

    // And it goes on from there when control is back.
    await control();
    await change(key('k', {}));
    await vi.waitFor(() => expect(after.follower.state.get('key', 'k')).toEqual({}), 10_000);
  });

  test('under another key or damaged is nothing', async () => {
    const publisher = await control();
    const before = follow('g', { cache: cache() });
    await before.follower.start();
    await before.follower[Symbol.asyncDispose]();
    await publisher[Symbol.asyncDispose]();
    const after = follow('g', {
      cache: { ...cache(), key: randomBytes(32) },
      startDeadlineMs: 200,
    });
    await expect(after.follower.start()).rejects.toMatchObject({ code: 'snapshot_stale' });
  });
});

test('the hash of a state depends on what is in it, not on how it came about', () => {
  const op = fc.record({
    kind: fc.constantFrom('a', 'b'),
    id: fc.constantFrom('1', '2', '3'),
    value: fc.option(fc.record({ x: fc.integer({ min: 0, max: 2 }) })),
  });
  fc.assert(
    fc.property(fc.array(fc.array(op)), (changes) => {
      const state = new EntityState();
      changes.forEach((ops, i) => {
        state.apply(ops.map(digested), i);
      });
      const again = new EntityState();
      again.replace(state.entities().reverse(), 0);
      expect(again.hash).toBe(state.hash);
      const empty = new EntityState();
      state.replace([], 0);
      expect(state.hash).toBe(empty.hash);
    }),
  );
});
