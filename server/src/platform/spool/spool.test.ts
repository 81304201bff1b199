import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '../../lib/ids.ts';
import { realDisk } from './disk.ts';
import {
  openTestSpool,
  partOf,
  request,
  type SpoolHome,
  spoolHome,
  testRecord,
  until,
} from './testing/open-test-spool.ts';
import { TelemetryDouble } from './testing/telemetry-double.ts';

let home: SpoolHome;
let telemetry: TelemetryDouble;
beforeEach(() => {
  home = spoolHome();
  telemetry = new TelemetryDouble();
});
afterEach(() => home[Symbol.dispose]());

const many = <T>(count: number, make: () => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, make));

test('every request arrives once with its bodies, and nothing is left behind', async () => {
  const spool = await openTestSpool(home, telemetry);
  const sent = await many(9000, () => request(spool));
  await spool.drain(10_000);
  expect(telemetry.ids).toEqual(sent.map(({ id }) => id));
  for (const record of telemetry.records) {
    expect(partOf(record, 'request').toString()).toBe(`ask ${record.id}`);
    expect(partOf(record, 'response').toString()).toBe(`answer ${record.id}`);
  }
  expect([...telemetry.frames.keys()]).toEqual([1, 2, 3].map((n) => `${spool.id}/${n}`));
  await spool[Symbol.asyncDispose]();
  expect(readdirSync(home.directory)).toEqual([]);
});

test('the next frame is under way while one is being stored, and none is let go before its turn', async () => {
  const first = Promise.withResolvers<void>();
  let pendingAtSecond = 0;
  const spool = await openTestSpool(home, telemetry, {
    deliver: async (bytes) => {
      telemetry.take(bytes);
      if (telemetry.frames.size === 1) return await first.promise;
      if (telemetry.frames.size === 2) {
        pendingAtSecond = spool.status().frames_pending;
        first.resolve();
      }
    },
  });
  const sent = await many(9000, () => request(spool));
  await spool.drain(10_000);
  expect(pendingAtSecond).toBeGreaterThanOrEqual(2);
  expect(telemetry.ids).toEqual(sent.map(({ id }) => id));
  await spool[Symbol.asyncDispose]();
  expect(readdirSync(home.directory)).toEqual([]);
});

test('a request is delivered although nothing follows it', async () => {
  await using spool = await openTestSpool(home, telemetry);
  await request(spool);
  await until(() => telemetry.ids.length === 1);
  await until(() => spool.status().frames_pending === 0);
});

