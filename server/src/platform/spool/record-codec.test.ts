import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ID_BYTES, readId, writeId } from './record-codec.ts';

it('an id is written as its sixteen bytes, and read again as it was', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.nat(8), (id, offset) => {
      const bytes = Buffer.alloc(offset + ID_BYTES + 1, 0xee);
      writeId(id, bytes, offset);
      const written = bytes.subarray(offset, offset + ID_BYTES);
      expect(written).toEqual(Buffer.from(id.replaceAll('-', ''), 'hex'));
      expect(bytes.at(-1)).toBe(0xee);
      expect(readId(bytes, offset)).toBe(id);
    }),
  );
});
