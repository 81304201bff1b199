import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SealedFile } from './sealed-file.ts';

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'signalbox-upload-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

async function all(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const piece of pieces) parts.push(piece);
  return Buffer.concat(parts);
}

it('gives back any range of what was written, again and again', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 100_000 }), { maxLength: 5 }),
      fc.nat(),
      fc.nat(),
      async (pieces, a, b) => {
        await using file = await SealedFile.create(directory);
        for (const piece of pieces) await file.append(Buffer.from(piece));
        const whole = Buffer.concat(pieces);
        expect(file.size).toBe(whole.length);
        const [from = 0, to = 0] = [a, b].map((x) => x % (whole.length + 1)).sort((x, y) => x - y);
        expect((await all(file.read(from, to))).equals(whole.subarray(from, to))).toBe(true);
        expect((await all(file.read(0, whole.length))).equals(whole)).toBe(true);
      },
    ),
    { numRuns: 30 },
  );
});

it.runIf(process.platform === 'linux')(
  'has no name, and holds nothing that could be read',
  async () => {
    await using file = await SealedFile.create(directory);
    const secret = randomBytes(64).toString('hex');
    await file.append(Buffer.from(secret));
    expect(readdirSync(directory)).toEqual([]);
    const open = readdirSync('/proc/self/fd').filter((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`).startsWith(directory);
      } catch {
        return false;
      }
    });
    expect(open).toHaveLength(1);
    expect(readFileSync(`/proc/self/fd/${open[0]}`).toString('latin1')).not.toContain(secret);
  },
);
