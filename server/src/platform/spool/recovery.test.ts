import { cpSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '../../lib/ids.ts';
import { loadGatewayKey } from './gateway-key.ts';
import { decodeFrame } from './index.ts';
import { type Action, leaveBehind } from './testing/leave-behind.ts';
import {
  headerOf,
  openTestSpool,
  request,
  type SpoolHome,
  spoolHome,
  testRecord,
  until,
} from './testing/open-test-spool.ts';
import { TelemetryDouble } from './testing/telemetry-double.ts';

let home: SpoolHome;
beforeEach(() => {
  home = spoolHome();
});
afterEach(() => home[Symbol.dispose]());

async function adopt(): Promise<TelemetryDouble> {
  const telemetry = new TelemetryDouble();
  await using spool = await openTestSpool(home, telemetry);
  await until(() => readdirSync(home.directory).every((id) => id === spool.id));
  expect(telemetry.changed).toEqual([]);
  return telemetry;
}

const action: fc.Arbitrary<Action> = fc.record({
  kind: fc.constantFrom('begin', 'begin', 'end', 'end', 'end', 'cut'),
  size: fc.oneof(fc.nat(200), fc.constant(20_000)),
});

test('cut off at any byte, every whole record is recovered and every frame is as it was', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(action, { minLength: 1, maxLength: 30 }),
      fc.constantFrom(400, 1 << 20),
      fc.double({ min: 0, max: 1, noNaN: true }),
      async (actions, segmentBytes, share) => {
        const left = await leaveBehind(home, actions, segmentBytes);
        const directory = join(home.directory, left.spoolId);
        const last = readdirSync(directory)
          .filter((f) => f.startsWith('segment'))
          .sort()
          .at(-1);
        const lastNumber = last === undefined ? 0 : Number(last.slice(8));
        const length = last === undefined ? 0 : readFileSync(join(directory, last)).length;
        const cutOff = Math.floor(share * (length + 1));
        if (last !== undefined) truncateSync(join(directory, last), cutOff);
        const whole = ({ segment, end }: { segment: number; end: number }): boolean =>
          segment < lastNumber || end <= cutOff;
        const telemetry = await adopt();
        const ends = left.written.filter((w) => w.kind === 'end' && whole(w)).map(({ id }) => id);
        const unended = left.written
          .filter((w) => w.kind === 'begin' && whole(w) && !ends.includes(w.id))
          .map(({ id }) => id);
        expect(telemetry.ids.toSorted()).toEqual([...ends, ...unended].toSorted());
        for (const record of telemetry.records) {
          const { status } = headerOf(record);
          expect(status).toBe(unended.includes(record.id) ? 'interrupted' : undefined);
        }
        for (const [index, frame] of left.frames.entries()) {
          if (!whole(frame)) continue;
          expect(telemetry.frames.get(`${left.spoolId}/${index + 1}`)).toEqual(frame.bytes);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('frames that were acknowledged are not sent again, and numbers go on', async () => {
  const left = await leaveBehind(
    home,
    ['end', 'cut', 'acknowledge', 'end', 'cut', 'end'].map((kind) => ({ kind, size: 9 }) as Action),
  );
  const telemetry = await adopt();
  expect([...telemetry.frames.keys()]).toEqual([2, 3].map((n) => `${left.spoolId}/${n}`));
  expect(telemetry.frames.get(`${left.spoolId}/2`)).toEqual(left.frames[1]!.bytes);
});

test('more unended and uncut than one frame holds become several', async () => {
  const begins = Array.from({ length: 4300 }, () => ({ kind: 'begin', size: 0 }) as const);
  const ends = Array.from({ length: 200 }, () => ({ kind: 'end', size: 10 }) as const);
  await leaveBehind(home, [...begins, ...ends], 50_000);
  const telemetry = await adopt();
  expect(new Set(telemetry.ids).size).toBe(4300);
  const sizes = [...telemetry.frames.values()].map((bytes) => decodeFrame(bytes).records.length);
  expect(sizes).toEqual([4000, 300]);
});

test('a damaged record takes no other along, is counted, and its file is kept', async () => {
  const left = await leaveBehind(
    home,
    Array.from({ length: 9 }, () => ({ kind: 'end', size: 100 }) as const),
  );
  const file = join(home.directory, left.spoolId, 'segment-0000000001');
  const bytes = readFileSync(file);
  bytes[left.written[4]!.end - 20]! ^= 1;
  writeFileSync(file, bytes);
  const telemetry = new TelemetryDouble();
  await using spool = await openTestSpool(home, telemetry);
  await until(() => spool.status().set_aside === 1);
  expect(telemetry.ids).toEqual(left.written.filter((_, i) => i !== 4).map(({ id }) => id));
  expect(spool.status().damaged).toBe(1);
  const kept = join(home.directory, 'set-aside', left.spoolId, 'segment-0000000001');
  expect(readFileSync(kept)).toEqual(bytes);
});

test('a damaged length in the middle of a file hides only its own record', async () => {
  const left = await leaveBehind(
    home,
    ['end', 'end', 'begin', 'end', 'end', 'cut', 'end', 'end'].map(
      (kind) => ({ kind, size: 30_000 }) as Action,
    ),
  );
  const file = join(home.directory, left.spoolId, 'segment-0000000001');
  const bytes = readFileSync(file);
  bytes[left.written[0]!.end + 3]! ^= 0xff;
  writeFileSync(file, bytes);
  const telemetry = new TelemetryDouble();
  await using spool = await openTestSpool(home, telemetry);
  await until(() => spool.status().set_aside === 1);
  const ends = left.written.filter(({ kind }, i) => kind === 'end' && i !== 1);
  expect(telemetry.ids.toSorted()).toEqual(ends.map(({ id }) => id).toSorted());
  expect([...telemetry.frames.keys()]).toContain(`${left.spoolId}/1`);
});

test('a spool of another key or a newer version is left as it is, reported, and adopted when it can be read', async () => {
  const key = readKey();
  const left = await leaveBehind(home, [{ kind: 'end', size: 10 }]);
  const newer = newId<'spool'>();
  cpSync(join(home.directory, left.spoolId), join(home.directory, newer), { recursive: true });
  const file = join(home.directory, newer, 'segment-0000000001');
  const bytes = readFileSync(file);
  bytes.writeUInt16LE(3, 8);
  writeFileSync(file, bytes);
  writeFileSync(home.gatewayKeyFile, 'ab'.repeat(32));
  const telemetry = new TelemetryDouble();
  {
    await using spool = await openTestSpool(home, telemetry);
    await until(() => spool.status().set_aside === 2);
    expect(telemetry.frames.size).toBe(0);
  }
  expect(readFileSync(file)).toEqual(bytes);
  writeFileSync(home.gatewayKeyFile, key);
  await using spool = await openTestSpool(home, telemetry);
  await until(() => telemetry.frames.size === 1 && spool.status().set_aside === 1);
  expect(telemetry.ids).toEqual([left.written[0]!.id]);
});

function readKey(): string {
  loadGatewayKey(home.gatewayKeyFile);
  return readFileSync(home.gatewayKeyFile, 'utf8');
}

test.each([
  { where: 'in one segment', segmentBytes: 1 << 20 },
  { where: 'segments later, after the first was written again further on', segmentBytes: 3_000 },
])(
  'of an id that begins again $where, the last begin is the one that was interrupted',
  async ({ segmentBytes }) => {
    const killed = { ...home, directory: join(home.root, 'killed') };
    const id = newId<'request'>();
    const others: string[] = [];
    {
      const telemetry = new TelemetryDouble();
      await using spool = await openTestSpool(killed, telemetry, {}, { segmentBytes });
      for (let attempt = 1; attempt <= 3; attempt++) {
        spool.begin(testRecord(id, { attempt }));
        for (let n = 0; n < 4; n++) {
          others.push((await request(spool, { request: Buffer.alloc(1_500) })).id);
          await spool.drain(10_000);
        }
      }
      expect(telemetry.ids).toEqual(others);
      const files = readdirSync(join(killed.directory, spool.id));
      expect(files.includes('segment-0000000001')).toBe(segmentBytes === 1 << 20);
      // As it lies there when the process is killed.
      const filter = (path: string) => !path.endsWith('lock');
      cpSync(killed.directory, home.directory, { recursive: true, filter });
    }
    const telemetry = await adopt();
    expect(telemetry.records.map(headerOf)).toEqual([
      { v: 1, id, attempt: 3, status: 'interrupted' },
    ]);
  },
);
