import { randomUUID } from 'node:crypto';
import { requestRecord } from '../../server/src/telemetry/request-record.ts';
import { freshProcess } from '../../server/src/telemetry/testing/fresh-process.ts';
import type { IngestedRange } from './range.ts';
import { FRAME_RECORDS, framesBetween } from './records.ts';
import type { Bench } from './stores.ts';

/**
 * So many frames of requests between the newest one and now, whose parts stay as they came: no merge makes fewer of them
 * while this process runs. Resolves with the range that they are in.
 */
export async function ingestFresh(
  { store, db }: Bench,
  range: IngestedRange,
  frames: number,
  seed: number,
): Promise<IngestedRange> {
  if (db === null) throw new Error('opened without a database for the effects');
  await store.command('SYSTEM STOP MERGES requests_list');
  const ingest = freshProcess({ store, db }, { nowUs: () => range.toUs });
  const spoolId = randomUUID();
  const toUs = Date.now() * 1000;
  const count = frames * FRAME_RECORDS;
  let number = 0;
  for (const records of framesBetween({ seed, fromUs: range.toUs, toUs, count })) {
    number += 1;
    await ingest.ingest({
      version: 2,
      spoolId,
      number,
      cutAtUs: toUs,
      records: records.map(requestRecord),
    });
  }
  return { ...range, rows: range.rows + count, toUs };
}
