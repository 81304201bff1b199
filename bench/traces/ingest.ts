import { pino } from 'pino';
import { z } from 'zod';
import { FrameEffects } from '../../server/src/telemetry/effects/frame-effects.ts';
import { ledger } from '../../server/src/telemetry/effects/ledger.ts';
import { makeBatch } from '../../server/src/telemetry/ingest/batch.ts';
import { FrameIngest } from '../../server/src/telemetry/ingest/frame-ingest.ts';
import { MessageHasher } from '../../server/src/telemetry/ingest/message-hash.ts';
import { StoredMessages } from '../../server/src/telemetry/ingest/stored-messages.ts';
import { requestRecord } from '../../server/src/telemetry/request-record.ts';
import { closeDays, mergeDays, TABLES } from '../../server/src/telemetry/testing/close-days.ts';
import type { IngestedRange } from './range.ts';
import { FRAME_RECORDS, framesBetween, id } from './records.ts';
import type { Bench } from './stores.ts';

const DAY_US = 86_400e6;
/** Every so many frames the rows of one are inserted a second time by chDB alone, into tables of the same form. */
const SAMPLE = 10;

export interface Ingested {
  readonly range: IngestedRange;
  readonly table: readonly (readonly string[])[];
  readonly diskMb: number;
  readonly bytesPerRow: number;
}

interface Cost {
  rows: number;
  cpuUs: number;
  wallMs: number;
}

export async function ingestAll(
  bench: Bench,
  options: { readonly rows: number; readonly days: number; readonly seed: number },
): Promise<Ingested> {
  const { store, db } = bench;
  if (db === null) throw new Error('opened without a database for the effects');
  for (const name of TABLES) await store.command(`CREATE TABLE plain_${name} AS ${name}`);
  const toUs = Date.now() * 1000;
  const fromUs = toUs - options.days * DAY_US;
  const hasher = new MessageHasher(Buffer.alloc(32, 7));
  const stored = new StoredMessages();
  const context = { hasher: () => hasher, stored };
  const effects = new FrameEffects(db, [ledger]);
  const ingest = new FrameIngest({
    store,
    effects,
    context,
    log: pino({ level: 'silent' }),
    // Frames of the past come for the first time here; a look for a replay is not part of it.
    nowUs: () => fromUs,
  });
  const ours: Cost = { rows: 0, cpuUs: 0, wallMs: 0 };
  const oursSampled: Cost = { rows: 0, cpuUs: 0, wallMs: 0 };
  const plain: Cost = { rows: 0, cpuUs: 0, wallMs: 0 };
  const js: Cost = { rows: 0, cpuUs: 0, wallMs: 0 };
  const sample: IngestedRange['sample'][number][] = [];
  let number = 0;
  for (const records of framesBetween({ seed: options.seed, fromUs, toUs, count: options.rows })) {
    number += 1;
    const last = records.at(-1) ?? records[0];
    const frame = {
      version: 2 as const,
      spoolId: id(9),
      number,
      cutAtUs: last.end.started_at_us + 1,
      records: records.map(requestRecord),
    };
    const sampled = number % SAMPLE === 0;
    if (sampled) {
      const rowsOfFrame = await timed(js, frame.records.length, async () =>
        (await makeBatch(frame, context, effects.of(frame))).tables.map((rows) => ({
          table: `plain_${rows.table.name}`,
          columns: rows.table.columns,
          rows: rows.lines(),
          token: null,
        })),
      );
      await timed(plain, frame.records.length, async () => {
        for (const statement of rowsOfFrame) await store.insert(statement);
      });
    }
    await timed(sampled ? oursSampled : ours, frame.records.length, () => ingest.ingest(frame));
    sample.push({
      id: last.id,
      traceId: last.end.trace_id,
      startedAtUs: last.end.started_at_us,
      question: contentOf(JSON.parse(last.request.toString()).messages[1]),
      answer: contentOf(JSON.parse(last.response.toString()).choices?.[0].message),
    });
    if (number % 100 === 0) process.stderr.write(`${number * FRAME_RECORDS} rows\r`);
  }
  for (const name of TABLES) await store.command(`DROP TABLE plain_${name} SYNC`);
  const closing: Cost = { rows: 0, cpuUs: 0, wallMs: 0 };
  await timed(closing, options.rows, () => mergeDays(store));
  const indexing: Cost = { rows: 0, cpuUs: 0, wallMs: 0 };
  await timed(indexing, options.rows, () => closeDays(store));
  const disk = await store.query({
    sql: 'SELECT sum(bytes_on_disk) AS bytes FROM system.parts WHERE active AND database = currentDatabase()',
    row: z.object({ bytes: z.string().transform(Number) }),
    lane: 'any',
  });
  const bytes = disk[0]?.bytes ?? 0;
  const all = {
    rows: ours.rows + oursSampled.rows,
    cpuUs: ours.cpuUs + oursSampled.cpuUs,
    wallMs: ours.wallMs + oursSampled.wallMs,
  };
  const line = (name: string, cost: Cost): string[] => [
    name,
    String(Math.round(cost.rows / (cost.wallMs / 1000))),
    (cost.cpuUs / cost.rows).toFixed(1),
    (cost.cpuUs / cost.rows / (plain.cpuUs / plain.rows)).toFixed(2),
  ];
  return {
    range: { rows: options.rows, fromUs, toUs, sample },
    table: [
      ['', 'requests/s', 'CPU us/request', 'ratio'],
      line("chDB's own insert of the same rows", plain),
      line('Signalbox, the same frames', oursSampled),
      line('Signalbox, all frames, merges included', all),
      line('  of it making the rows', js),
      line('and once a day: its parts made one', closing),
      line('  and its indexes of phrases', indexing),
    ],
    diskMb: Math.round(bytes / 2 ** 20),
    bytesPerRow: Math.round(bytes / options.rows),
  };
}

const Message = z.object({ content: z.string() }).optional();
const contentOf = (message: unknown): string => Message.parse(message)?.content ?? '';

async function timed<T>(cost: Cost, rows: number, work: () => Promise<T>): Promise<T> {
  const cpu = process.cpuUsage();
  const wall = performance.now();
  const result = await work();
  const used = process.cpuUsage(cpu);
  cost.rows += rows;
  cost.cpuUs += used.user + used.system;
  cost.wallMs += performance.now() - wall;
  return result;
}
