import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '../../../lib/ids.ts';
import { Acknowledgements } from '../acknowledgements.ts';
import { realDisk } from '../disk.ts';
import { loadGatewayKey } from '../gateway-key.ts';
import { RecordBatch } from '../record-batch.ts';
import { setAside } from '../spool-directory.ts';
import { SpoolLog } from '../spool-log.ts';
import { type SpoolHome, testRecord } from './open-test-spool.ts';

/** A record that was written, and where it ends. */
export interface Written {
  readonly kind: 'begin' | 'end';
  readonly id: string;
  readonly segment: number;
  readonly end: number;
}

export interface LeftBehind {
  readonly spoolId: string;
  readonly written: readonly Written[];
  /** Frames as they were cut, with the place where their cut record ends. */
  readonly frames: readonly {
    readonly bytes: Buffer;
    readonly segment: number;
    readonly end: number;
  }[];
}

/** What a process does: `size` is a body's length, and picks which open request ends. */
export interface Action {
  readonly kind: 'begin' | 'end' | 'cut' | 'acknowledge';
  readonly size: number;
}

/** Writes a spool by the given actions, as a process would that is then killed. */
export async function leaveBehind(
  home: SpoolHome,
  actions: readonly Action[],
  segmentBytes = 1 << 20,
): Promise<LeftBehind> {
  const spoolId = newId<'spool'>();
  const directory = join(home.directory, spoolId);
  mkdirSync(directory, { recursive: true });
  const written: Written[] = [];
  const frames: { bytes: Buffer; segment: number; end: number }[] = [];
  const open: string[] = [];
  const log = new SpoolLog(
    {
      spoolId,
      directory,
      gatewayKey: loadGatewayKey(home.gatewayKeyFile),
      disk: realDisk,
      nowUs: () => 1_700_000_000_000_000 + written.length,
      setAside,
      segmentBytes,
    },
    {
      segments: [],
      acknowledgements: new Acknowledgements(directory),
      pending: [],
      framesCut: 0,
      last: { number: 0, length: 0 },
    },
  );

  const begin = (): void => {
    const id = newId<'request'>();
    const batch = new RecordBatch();
    const bytes = batch.begin(testRecord(id));
    const { segment, offset } = log.append(batch);
    log.began(id, segment, offset, bytes);
    open.push(id);
    written.push({ kind: 'begin', id, segment: segment.number, end: offset + bytes });
  };
  const end = (size: number): void => {
    const id = open.splice(size % (open.length || 1), 1)[0] ?? newId<'request'>();
    const batch = new RecordBatch();
    const request = Buffer.alloc(size, id);
    const bytes = batch.end(testRecord(id, {}, { request, response: Buffer.alloc(0) }));
    const { segment, offset } = log.append(batch);
    log.ended(id, segment, offset, bytes);
    written.push({ kind: 'end', id, segment: segment.number, end: offset + bytes });
  };
  const cut = async (): Promise<void> => {
    const before = log.framesPending;
    log.cut();
    log.writeCuts();
    const last = log.ensureOpen();
    const made = log.pendingFrames.at(-1);
    if (made === undefined || log.framesPending === before) return;
    const { bytes } = await log.readFrame(made);
    frames.push({ bytes, segment: last.number, end: last.length });
  };

  for (const { kind, size } of actions) {
    if (kind === 'begin') begin();
    else if (kind === 'end') end(size);
    else if (kind === 'cut') await cut();
    else if (log.nextFrame !== null) log.acknowledge(log.nextFrame);
  }
  log.close();
  return { spoolId, written, frames };
}
