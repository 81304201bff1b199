import { setTimeout as sleep } from 'node:timers/promises';
import { isUuid } from '../../lib/ids.ts';
import type { DirectoryLock } from '../lock/index.ts';
import { Acknowledgements } from './acknowledgements.ts';
import { Adopter } from './adopter.ts';
import { deliverPending, pause } from './delivery.ts';
import { realDisk } from './disk.ts';
import { loadGatewayKey } from './gateway-key.ts';
import type { SpoolRecord } from './record.ts';
import { RecordBatch, recordBytes } from './record-batch.ts';
import type { Spool, SpoolOptions, SpoolSeams, SpoolStatus } from './spool.ts';
import { createSpoolDirectory, removeSpoolDirectory, setAside } from './spool-directory.ts';
import { SpoolLog } from './spool-log.ts';

/** A cut is made when an end has waited so long, ms. */
const CUT_MS = 1000;
/** While so many frames wait, new ones are cut by size only: few large ones are delivered faster than many small ones. */
const FRAMES_AHEAD = 2;
/** After a failed write nothing is tried for so long, ms. */
const RETRY_MS = 250;
const LARGEST_RECORD_BYTES = 1 << 30;

type Entry =
  | { readonly type: 'begin'; readonly id: string; readonly size: number }
  | {
      readonly type: 'end';
      readonly id: string;
      readonly size: number;
      readonly done: (stored: boolean) => void;
    };

/** Opens a new spool and starts to deliver it, and to adopt those of dead processes. Throws `data_unusable`. */
export async function openSpool(options: SpoolOptions, seams: SpoolSeams = {}): Promise<Spool> {
  const { id, lock } = createSpoolDirectory(options.directory);
  try {
    const spool = new LiveSpool(id, lock, options, seams);
    spool.start();
    return spool;
  } catch (error) {
    removeSpoolDirectory(lock);
    throw error;
  }
}

class LiveSpool implements Spool {
  readonly id: string;
  readonly #o: SpoolOptions;
  readonly #lock: DirectoryLock;
  readonly #log: SpoolLog;
  readonly #adopter: Adopter;
  readonly #nowUs: () => number;
  readonly #random: () => number;
  readonly #closing = new AbortController();
  readonly #batch = new RecordBatch();
  #entries: Entry[] = [];
  #scheduled = false;
  #closed = false;
  #unrecorded = 0;
  #damaged = 0;
  /** Since the last write failed: when the next may be tried, by the monotonic clock. */
  #failedUntil: number | null = null;
  #running: Promise<unknown> = Promise.resolve();
  #wake: () => void = () => undefined;

