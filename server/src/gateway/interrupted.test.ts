import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { newId } from '../lib/ids.ts';
import { decodeFrame, openSpool, type SpoolRecord } from '../platform/spool/index.ts';
import { interruptedEnd } from './interrupted.ts';

it('what a later version began and never ended arrives as it began, marked as interrupted', async () => {
  const root = mkdtempSync(join(tmpdir(), 'sbx-interrupted-'));
  const arrived: SpoolRecord[] = [];
  const open = (directory: string) =>
    openSpool(
      {
        directory,
        gatewayKeyFile: join(root, 'gateway.key'),
        durability: 'os',
        maxBytes: 1 << 30,
        log: pino({ level: 'silent' }),
        deliver: async (frame) =>
          void arrived.push(...decodeFrame(Buffer.from(frame)).records.map((record) => record)),
        interrupted: interruptedEnd,
      },
      { adoptEveryMs: 20 },
    );
  const begun: SpoolRecord = {
    id: newId<'evaluation'>(),
    kind: 'evaluation',
    parts: [{ role: 'header', bytes: Buffer.from('{"v":7}') }],
  };
  {
    await using later = await open(join(root, 'later'));
    later.begin(begun);
    await later.drain(0);
    // As it lies there when the process is killed.
    cpSync(join(root, 'later'), join(root, 'spool'), {
      recursive: true,
      filter: (path) => !path.endsWith('lock'),
    });
  }
  {
    await using now = await open(join(root, 'spool'));
    const left = () => readdirSync(join(root, 'spool')).filter((id) => id !== now.id);
    await expect.poll(left).toEqual([]);
    expect(now.status()).toMatchObject({ damaged: 0, set_aside: 0 });
  }
  rmSync(root, { recursive: true, force: true });
  expect(arrived).toMatchObject([
    { id: begun.id, kind: 'evaluation', parts: [begun.parts[0], { role: 'interrupted' }] },
  ]);
});
