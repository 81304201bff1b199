import fc from 'fast-check';
import { expect, it } from 'vitest';
import { batchesByLength } from './batches.ts';

it('puts every item into one batch, and no batch of several over the limit', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 300 })), (lengths) => {
      const batches = batchesByLength(lengths, 256);
      expect(batches.flat().sort((a, b) => a - b)).toEqual(lengths.map((_, i) => i));
      for (const batch of batches) {
        const longest = Math.max(...batch.map((i) => lengths[i]!));
        if (batch.length > 1) expect(longest * batch.length).toBeLessThanOrEqual(256);
      }
    }),
  );
});
