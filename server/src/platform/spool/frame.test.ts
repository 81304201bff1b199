import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from '../../lib/ids.ts';
import { decodeFrame, encodeFrame } from './index.ts';
import { RecordReader } from './read-record.ts';
import { encodeRecord, RecordBatch } from './record-batch.ts';
import { FRAMING_BYTES } from './record-codec.ts';

const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
/** Around the size from which bodies are written without a copy. */
const body = fc.oneof(
  bytes,
  fc
    .integer({ min: (16 << 10) - 1, max: (16 << 10) + 1 })
    .map((length) => Buffer.alloc(length, length)),
);
const name = fc.stringMatching(/^[a-z][a-z0-9_.-]{0,63}$/);
/** Of kinds that no build knows yet, too. */
const record = fc.record({
  id: fc.uuid({ version: 7 }),
  kind: fc.oneof(fc.constant('request'), name),
  parts: fc.array(fc.record({ role: name, bytes: body }), { maxLength: 5 }),
});
const frame = fc.record({
  version: fc.constant(2 as const),
  spoolId: fc.uuid({ version: 7 }),
  number: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  cutAtUs: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  records: fc.array(record, { maxLength: 12 }),
});

test('what was encoded is decoded, whole', () => {
  fc.assert(
    fc.property(frame, (given) => {
      expect(decodeFrame(encodeFrame(given))).toEqual(given);
    }),
  );
});

test('a frame that lost or changed a byte is refused', () => {
  fc.assert(
    fc.property(frame, fc.nat(), fc.integer({ min: 1, max: 255 }), (given, place, flip) => {
      const whole = encodeFrame(given);
      const at = place % whole.length;
      expect(() => decodeFrame(whole.subarray(0, at))).toThrow('not a whole frame');
      whole[at]! ^= flip;
      expect(() => decodeFrame(whole)).toThrow();
    }),
  );
});

test('a frame of a newer version says so', () => {
  const whole = encodeFrame({ spoolId: newId(), number: 1, cutAtUs: 1, records: [] });
  whole.writeUInt16LE(3, 8);
  expect(() => decodeFrame(whole)).toThrow('format version 3');
});

test.each([
  { what: 'a kind without a name', record: { kind: '', parts: [] } },
  { what: 'a kind that is no word', record: { kind: 'Größe', parts: [] } },
  {
    what: 'a role that is too long',
    record: { kind: 'request', parts: [{ role: 'a'.repeat(65), bytes: Buffer.alloc(0) }] },
  },
])('$what is refused before anything of it is written', ({ record: { kind, parts } }) => {
  const batch = new RecordBatch();
  const good = { id: newId<'request'>(), kind: 'request', parts: [] };
  batch.end(good);
  expect(() => batch.end({ id: newId<'request'>(), kind, parts })).toThrow(TypeError);
  batch.end(good);
  const bytes = Buffer.concat(batch.chunks());
  expect(bytes.length).toBe(2 * encodeRecord(good).length);
  expect(new RecordReader().read(bytes.subarray(bytes.length / 2 + FRAMING_BYTES))).toEqual(good);
});