  constructor(id: string, lock: DirectoryLock, options: SpoolOptions, seams: SpoolSeams) {
    this.id = id;
    this.#o = options;
    this.#lock = lock;
    this.#nowUs = seams.nowUs ?? (() => Date.now() * 1000);
    this.#random = seams.random ?? Math.random;
    const gatewayKey = loadGatewayKey(options.gatewayKeyFile);
    const shared = { gatewayKey, disk: seams.disk ?? realDisk, nowUs: this.#nowUs };
    this.#log = new SpoolLog(
      {
        ...shared,
        spoolId: id,
        directory: lock.directory,
        setAside,
        ...(seams.segmentBytes === undefined ? {} : { segmentBytes: seams.segmentBytes }),
        ...(seams.freshBytes === undefined ? {} : { freshBytes: seams.freshBytes }),
      },
      {
        segments: [],
        acknowledgements: new Acknowledgements(lock.directory),
        pending: [],
        framesCut: 0,
        last: { number: 0, length: 0 },
      },
    );
    this.#adopter = new Adopter({
      ...shared,
      directory: options.directory,
      ownId: id,
      random: this.#random,
      logger: options.log,
      deliver: options.deliver,
      interrupted: options.interrupted,
      ...(seams.adoptEveryMs === undefined ? {} : { roundMs: seams.adoptEveryMs }),
    });
  }

  start(): void {
    // The first request should not pay for the file, and a disk that is full now may have room later.
    this.#attempt(() => this.#log.ensureOpen());
    const tick = setInterval(() => this.#tick(), CUT_MS).unref();
    const { signal } = this.#closing;
    signal.addEventListener('abort', () => clearInterval(tick), { once: true });
    this.#running = Promise.all([this.#deliver(signal), this.#adopter.run(signal)]);
  }

  begin(record: SpoolRecord): void {
    if (!isUuid(record.id)) throw new TypeError(`a record's id is a UUID, not ${record.id}`);
    if (this.#closed) return;
    this.#entries.push({ type: 'begin', id: record.id, size: this.#batch.begin(record) });
    this.#schedule();
  }

  end(record: SpoolRecord, done: (stored: boolean) => void): void {
    if (!isUuid(record.id)) throw new TypeError(`a record's id is a UUID, not ${record.id}`);
    if (this.#closed || recordBytes(record) > LARGEST_RECORD_BYTES) {
      this.#log.over(record.id);
      this.#unrecorded += 1;
      queueMicrotask(() => done(false));
      return;
    }
    this.#entries.push({ type: 'end', id: record.id, size: this.#batch.end(record), done });
    this.#schedule();
  }

  roomForPayload(): boolean {
    return this.#failedUntil === null && this.#bytes() < this.#o.maxBytes / 2;
  }

  status(): SpoolStatus {
    const bytes = this.#bytes();
    const full = this.#failedUntil !== null || bytes >= this.#o.maxBytes;
    const half = bytes >= this.#o.maxBytes / 2;
    const adopting = this.#adopter.adopting;
    const oldest = Math.min(
      this.#log.oldestCutAtUs ?? Number.POSITIVE_INFINITY,
      adopting?.oldestCutAtUs ?? Number.POSITIVE_INFINITY,
    );
    return {
      level: full ? 'full' : half ? 'payload_dropped' : 'ok',
      bytes,
      unrecorded: this.#unrecorded,
      frames_pending: this.#log.framesPending + (adopting?.framesPending ?? 0),
      oldest_pending_ms: Number.isFinite(oldest)
        ? Math.max(0, Math.round((this.#nowUs() - oldest) / 1000))
        : null,
      set_aside: this.#adopter.setAside,
      damaged: this.#damaged + this.#adopter.damaged,
    };
  }

  async drain(deadlineMs: number): Promise<void> {
    const deadline = performance.now() + deadlineMs;
    for (;;) {
      this.#flush();
      this.#cut();
      const delivered = this.#log.framesPending === 0 && this.#log.planner.uncut === 0;
      if (delivered || performance.now() >= deadline) return;
      await sleep(20);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#closed) return;
    this.#flush();
    this.#cut();
    this.#closed = true;
    this.#closing.abort();
    this.#wake();
    await this.#running;
    await this.#log.sync().catch(() => undefined);
    if (this.#log.settled) {
      this.#log.remove();
      removeSpoolDirectory(this.#lock);
    } else {
      this.#log.close();
      this.#lock.release();
    }
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#flush();
    });
  }

  /** Writes everything of this tick at once, then tells who waited. */
  #flush(): void {
    const entries = this.#entries;
    if (entries.length === 0) return;
    this.#entries = [];
    const place = this.#write(entries);
    const stored = place !== null;
    this.#batch.clear(place?.kept);
    const dones: ((stored: boolean) => void)[] = [];
    for (const entry of entries) if (entry.type === 'end') dones.push(entry.done);
    if (stored && this.#o.durability === 'fsync') this.#syncThenTell(dones);
    else this.#tell(dones, stored);
    if (this.#log.cutsToWrite) this.#writeCuts();
  }

  /** Null where it could not be written; else whether its bytes are kept for delivery. */
  #write(entries: readonly Entry[]): { readonly kept: boolean } | null {
    const full = this.#failing() || this.#bytes() >= this.#o.maxBytes;
    const place = full ? null : this.#attempt(() => this.#log.append(this.#batch));
    if (place === null) {
      for (const entry of entries) if (entry.type === 'end') this.#log.over(entry.id);
      return null;
    }
    const { segment, offset } = place;
    const frameBefore = this.#log.planner.start;
    const ends: number[] = [];
    let at = offset;
    for (const { type, id, size } of entries) {
      if (type === 'begin') this.#log.began(id, segment, at, size);
      else {
        this.#log.ended(id, segment, at, size);
        ends.push(at, size);
      }
      at += size;
    }
    return { kept: this.#log.keep(place, this.#batch, ends, frameBefore) };
  }

  #syncThenTell(dones: readonly ((stored: boolean) => void)[]): void {
    this.#log.sync().then(
      () => this.#tell(dones, true),
      (error: unknown) => {
        this.#failed(error);
        this.#tell(dones, false);
      },
    );
  }

  #tell(dones: readonly ((stored: boolean) => void)[], stored: boolean): void {
    if (!stored) this.#unrecorded += dones.length;
    for (const done of dones) done(stored);
  }

  #tick(): void {
    if (this.#log.framesPending < FRAMES_AHEAD) this.#log.cut();
    this.#writeCuts();
    if (this.#failedUntil !== null && !this.#failing()) this.#attempt(() => this.#log.ensureOpen());
    // Bounds what a loss of power takes; a failure shows at the next write.
    this.#log.sync().catch(() => undefined);
  }

  #cut(): void {
    this.#log.cut();
    this.#writeCuts();
  }

  #writeCuts(): void {
    if (this.#log.cutsToWrite && !this.#failing()) this.#attempt(() => this.#log.writeCuts());
    if (this.#log.nextFrame !== null) this.#wake();
  }

  async #deliver(signal: AbortSignal): Promise<void> {
    const { deliver, log: logger } = this.#o;
    const onDamaged = (records: number): void => {
      this.#damaged += records;
    };
    const options = { log: this.#log, deliver, logger, onDamaged, random: this.#random };
    while (!signal.aborted) {
      try {
        await deliverPending(options, signal);
      } catch (error) {
        logger.error(
          { err: error, spool: this.id },
          'a spool could not be read or cleared; tried again',
        );
        await pause(CUT_MS, signal);
      }
      if (signal.aborted) return;
      if (this.#log.nextFrame === null) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }

  #bytes(): number {
    return this.#log.bytes + this.#adopter.othersBytes;
  }

  /** Does what writes; null, and a pause, where the disk does not take it. */
  #attempt<T>(write: () => T): T | null {
    try {
      const result = write();
      if (this.#failedUntil !== null)
        this.#o.log.info({ spool: this.id }, 'the spool is written again');
      this.#failedUntil = null;
      return result;
    } catch (error) {
      this.#failed(error);
      return null;
    }
  }

  #failed(error: unknown): void {
    if (this.#failedUntil === null) {
      this.#o.log.error(
        { err: error, spool: this.id },
        'the spool cannot be written: requests go on unrecorded until it can',
      );
    }
    this.#failedUntil = performance.now() + RETRY_MS;
  }

  #failing(): boolean {
    return this.#failedUntil !== null && performance.now() < this.#failedUntil;
  }
}
