import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { decodeFrame, openSpool } from '../platform/spool/index.ts';
import { detailOf } from '../telemetry/testing/answers.ts';
import { freshProcess } from '../telemetry/testing/fresh-process.ts';
import { count } from '../telemetry/testing/odd-frame.ts';
import { silent, testStores } from '../telemetry/testing/stores.ts';
import { interruptedEnd } from './interrupted.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures');

/** What the build that wrote a spool made of it, with rows of its own time. */
interface Expected {
  readonly adopted_at_us: number;
  /** Frames that it had cut and sent, and telemetry had not acknowledged. */
  readonly frames_sent: number;
  readonly requests: readonly {
    readonly request_id: string;
    readonly [member: string]: unknown;
  }[];
  readonly ledger: readonly Record<string, unknown>[];
}

/**
 * A gateway of an older build was killed: frames under way, requests ended and not cut, one begun and not ended. The fixtures were
 * written by the real product of their time and are never written again.
 */
it.each(readdirSync(FIXTURES))(
  'what a gateway of format %s left behind gives the rows and sums that its own build would have made',
  async (version) => {
    const fixture = join(FIXTURES, version);
    const root = mkdtempSync(join(tmpdir(), 'sbx-golden-'));
    cpSync(fixture, root, { recursive: true });
    const read = (file: string) => readFileSync(join(fixture, file));
    const expected = JSON.parse(read('expected.json').toString()) as Expected;
    const nowUs = () => expected.adopted_at_us;
    await using stores = await testStores();

    // The old telemetry died between the rows of the first frame and its effects.
    const dying = freshProcess(stores, {
      nowUs,
      hook: (point) => {
        if (point === 'before effects') throw new Error('the process died');
      },
    });
    await expect(dying.ingest(decodeFrame(read('frame-1.bin')))).rejects.toThrow('died');

    const telemetry = freshProcess(stores, { nowUs });
    const sent = new Map<number, Buffer>();
    const directory = join(root, 'spool');
    {
      const gatewayKeyFile = join(root, 'gateway.key');
      const o = { directory, gatewayKeyFile, durability: 'os', maxBytes: 1 << 30 } as const;
      const deliver = async (bytes: Buffer): Promise<void> => {
        const frame = decodeFrame(Buffer.from(bytes));
        sent.set(frame.number, Buffer.from(bytes));
        await telemetry.ingest(frame);
      };
      await using spool = await openSpool(
        { ...o, log: silent, interrupted: interruptedEnd, deliver },
        { nowUs, adoptEveryMs: 20 },
      );
      const left = () => readdirSync(directory).filter((id) => id !== spool.id);
      await expect.poll(left).toEqual([]);
      expect(spool.status()).toMatchObject({ damaged: 0, set_aside: 0 });
    }
    rmSync(root, { recursive: true, force: true });

    expect(sent.size).toBe(expected.frames_sent + 1);
    for (let number = 1; number <= expected.frames_sent; number++) {
      const frame = read(`frame-${number}.bin`);
      expect(sent.get(number)).toEqual(frame);
      // As the old gateway sent it, and the answer never reached it.
      expect((await telemetry.ingest(decodeFrame(frame))).first).toBe(false);
    }
    const project = String(expected.ledger[0]?.['project_id']);
    for (const request of expected.requests) {
      const found = await detailOf(stores.store, project, request.request_id);
      expect(found).toMatchObject(request);
    }
    expect(await count(stores.store, 'requests', '1')).toBe(expected.requests.length);
    const ledger = await stores.db
      .selectFrom('ledger')
      .selectAll()
      .orderBy('provider')
      .orderBy('model')
      .execute();
    expect(ledger).toMatchObject(expected.ledger);
  },
);
