import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  headerOf,
  openTestSpool,
  partOf,
  type SpoolHome,
  spoolHome,
  until,
} from './testing/open-test-spool.ts';
import { TelemetryDouble } from './testing/telemetry-double.ts';

let home: SpoolHome;
beforeEach(() => {
  home = spoolHome();
  mkdirSync(join(home.root, 'frames'));
});
afterEach(() => home[Symbol.dispose]());

async function startLoad(): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'testing', 'run-load.ts'), [home.root], {
    stdio: 'inherit',
  });
  await once(child, 'message');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** Ids in a file of one id a line, whose last line may be torn. */
function ids(file: string): string[] {
  const lines = readFileSync(join(home.root, file), 'utf8').split('\n');
  return lines.filter((line) => line.length === 36);
}

/** Reads what the killed processes sent, then adopts what they left; returns everything as telemetry would have it. */
async function adoptAll(): Promise<TelemetryDouble> {
  const telemetry = new TelemetryDouble();
  for (const file of readdirSync(join(home.root, 'frames')).sort()) {
    const bytes = readFileSync(join(home.root, 'frames', file));
    // A copy that was being written when its process was killed.
    if (bytes.length > 0) tryTake(telemetry, bytes);
  }
  await using spool = await openTestSpool(home, telemetry);
  await until(() => readdirSync(home.directory).filter((id) => id !== spool.id).length === 0);
  expect(spool.status()).toMatchObject({ set_aside: 0, damaged: 0 });
  return telemetry;
}

function tryTake(telemetry: TelemetryDouble, bytes: Buffer): void {
  try {
    telemetry.take(bytes);
  } catch {
    // Torn: it counts as never arrived.
  }
}

function expectNothingLost(telemetry: TelemetryDouble): void {
  expect(telemetry.changed).toEqual([]);
  const delivered = telemetry.ids;
  const unique = new Set(delivered);
  expect(delivered.length).toBe(unique.size);
  const begun = ids('begun');
  expect(begun.filter((id) => !unique.has(id))).toEqual([]);
  const ok = new Set(
    telemetry.records.filter((record) => headerOf(record)['status'] === 'ok').map(({ id }) => id),
  );
  expect(ok.size).toBeLessThan(delivered.length);
  const stored = ids('stored');
  expect(stored.length).toBeGreaterThan(0);
  expect(stored.filter((id) => !ok.has(id))).toEqual([]);
  for (const record of telemetry.records) {
    const { id } = record;
    const request = partOf(record, 'request');
    expect(headerOf(record)['id']).toBe(id);
    if (request.length > 0) expect(request.equals(Buffer.alloc(request.length, id))).toBe(true);
  }
}

test('killed under load again and again: everything stored arrives once, everything unended as interrupted', async () => {
  for (let round = 0; round < 4; round++) {
    const child = await startLoad();
    // Each life also adopts what the one before left, and is killed in the middle of that too.
    await sleep(150 + Math.random() * 1300);
    await kill(child);
  }
  expectNothingLost(await adoptAll());
});

test('two gateways, killed one after the other, and two that race to adopt', async () => {
  const first = await startLoad();
  const second = await startLoad();
  await sleep(900);
  await kill(first);
  await sleep(400);
  await kill(second);
  const rivals = await Promise.all([startLoad(), startLoad()]);
  await sleep(500);
  await Promise.all(rivals.map(kill));
  expectNothingLost(await adoptAll());
});
