import { join } from 'node:path';
import { acquireDirectoryLock, type DirectoryLock } from '../lock/index.ts';
import type { Logger } from '../log/index.ts';
import { type Deliver, deliverPending, pause } from './delivery.ts';
import type { Disk } from './disk.ts';
import type { GatewayKey } from './gateway-key.ts';
import type { SpoolRecord } from './record.ts';
import { RecordBatch } from './record-batch.ts';
import { recoverLog } from './recovery.ts';
import type { Interrupted } from './spool.ts';
import {
  countSetAside,
  listSpools,
  removeSpoolDirectory,
  setAside,
  spoolBytes,
} from './spool-directory.ts';
import type { SpoolLog } from './spool-log.ts';

/** How often the directory is looked through, ms. */
const ROUND_MS = 2000;
/** Interrupted requests are written in batches of so many. */
const BATCH_RECORDS = 500;

export interface AdopterOptions {
  readonly directory: string;
  readonly ownId: string;
  readonly gatewayKey: GatewayKey;
  readonly disk: Disk;
  readonly nowUs: () => number;
  readonly random: () => number;
  readonly logger: Logger;
  readonly deliver: Deliver;
  readonly interrupted: Interrupted;
  readonly roundMs?: number;
}

/**
 * Looks for spools whose process is gone and brings them to their end, one at a time: recovers, ends what never ended,
 * delivers, deletes. Also measures what the spools of others take. Of several processes the spool's lock decides which one
 * does it; when that one dies too, the next goes on.
 */
export class Adopter {
  readonly #o: AdopterOptions;
  /** Spools of a newer version or another key: left as they are for a process that can read them. */
  readonly #unreadable = new Set<string>();
  #setAside = 0;
  #othersBytes = 0;
  #damaged = 0;
  #adopting: SpoolLog | null = null;

  constructor(options: AdopterOptions) {
    this.#o = options;
  }

  /** Bytes of all spools here but one's own and the unreadable. As of the last round. */
  get othersBytes(): number {
    return this.#othersBytes;
  }

  /** Spools and files that cannot be read and are kept. */
  get setAside(): number {
    return this.#unreadable.size + this.#setAside;
  }

  get damaged(): number {
    return this.#damaged;
  }

  /** The log being brought to its end. */
  get adopting(): SpoolLog | null {
    return this.#adopting;
  }

  /** Looks and measures again and again until `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const again = async (work: () => Promise<void>): Promise<void> => {
      while (!signal.aborted) {
        await work().catch((error: unknown) => {
          this.#o.logger.error({ err: error }, 'the spools could not be looked through');
        });
        await pause(this.#o.roundMs ?? ROUND_MS, signal);
      }
    };
    await Promise.all([again(() => this.#round(signal)), again(() => this.#measure())]);
  }

  /** One look at the directory, adopting what is free. */
  async #round(signal: AbortSignal): Promise<void> {
    for (const id of await listSpools(this.#o.directory)) {
      if (signal.aborted) return;
      if (id === this.#o.ownId || this.#unreadable.has(id)) continue;
      try {
        await this.#tryAdopt(id, signal);
      } catch (error) {
        this.#o.logger.error(
          { err: error, spool: id },
          'a spool could not be adopted; tried again',
        );
      }
    }
  }

  async #tryAdopt(id: string, signal: AbortSignal): Promise<void> {
    const lock = acquireDirectoryLock(join(this.#o.directory, id));
    if (lock === null) return;
    try {
      await this.#adopt(id, lock, signal);
    } finally {
      this.#adopting?.close();
      this.#adopting = null;
      lock.release();
    }
  }

  async #measure(): Promise<void> {
    const { directory, ownId } = this.#o;
    let bytes = 0;
    for (const id of await listSpools(directory)) {
      if (id !== ownId && !this.#unreadable.has(id)) bytes += await spoolBytes(join(directory, id));
    }
    this.#othersBytes = bytes;
    this.#setAside = await countSetAside(directory);
  }

  async #adopt(id: string, lock: DirectoryLock, signal: AbortSignal): Promise<void> {
    const { gatewayKey, disk, nowUs, logger, deliver, random } = this.#o;
    const recovered = await recoverLog({
      spoolId: id,
      directory: lock.directory,
      gatewayKey,
      disk,
      nowUs,
      setAside,
    });
    if (!recovered.ok) {
      this.#unreadable.add(id);
      logger.error({ spool: id, reason: recovered.reason }, UNREADABLE[recovered.reason]);
      return;
    }
    const { log } = recovered;
    this.#adopting = log;
    this.#damaged += recovered.damaged;
    const open = new Map(recovered.openBegins);
    if (!log.settled || recovered.damaged > 0) {
      const { damaged } = recovered;
      logger.info(
        { spool: id, interrupted: open.size, damaged },
        'the spool of an ended gateway is adopted',
      );
    }
    const onDamaged = (records: number): void => {
      this.#damaged += records;
    };
    while (!signal.aborted) {
      this.#finish(log, open);
      await deliverPending({ log, deliver, logger, onDamaged, random }, signal);
      if (log.settled) {
        log.remove();
        removeSpoolDirectory(lock);
        return;
      }
      await pause(this.#o.roundMs ?? ROUND_MS, signal);
    }
  }

  /** Writes ends for what never ended, and the cuts. What a full disk does not take is tried again in the next turn. */
  #finish(log: SpoolLog, open: Map<string, SpoolRecord>): void {
    try {
      while (open.size > 0) this.#endInterrupted(log, open);
      log.cut();
      log.writeCuts();
    } catch (error) {
      this.#o.logger.warn(
        { err: error, spool: log.spoolId },
        'an adopted spool cannot be written yet',
      );
    }
  }

  #endInterrupted(log: SpoolLog, open: Map<string, SpoolRecord>): void {
    const batch = new RecordBatch();
    const recoveredAtUs = this.#o.nowUs();
    const sizes = new Map<string, number>();
    for (const [id, begin] of open) {
      if (sizes.size === BATCH_RECORDS) break;
      const end = this.#endOf(begin, recoveredAtUs);
      if (end === null) {
        log.over(id);
        open.delete(id);
      } else {
        sizes.set(id, batch.end({ ...end, id }));
      }
    }
    if (sizes.size === 0) return;
    const { segment, offset } = log.append(batch);
    let at = offset;
    for (const [id, size] of sizes) {
      log.ended(id, segment, at, size);
      open.delete(id);
      at += size;
    }
  }

  /** A begin that its own feature cannot read must not keep all others. */
  #endOf(begin: SpoolRecord, recoveredAtUs: number): SpoolRecord | null {
    try {
      return this.#o.interrupted(begin, recoveredAtUs);
    } catch (error) {
      this.#damaged += 1;
      this.#o.logger.error(
        { err: error, id: begin.id, kind: begin.kind },
        'an unended record cannot be read',
      );
      return null;
    }
  }
}

const UNREADABLE = {
  newer: 'a spool was written by a newer version of Signalbox: start that version to deliver it',
  locked: 'a spool cannot be decrypted: put back the gateway key file that it was written with',
} as const;
