import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { newId } from '../../../lib/ids.ts';
import { openSpool } from '../open-spool.ts';
import type { SpoolRecord } from '../record.ts';
import type { Spool, SpoolOptions, SpoolSeams } from '../spool.ts';
import { TelemetryDouble } from './telemetry-double.ts';

export interface SpoolHome extends Disposable {
  readonly root: string;
  readonly directory: string;
  readonly gatewayKeyFile: string;
}

/** A directory for spools under the system's temporary one. */
export function spoolHome(): SpoolHome {
  const root = mkdtempSync(join(tmpdir(), 'sbx-spool-'));
  return {
    root,
    directory: join(root, 'spool'),
    gatewayKeyFile: join(root, 'gateway.key'),
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  };
}

export const silent = pino({ level: 'silent' });

/** A record as a feature would make it: a header, and perhaps bodies. */
export function testRecord(
  id: string,
  fields: Record<string, unknown> = {},
  bodies: { readonly request?: Buffer; readonly response?: Buffer } = {},
): SpoolRecord {
  const { request, response } = bodies;
  const parts = [
    { role: 'header', bytes: Buffer.from(JSON.stringify({ v: 1, id, ...fields })) },
    ...(request === undefined ? [] : [{ role: 'request', bytes: request }]),
    ...(response === undefined ? [] : [{ role: 'response', bytes: response }]),
  ];
  return { id, kind: 'request', parts };
}

/** The bytes of one part; empty where the record has none of that role. */
export function partOf({ parts }: SpoolRecord, role: string): Buffer {
  return parts.find((part) => part.role === role)?.bytes ?? Buffer.alloc(0);
}

export function headerOf(record: SpoolRecord): Record<string, unknown> {
  return JSON.parse(partOf(record, 'header').toString());
}

/** What a begin becomes when it never ended. */
export function interrupted(begin: SpoolRecord): SpoolRecord {
  return testRecord(begin.id, { ...headerOf(begin), status: 'interrupted' });
}

export async function openTestSpool(
  home: SpoolHome,
  telemetry: TelemetryDouble = new TelemetryDouble(),
  options: Partial<SpoolOptions> = {},
  seams: SpoolSeams = {},
): Promise<Spool> {
  return await openSpool(
    {
      directory: home.directory,
      gatewayKeyFile: home.gatewayKeyFile,
      durability: 'os',
      maxBytes: 1 << 30,
      log: silent,
      deliver: telemetry.deliver,
      interrupted,
      ...options,
    },
    { adoptEveryMs: 20, ...seams },
  );
}

/** Begins and ends one request; resolves with its id and whether its end was stored. */
export function request(
  spool: Spool,
  bodies: { readonly request?: Buffer; readonly response?: Buffer } = {},
): Promise<{ readonly id: string; readonly stored: boolean }> {
  const id = newId<'request'>();
  spool.begin(testRecord(id));
  const { promise, resolve } = Promise.withResolvers<{ id: string; stored: boolean }>();
  const end = testRecord(
    id,
    { status: 'ok' },
    {
      request: bodies.request ?? Buffer.from(`ask ${id}`),
      response: bodies.response ?? Buffer.from(`answer ${id}`),
    },
  );
  spool.end(end, (stored) => resolve({ id, stored }));
  return promise;
}

/** Waits until something observable holds. The test's own timeout ends it where it never does. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(5);
}
