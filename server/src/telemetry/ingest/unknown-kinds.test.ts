import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { newId } from '../../lib/ids.ts';
import { decodeFrame, encodeFrame, type SpoolRecord } from '../../platform/spool/index.ts';
import { RecordReader } from '../../platform/spool/read-record.ts';
import { FRAMING_BYTES } from '../../platform/spool/record-codec.ts';
import { requestRecord } from '../request-record.ts';
import { detailOf } from '../testing/answers.ts';
import { freshProcess } from '../testing/fresh-process.ts';
import { nextFrameNumber } from '../testing/odd-frame.ts';
import {
  chatRequest,
  chatResponse,
  endRecord,
  frameOf,
  PROJECT,
  requestEnd,
} from '../testing/records.ts';
import { type TestStores, testStores } from '../testing/stores.ts';

let stores: TestStores;
beforeAll(async () => {
  stores = await testStores();
});
afterAll(() => stores[Symbol.asyncDispose]());

const Letter = z.object({
  kind: z.string(),
  project_id: z.string(),
  reason: z.string(),
  record: z.string().transform((hex) => Buffer.from(hex, 'hex')),
});
const lettersOf = (id: string) =>
  stores.store.query({
    sql: `SELECT kind, project_id, reason, hex(record) AS record FROM dead_letters WHERE request_id = '${id}'`,
    row: Letter,
    lane: 'any',
  });

const readBack = (record: Buffer) => new RecordReader().read(record.subarray(FRAMING_BYTES));

/** Sends a frame twice, as after a broken connection, over the wire format. */
async function send(...records: readonly SpoolRecord[]): Promise<void> {
  const bytes = encodeFrame({ ...frameOf(nextFrameNumber(), []), records });
  const telemetry = freshProcess(stores);
  await telemetry.ingest(decodeFrame(bytes));
  await freshProcess(stores).ingest(decodeFrame(bytes));
}

it('a record of a kind of a later version is kept byte for byte, once, and its neighbours have their rows', async () => {
  const score: SpoolRecord = {
    id: newId<'score'>(),
    kind: 'score',
    parts: [
      { role: 'header', bytes: Buffer.from(JSON.stringify({ v: 3, project_id: PROJECT })) },
      { role: 'reason', bytes: Buffer.from('two\n\nlines, \x01 and \x00') },
      { role: 'reason', bytes: Buffer.from([0xff, 0xfe, 0x0a]) },
    ],
  };
  const neighbour = requestEnd();
  await send(score, requestRecord(endRecord(neighbour)));
  const letters = await lettersOf(score.id);
  expect(letters).toMatchObject([{ kind: 'score', project_id: PROJECT }]);
  expect(letters[0]?.reason).toContain('the kind score');
  expect(readBack(letters[0]!.record)).toEqual(score);
  expect(await detailOf(stores.store, PROJECT, neighbour.id)).toMatchObject({ status: 'ok' });
});

it('a request with a part of a later version has its rows, and the whole of it is kept', async () => {
  const end = requestEnd();
  const known = requestRecord(endRecord(end, chatRequest('hi'), chatResponse('ho')));
  const prompt = { role: 'prompt', bytes: Buffer.from('You are brief.') };
  const record = { ...known, parts: [...known.parts, prompt] };
  await send(record);
  expect(await detailOf(stores.store, PROJECT, end.id)).toMatchObject({ output_text: 'ho' });
  const letters = await lettersOf(end.id);
  expect(letters).toMatchObject([{ kind: 'request' }]);
  expect(readBack(letters[0]!.record)).toEqual(record);
});
