import { mkdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '../../lib/ids.ts';
import { Acknowledgements } from './acknowledgements.ts';
import { realDisk } from './disk.ts';
import { decodeFrame } from './frame.ts';
import { loadGatewayKey } from './gateway-key.ts';
import { RecordBatch } from './record-batch.ts';
import { recoverLog } from './recovery.ts';
import { setAside } from './spool-directory.ts';
import { type LogOptions, SpoolLog } from './spool-log.ts';
import { type SpoolHome, spoolHome, testRecord } from './testing/open-test-spool.ts';

let home: SpoolHome;
beforeEach(() => {
  home = spoolHome();
});
afterEach(() => home[Symbol.dispose]());

/** Each inner list is written at once: -1 is a begin, another number an end with a body of so many bytes. */
type Writes = readonly (readonly number[])[];

function logOptions(freshBytes: number): LogOptions {
  const spoolId = newId<'spool'>();
  const directory = join(home.directory, spoolId);
  mkdirSync(directory, { recursive: true });
  const gatewayKey = loadGatewayKey(home.gatewayKeyFile);
  const nowUs = (): number => 1_700_000_000_000_000;
  const shared = { gatewayKey, disk: realDisk, nowUs, setAside };
  return { ...shared, spoolId, directory, segmentBytes: 100_000, freshBytes };
}

/** Writes as an open spool does, with a cut after each write whose number is a multiple of `cutEvery`. */
function write(options: LogOptions, writes: Writes, cutEvery: number): SpoolLog {
  const log = new SpoolLog(options, {
    segments: [],
    acknowledgements: new Acknowledgements(options.directory),
    pending: [],
    framesCut: 0,
    last: { number: 0, length: 0 },
  });
  const batch = new RecordBatch();
  for (const [index, sizes] of writes.entries()) {
    const entries = sizes.map((size) => {
      const id = newId<'request'>();
      if (size < 0) return { id, size, bytes: batch.begin(testRecord(id)) };
      const request = Buffer.alloc(size, id);
      const response = Buffer.alloc(size % 7_000, 'answer');
      return { id, size, bytes: batch.end(testRecord(id, {}, { request, response })) };
    });
    const place = log.append(batch);
    const { segment } = place;
    const frameBefore = log.planner.start;
    const ends: number[] = [];
    let at = place.offset;
    for (const { id, size, bytes } of entries) {
      if (size < 0) log.began(id, segment, at, bytes);
      else {
        log.ended(id, segment, at, bytes);
        ends.push(at, bytes);
      }
      at += bytes;
    }
    batch.clear(log.keep(place, batch, ends, frameBefore));
    if (index % cutEvery === 0) log.cut();
    log.writeCuts();
  }
  log.cut();
  log.writeCuts();
  return log;
}

async function framesOf(log: SpoolLog): Promise<Buffer[]> {
  const frames: Buffer[] = [];
  for (const cut of log.pendingFrames) frames.push((await log.readFrame(cut)).bytes);
  return frames;
}

const size = fc.oneof(
  { weight: 2, arbitrary: fc.constant(-1) },
  { weight: 4, arbitrary: fc.nat(2_000) },
  // Around and above the size from which bodies are not copied, and above what is gathered in one piece.
  { weight: 1, arbitrary: fc.integer({ min: 16_000, max: 80_000 }) },
);
const writesArbitrary = fc.array(fc.array(size, { minLength: 1, maxLength: 30 }), {
  minLength: 1,
  maxLength: 25,
});

test('a frame out of memory has the bytes that reading it back gives, whatever fits into memory', async () => {
  await fc.assert(
    fc.asyncProperty(
      writesArbitrary,
      fc.integer({ min: 1, max: 6 }),
      fc.constantFrom(0, 50_000, 300_000, 1 << 30),
      async (writes, cutEvery, freshBytes) => {
        const options = logOptions(freshBytes);
        const log = write(options, writes, cutEvery);
        expect(log.freshBytes).toBeLessThanOrEqual(freshBytes);
        const frames = await framesOf(log);
        // A second look, as a further attempt takes: nothing was used up, or changed by what was written since.
        expect(await framesOf(log)).toEqual(frames);
        log.close();

        const recovered = await recoverLog(options);
        if (!recovered.ok) throw new Error(recovered.reason);
        const readBack = await framesOf(recovered.log);
        recovered.log.close();
        expect(frames.map((frame) => frame.toString('base64'))).toEqual(
          readBack.map((frame) => frame.toString('base64')),
        );
        const ends = writes.flat().filter((bytes) => bytes >= 0).length;
        expect(frames.flatMap((frame) => decodeFrame(frame).records).length).toBe(ends);
      },
    ),
    { numRuns: 60 },
  );
});

test('what is in memory is not read back; what is not, is', async () => {
  const damagedWith = async (freshBytes: number): Promise<number[]> => {
    const options = logOptions(freshBytes);
    const log = write(options, [[500, -1, 500], [500], [20_000, 500]], 1);
    truncateSync(join(options.directory, 'segment-0000000001'), 200);
    const damaged: number[] = [];
    for (const cut of log.pendingFrames) damaged.push((await log.readFrame(cut)).damaged);
    log.close();
    return damaged;
  };
  expect(await damagedWith(1 << 20)).toEqual([0, 0, 0]);
  // The first came in; the others were too much.
  expect(await damagedWith(3_000)).toEqual([0, 1, 2]);
  expect(await damagedWith(0)).toEqual([2, 1, 2]);
});

test('an acknowledged frame leaves the memory, and makes room for what comes next', () => {
  const options = logOptions(1 << 20);
  const log = write(options, [[500, 500], [-1, 40_000], [500], [-1]], 1);
  let before = log.freshBytes;
  expect(before).toBeGreaterThan(40_000);
  for (let cut = log.nextFrame; cut !== null; cut = log.nextFrame) {
    log.acknowledge(cut);
    expect(log.freshBytes).toBeLessThan(before);
    before = log.freshBytes;
  }
  expect(log.freshBytes).toBe(0);
  log.close();
});

test('a frame that does not fit whole is not kept in part, and the next that fits is kept again', () => {
  const options = logOptions(100_000);
  // A cut after the first write and after the last.
  const log = write(options, [[40_000], [40_000], [40_000], [500]], 100);
  const first = log.freshBytes;
  expect(first).toBeGreaterThan(40_000);
  expect(first).toBeLessThan(50_000);
  for (let cut = log.nextFrame; cut !== null; cut = log.nextFrame) log.acknowledge(cut);
  expect(log.freshBytes).toBe(0);
  log.close();

  const again = write(logOptions(100_000), [[40_000], [70_000], [500], [500]], 1);
  // The second is left out; the two behind it begin frames of their own.
  expect(again.freshBytes).toBeGreaterThan(first + 1_000);
  expect(again.freshBytes).toBeLessThan(first + 10_000);
  again.close();
});

test('memory that a body only borrows a part of counts whole', () => {
  const options = logOptions(1 << 20);
  const log = write(options, [[100]], 1);
  const batch = new RecordBatch();
  const id = newId<'request'>();
  const request = Buffer.alloc(2 << 20).subarray(0, 20_000);
  const bytes = batch.end(testRecord(id, {}, { request, response: Buffer.alloc(0) }));
  const place = log.append(batch);
  expect(log.keep(place, batch, [place.offset, bytes], log.planner.start)).toBe(false);
  log.close();
});
