import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decodeFrame, encodeFrame } from './index.ts';
import { headerOf, openTestSpool, partOf, spoolHome, until } from './testing/open-test-spool.ts';
import { TelemetryDouble } from './testing/telemetry-double.ts';

const fixtures = join(import.meta.dirname, 'fixtures');

interface Expected {
  readonly spoolId: string;
  readonly written: readonly { readonly kind: 'begin' | 'end'; readonly id: string }[];
}

/** Every format version there ever was, written by the build of its time. */
test.each(readdirSync(fixtures))('a spool and a frame of format %s are read', async (version) => {
  using home = spoolHome();
  cpSync(join(fixtures, version), home.root, { recursive: true });
  const frame = readFileSync(join(home.root, 'frame-1.bin'));
  const { spoolId, written } = JSON.parse(
    readFileSync(join(home.root, 'expected.json'), 'utf8'),
  ) as Expected;
  const telemetry = new TelemetryDouble();
  await using spool = await openTestSpool(home, telemetry);
  await until(() => readdirSync(home.directory).every((id) => id === spool.id));

  expect(telemetry.frames.get(`${spoolId}/1`)).toEqual(frame);
  const ended = written.filter(({ kind }) => kind === 'end').map(({ id }) => id);
  const [unended] = written.filter(({ kind, id }) => kind === 'begin' && !ended.includes(id));
  expect(telemetry.ids).toEqual([...ended, unended!.id]);
  expect(headerOf(telemetry.records.at(-1)!)['status']).toBe('interrupted');
  expect(decodeFrame(frame)).toMatchObject({ spoolId, number: 1, cutAtUs: 1_700_000_000_000_004 });
  for (const record of decodeFrame(frame).records) {
    const { id } = record;
    const request = partOf(record, 'request');
    expect(request.equals(Buffer.alloc(request.length, id))).toBe(true);
  }
});

test('the present build writes frames of version 2 byte by byte', () => {
  const frame = readFileSync(join(fixtures, 'v2', 'frame-1.bin'));
  expect(encodeFrame(decodeFrame(frame))).toEqual(frame);
});

test('what an adopted spool of version 1 had not cut goes out beside ends of the present version', async () => {
  using home = spoolHome();
  cpSync(join(fixtures, 'v1'), home.root, { recursive: true });
  const telemetry = new TelemetryDouble();
  await using spool = await openTestSpool(home, telemetry);
  await until(() => readdirSync(home.directory).every((id) => id === spool.id));
  const frames = [...telemetry.frames.values()].map(decodeFrame);
  expect(frames.map(({ version, records }) => [version, records.length])).toEqual([
    [1, 2],
    [2, 2],
  ]);
});
