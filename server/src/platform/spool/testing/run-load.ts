import { appendFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '../../../lib/ids.ts';
import { decodeFrame } from '../index.ts';
import { interrupted, openTestSpool, testRecord } from './open-test-spool.ts';

/**
 * A gateway's life for the tests that kill it: `root` as argument. Requests run until the process is killed. Says with
 * synchronous writes what must be true afterwards: `begun` and `stored` (one id a line), `frames/` (each frame as it was
 * sent, a file each), and asks in `telemetry` files whether a send fails.
 */
const root = process.argv[2] ?? '';
const home = {
  root,
  directory: join(root, 'spool'),
  gatewayKeyFile: join(root, 'gateway.key'),
  [Symbol.dispose]: () => undefined,
};
const frames = join(root, 'frames');
const note = (file: string, id: string): void => appendFileSync(join(root, file), `${id}\n`);

const deliver = async (bytes: Buffer): Promise<void> => {
  if (Math.random() < 0.3) throw new Error('telemetry is away');
  const { spoolId, number } = decodeFrame(bytes);
  const copies = readdirSync(frames).filter((file) => file.startsWith(`${spoolId}.${number}.`));
  writeFileSync(join(frames, `${spoolId}.${number}.${copies.length}.${process.pid}`), bytes);
  if (Math.random() < 0.3) throw new Error('telemetry did not answer');
};

const spool = await openTestSpool(
  home,
  undefined,
  { deliver, interrupted },
  { segmentBytes: 200_000, random: () => 0 },
);
process.on('disconnect', () => process.exit());
process.send?.('running');

for (;;) {
  for (let i = 0; i < 40; i++) {
    const id = newId<'request'>();
    spool.begin(testRecord(id));
    setImmediate(() => note('begun', id));
    // One in eight lasts longer than this process.
    if (i % 8 === 0) continue;
    const body = Buffer.alloc(Math.random() < 0.05 ? 40_000 : 500, id);
    setTimeout(
      () =>
        spool.end(testRecord(id, { status: 'ok' }, { request: body, response: body }), (stored) => {
          if (stored) note('stored', id);
        }),
      Math.random() * 20,
    );
  }
  await new Promise((resolve) => setTimeout(resolve, 5));
}