test('bodies, headers and ids do not stand on the disk in the clear, and the key is private', async () => {
  await using spool = await openTestSpool(home, telemetry);
  const { id } = await request(spool, { request: Buffer.alloc(40_000, 'secret') });
  const file = join(home.directory, spool.id, 'segment-0000000001');
  const raw = readFileSync(file);
  expect(raw.length).toBeGreaterThan(40_000);
  for (const text of ['secret', 'status', id]) expect(raw.includes(text)).toBe(false);
  expect(raw.includes(Buffer.from(id.replaceAll('-', ''), 'hex'))).toBe(false);
  expect(statSync(home.gatewayKeyFile).mode & 0o777).toBe(0o600);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test.each([
  { from: 'memory', freshBytes: 1 << 30 },
  { from: 'the disk', freshBytes: 0 },
  { from: 'both', freshBytes: 200_000 },
])(
  'frames are sent again unchanged and in order while telemetry fails now and then, from $from',
  async ({ freshBytes }) => {
    // Refused, taken without an answer, taken and answered.
    const plan = ['before', 'after', 'never'];
    telemetry.fail = (when) => {
      if (when === plan[telemetry.sent % plan.length]) throw new Error('telemetry is away');
    };
    await using spool = await openTestSpool(home, telemetry, {}, { random: () => 0, freshBytes });
    const sent = await many(3200, () => request(spool));
    await spool.drain(20_000);
    expect(telemetry.sent).toBeGreaterThan(telemetry.frames.size);
    expect(telemetry.changed).toEqual([]);
    expect(telemetry.ids).toEqual(sent.map(({ id }) => id));
  },
);

test('a frame is cut by its bytes too, and one request may be larger than a frame', async () => {
  await using spool = await openTestSpool(home, telemetry);
  for (const size of [10 << 20, 10 << 20, 20 << 20, 10]) {
    await request(spool, { response: Buffer.alloc(size, 7) });
  }
  await spool.drain(20_000);
  expect(telemetry.records.map((record) => partOf(record, 'response').length)).toEqual([
    10 << 20,
    10 << 20,
    20 << 20,
    10,
  ]);
  expect(telemetry.frames.size).toBe(4);
});

test('old segments go when delivered, also past a request that lasts long', async () => {
  await using spool = await openTestSpool(home, telemetry, {}, { segmentBytes: 64 << 10 });
  const long = newId<'request'>();
  spool.begin(testRecord(long, { long: true }));
  for (let round = 0; round < 6; round++) {
    await many(40, () => request(spool, { request: Buffer.alloc(2000) }));
    await spool.drain(10_000);
  }
  const files = () =>
    readdirSync(join(home.directory, spool.id)).filter((file) => file.startsWith('segment'));
  expect(files()).not.toContain('segment-0000000001');
  expect(files().length).toBeLessThan(5);
  const { promise, resolve } = Promise.withResolvers<boolean>();
  spool.end(testRecord(long), resolve);
  expect(await promise).toBe(true);
  await spool.drain(10_000);
  expect(telemetry.ids.length).toBe(241);
  expect(new Set(telemetry.ids).size).toBe(241);
});

test('past half of the room bodies should stay away, past all of it requests go on unrecorded, and it recovers', async () => {
  let away = true;
  telemetry.fail = () => {
    if (away) throw new Error('telemetry is away');
  };
  const options = { maxBytes: 200_000 };
  await using spool = await openTestSpool(home, telemetry, options, {
    segmentBytes: 20_000,
    random: () => 0,
  });
  expect(spool.status()).toMatchObject({ level: 'ok', unrecorded: 0 });
  const stored: string[] = [];
  let refused = 0;
  const levels = new Set<string>();
  for (let i = 0; i < 300; i++) {
    const room = spool.roomForPayload();
    const { id, stored: kept } = await request(spool, { response: Buffer.alloc(1000) });
    if (kept) stored.push(id);
    else refused += 1;
    levels.add(spool.status().level);
    expect(room || spool.status().level !== 'ok').toBe(true);
  }
  expect([...levels]).toEqual(['ok', 'payload_dropped', 'full']);
  expect(refused).toBeGreaterThan(0);
  expect(spool.status()).toMatchObject({ level: 'full', unrecorded: refused });
  expect(spool.roomForPayload()).toBe(false);
  expect(spool.status().bytes).toBeLessThan(options.maxBytes + 10_000);
  away = false;
  await spool.drain(10_000);
  expect(spool.status()).toMatchObject({ level: 'ok', frames_pending: 0, oldest_pending_ms: null });
  const after = await request(spool);
  await spool.drain(10_000);
  expect(telemetry.ids).toEqual([...stored, after.id]);
});

test('a disk without space loses nothing that was stored; it is counted and written again later', async () => {
  let room = 30_000;
  const disk = {
    ...realDisk,
    writev(descriptor: number, buffers: readonly Buffer[], position: number): number {
      const wanted = buffers.reduce((sum, { length }) => sum + length, 0);
      if (room <= 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      const taken = Math.min(room, wanted);
      room -= taken;
      return realDisk.writev(descriptor, [Buffer.concat(buffers).subarray(0, taken)], position);
    },
  };
  await using spool = await openTestSpool(home, telemetry, {}, { disk });
  const results: { readonly id: string; readonly stored: boolean }[] = [];
  for (let i = 0; i < 100; i++) {
    results.push(await request(spool, { response: Buffer.alloc(500) }));
  }
  expect(spool.status()).toMatchObject({ level: 'full' });
  expect(spool.roomForPayload()).toBe(false);
  const refused = results.filter(({ stored }) => !stored).length;
  expect(refused).toBeGreaterThan(0);
  expect(spool.status().unrecorded).toBe(refused);
  room = Number.POSITIVE_INFINITY;
  await until(() => spool.status().level === 'ok');
  results.push(await request(spool));
  await spool.drain(10_000);
  expect(telemetry.ids).toEqual(results.filter(({ stored }) => stored).map(({ id }) => id));
});

test('a disk that stays full leaves no trail of files', async () => {
  let full = false;
  const disk = {
    ...realDisk,
    writev(descriptor: number, buffers: readonly Buffer[], position: number): number {
      // Headers of segments still fit.
      if (full && position > 0) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      return realDisk.writev(descriptor, buffers, position);
    },
  };
  await using spool = await openTestSpool(home, telemetry, {}, { disk });
  await request(spool);
  await spool.drain(10_000);
  full = true;
  for (let i = 0; i < 4; i++) {
    expect((await request(spool)).stored).toBe(false);
    // Past the pause after a failure, so that each is tried.
    await new Promise((resolve) => setTimeout(resolve, 260));
  }
  const files = readdirSync(join(home.directory, spool.id));
  expect(files.filter((file) => file.startsWith('segment')).length).toBeLessThanOrEqual(2);
  full = false;
  await until(() => spool.status().level === 'ok');
  expect((await request(spool)).stored).toBe(true);
});

test('with durability fsync an end is stored only after a flush, which many share', async () => {
  let flushes = 0;
  let written = 0;
  let flushed = 0;
  const disk = {
    writev(descriptor: number, buffers: readonly Buffer[], position: number): number {
      written += 1;
      return realDisk.writev(descriptor, buffers, position);
    },
    async fdatasync(descriptor: number): Promise<void> {
      const covers = written;
      await realDisk.fdatasync(descriptor);
      flushes += 1;
      flushed = Math.max(flushed, covers);
    },
  };
  await using spool = await openTestSpool(home, telemetry, { durability: 'fsync' }, { disk });
  const before = written;
  await many(200, () => request(spool));
  expect(flushed).toBeGreaterThan(before);
  expect(flushes).toBeLessThan(20);
  await spool.drain(10_000);
  expect(telemetry.ids.length).toBe(200);
});

test('a spool that is closed takes nothing more and says so', async () => {
  const spool = await openTestSpool(home, telemetry);
  await spool[Symbol.asyncDispose]();
  expect((await request(spool)).stored).toBe(false);
  expect(spool.status().unrecorded).toBe(1);
});

test('a directory or a key file that cannot be used is refused in one clear line', async () => {
  writeFileSync(home.gatewayKeyFile, 'not a key');
  await expect(openTestSpool(home)).rejects.toMatchObject({ code: 'data_unusable' });
  expect(readdirSync(home.directory)).toEqual([]);
  writeFileSync(join(home.root, 'file'), '');
  await expect(
    openTestSpool({ ...home, directory: join(home.root, 'file', 'spool') }),
  ).rejects.toMatchObject({ code: 'data_unusable' });
});

test('a request that begins again is open once, and ends once', async () => {
  const spool = await openTestSpool(home, telemetry);
  const id = newId<'request'>();
  spool.begin(testRecord(id, { attempt: 1 }));
  await new Promise((resolve) => setTimeout(resolve, 20));
  spool.begin(testRecord(id, { attempt: 2 }));
  await new Promise((resolve) => spool.end(testRecord(id), resolve));
  await spool.drain(10_000);
  expect(telemetry.ids).toEqual([id]);
  await spool[Symbol.asyncDispose]();
  // Nothing of it keeps a segment, as a begin that is still open would.
  expect(readdirSync(home.directory)).toEqual([]);
});
