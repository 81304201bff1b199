import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from '../../lib/ids.ts';
import { decodeFrame, encodeFrame } from './index.ts';

const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
/** Around the size from which bodies are written without a copy. */
const body = fc.oneof(
  bytes,
  fc
    .integer({ min: (16 << 10) - 1, max: (16 << 10) + 1 })
    .map((length) => Buffer.alloc(length, length)),
);
const record = fc.record({
  id: fc.uuid({ version: 7 }),
  header: bytes,
  request: body,
  response: body,
});
const frame = fc.record({
  version: fc.constant(1 as const),
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
  const whole = encodeFrame({ version: 1, spoolId: newId(), number: 1, cutAtUs: 1, records: [] });
  whole.writeUInt16LE(2, 8);
  expect(() => decodeFrame(whole)).toThrow('format version 2');
});
