import { unlinkSync } from 'node:fs';
import type { Acknowledgements } from './acknowledgements.ts';
import { CutPlanner } from './cut-planner.ts';
import { type Disk, syncDirectory } from './disk.ts';
import { frameOfEnds, frameOfFreshEnds } from './frame.ts';
import { FreshRecords } from './fresh-records.ts';
import type { GatewayKey } from './gateway-key.ts';
import { isEnd } from './read-record.ts';
import type { Cut, Position } from './record.ts';
import { RecordBatch } from './record-batch.ts';
import { scanSegment } from './scan.ts';
import { Segment } from './segment.ts';
import { SEGMENT_HEADER_BYTES } from './segment-header.ts';

const SEGMENT_BYTES = 64 << 20;

interface BeginPosition {
  readonly segment: Segment;
  readonly offset: number;
  readonly size: number;
}

/** What a log is made of; recovery gives what it found, a new spool nothing. */
export interface LogState {
  readonly segments: Segment[];
  readonly acknowledgements: Acknowledgements;
  /** Frames that were cut and not acknowledged, in order. */
  readonly pending: Cut[];
  readonly framesCut: number;
  /** Number and length of the last file there was. */
  readonly last: { readonly number: number; readonly length: number };
}

export interface LogOptions {
  readonly spoolId: string;
  readonly directory: string;
  readonly gatewayKey: GatewayKey;
  readonly disk: Disk;
  readonly nowUs: () => number;
  /** Moves a file that could not be read completely to where nothing is deleted. */
  readonly setAside: (path: string) => void;
  readonly segmentBytes?: number;
  /** How much of what was written is kept in memory for its delivery. */
  readonly freshBytes?: number;
}

/**
 * The segments of one spool as one log: appending, cutting frames, reading them back, and letting go of what is delivered.
 * Segments go oldest first only, so that an end never goes before its begin and recovery never takes an ended request for
 * an unended one. Every method that writes throws the disk's error and leaves the log as it was.
 */
export class SpoolLog {
  readonly spoolId: string;
  readonly planner: CutPlanner;
  readonly #o: LogOptions;
  readonly #segments: Segment[];
  readonly #acknowledgements: Acknowledgements;
  readonly #pending: Cut[];
  readonly #begins = new Map<string, BeginPosition>();
  readonly #fresh: FreshRecords;
  readonly #segmentBytes: number;
  /** Cuts that were decided and are not written yet: they may not be sent. */
  #planned: Cut[] = [];
  #last: { readonly number: number; readonly length: number };
  #directoryDirty = true;
  #sealedBytes: number;
  #syncedThrough = 0;
  #syncing: Promise<void> | null = null;
  #nextSync: Promise<void> | null = null;

  constructor(options: LogOptions, state: LogState) {
    this.#o = options;
    this.spoolId = options.spoolId;
    this.#segmentBytes = options.segmentBytes ?? SEGMENT_BYTES;
    this.#segments = state.segments;
    this.#acknowledgements = state.acknowledgements;
    this.#pending = state.pending;
    this.#last = state.last;
    this.#sealedBytes = state.segments.reduce((sum, segment) => sum + segment.length, 0);
    this.planner = new CutPlanner(state.framesCut + 1);
    this.#fresh = new FreshRecords(options.freshBytes);
  }

  get bytes(): number {
    const current = this.#current();
    return this.#sealedBytes + (current?.length ?? 0);
  }

  get framesPending(): number {
    return this.#pending.length + this.#planned.length;
  }

  /** The frame to deliver next. */
  get nextFrame(): Cut | null {
    return this.#pending[0] ?? null;
  }

  /** When the oldest frame that was not acknowledged was cut; null where there is none. */
  get oldestCutAtUs(): number | null {
    return (this.#pending[0] ?? this.#planned[0])?.cutAtUs ?? null;
  }

  /** All frames that were cut and not acknowledged, in order. */
  get pendingFrames(): readonly Cut[] {
    return this.#pending;
  }

  /** Everything written was cut and acknowledged, and no request is open. */
  get settled(): boolean {
    return this.framesPending === 0 && this.planner.uncut === 0 && this.#begins.size === 0;
  }

  /** Makes sure that a segment can take records. */
  ensureOpen(): Segment {
    const current = this.#current();
    if (current !== null && current.length < this.#segmentBytes) return current;
    if (current !== null) this.#seal(current);
    const header = {
      number: this.#last.number + 1,
      spoolId: this.spoolId,
      previousLength: this.#last.length,
      framesBefore: this.planner.framesCut - this.#planned.length,
    };
    const segment = Segment.create(this.#o.directory, header, this.#o.gatewayKey, this.#o.disk);
    this.#segments.push(segment);
    this.#last = { number: segment.number, length: segment.length };
    this.#directoryDirty = true;
    return segment;
  }

  /** Writes a batch; returns where it begins. The caller then says which records it held. */
  append(batch: RecordBatch): { readonly segment: Segment; readonly offset: number } {
    const segment = this.ensureOpen();
    try {
      return { segment, offset: segment.append(batch.chunks(), batch.bytes) };
    } catch (error) {
      this.#abandon(segment);
      throw error;
    }
  }

  began(id: string, segment: Segment, offset: number, size: number): void {
    const before = this.#begins.get(id);
    if (before !== undefined) before.segment.openBegins -= 1;
    segment.openBegins += 1;
    this.#begins.set(id, { segment, offset, size });
  }

  /** The request is over, whether its end could be written or not. */
  over(id: string): void {
    const begin = this.#begins.get(id);
    if (begin === undefined) return;
    begin.segment.openBegins -= 1;
    this.#begins.delete(id);
  }

  ended(id: string, segment: Segment, offset: number, size: number): void {
    this.over(id);
    this.#plan(this.planner.add(segment.number, offset, size, this.#o.nowUs()));
  }

  /**
   * Keeps a written batch in memory for its delivery, where there is room: it is then to be cleared as kept. `frameBefore` is
   * the planner's start before the batch's ends came to it.
   */
  keep(
    place: { readonly segment: Segment; readonly offset: number },
    batch: RecordBatch,
    ends: readonly number[],
    frameBefore: Position | null,
  ): boolean {
    const position = { segment: place.segment.number, offset: place.offset };
    const frame = { before: frameBefore, after: this.planner.start };
    return this.#fresh.add(position, batch, ends, frame);
  }

  /** Bytes of memory that are kept for delivery. */
  get freshBytes(): number {
    return this.#fresh.bytes;
  }

  /** Decides a cut over every end so far. */
  cut(): void {
    this.#plan(this.planner.cut(this.#o.nowUs()));
  }

  get cutsToWrite(): boolean {
    return this.#planned.length > 0;
  }

  /** Writes the cuts that were decided, after which their frames may be sent. */
  writeCuts(): void {
    if (this.#planned.length === 0) return;
    const batch = new RecordBatch();
    for (const cut of this.#planned) batch.cut(cut);
    this.append(batch);
    this.#pending.push(...this.#planned);
    this.#planned = [];
  }

  /** The last frame whose cut is on the disk itself: only those are sent, or a power cut might give the number to others. */
  get syncedThrough(): number {
    return this.#syncedThrough;
  }

  /** Flushes everything written before the call to the disk itself. Calls that come during a flush share the next one. */
  sync(): Promise<void> {
    if (this.#syncing === null) {
      this.#syncing = this.#syncNow().finally(() => {
        this.#syncing = null;
      });
      return this.#syncing;
    }
    this.#nextSync ??= this.#syncing
      .catch(() => undefined)
      .then(() => {
        this.#nextSync = null;
        return this.sync();
      });
    return this.#nextSync;
  }

  /**
   * The bytes of a frame, and how many of its ends could not be read: from memory as they were written where all of them
   * are still there, else read back from the disk, which gives the same bytes.
   */
  async readFrame(cut: Cut): Promise<{ readonly bytes: Buffer; readonly damaged: number }> {
    const name = { spoolId: this.spoolId, number: cut.number, cutAtUs: cut.cutAtUs };
    const fresh = this.#fresh.endsOf(cut);
    if (fresh !== null) return { bytes: frameOfFreshEnds(name, cut.count, fresh), damaged: 0 };
    const records: Buffer[] = [];
    // Chosen at once: while this waits for the disk, segments before them may go.
    const segments = this.#segments.filter(
      ({ number }) => number >= cut.start.segment && number <= cut.end.segment,
    );
    for (const segment of segments) {
      const from = segment.number === cut.start.segment ? cut.start.offset : SEGMENT_HEADER_BYTES;
      const to = segment.number === cut.end.segment ? cut.end.offset : segment.length;
      const outcome = await scanSegment(segment, from, to, (type, record) => {
        if (isEnd(type)) records.push(record);
      });
      if (outcome.damaged > 0 || outcome.validEnd < to) segment.damaged = true;
    }
    return {
      bytes: frameOfEnds(name, records),
      damaged: cut.count - records.length,
    };
  }

  /** The first pending frame was acknowledged. */
  acknowledge(cut: Cut): void {
    if (this.#pending[0] !== cut) throw new Error(`frame ${cut.number} is not the next`);
    this.#pending.shift();
    this.#acknowledgements.last = cut.number;
    this.#fresh.release(cut.end);
    this.prune();
  }

  /** Lets go of the oldest segments that nothing needs. */
  prune(): void {
    for (;;) {
      const oldest = this.#segments[0];
      if (oldest === undefined || !this.#deliveredUpTo(oldest)) return;
      if (oldest.openBegins > 0 && !this.#carryBegins(oldest)) return;
      // Before it is forgotten: were a later one deleted and this one not, recovery would deliver it again.
      this.#discard(oldest);
      this.#segments.shift();
      this.#sealedBytes -= oldest.length;
    }
  }

  close(): void {
    for (const segment of this.#segments) segment.close();
    this.#segments.length = 0;
    this.#acknowledgements[Symbol.dispose]();
  }

  /** Deletes the files of a settled log. */
  remove(): void {
    for (let first = this.#segments[0]; first !== undefined; first = this.#segments[0]) {
      this.#discard(first);
      this.#segments.shift();
    }
    this.#acknowledgements.remove();
  }

  async #syncNow(): Promise<void> {
    const through = this.#pending.at(-1)?.number ?? this.#syncedThrough;
    await Promise.all(this.#segments.filter((s) => s.dirty).map((segment) => segment.sync()));
    if (this.#directoryDirty) {
      this.#directoryDirty = false;
      await syncDirectory(this.#o.directory);
    }
    this.#syncedThrough = Math.max(this.#syncedThrough, through);
  }

  #plan(cuts: readonly Cut[]): void {
    if (cuts.length > 0) this.#planned.push(...cuts);
  }

  #discard(segment: Segment): void {
    if (segment.damaged) this.#o.setAside(segment.path);
    else unlinkSync(segment.path);
    segment.close();
  }

  #current(): Segment | null {
    const last = this.#segments.at(-1);
    return last === undefined || last.sealed ? null : last;
  }

  #seal(segment: Segment): void {
    segment.seal();
    this.#last = { number: segment.number, length: segment.length };
    this.#sealedBytes += segment.length;
  }

  /** After a failed write. One that holds no record yet goes at once, so that retrying leaves no trail of files. */
  #abandon(segment: Segment): void {
    this.#seal(segment);
    if (segment.length > SEGMENT_HEADER_BYTES) return;
    this.#discard(segment);
    this.#segments.pop();
    this.#sealedBytes -= segment.length;
    this.#last = { number: segment.number - 1, length: segment.header.previousLength };
  }

  /** No frame to come or to be acknowledged begins in it or before it. */
  #deliveredUpTo(segment: Segment): boolean {
    if (!segment.sealed) return false;
    const first = (this.#pending[0] ?? this.#planned[0])?.start ?? this.planner.start;
    return first === null || first.segment > segment.number;
  }

  /**
   * Requests that take long would keep a delivered segment and all after it: once there are two more, their begins are
   * written again at the end of the log.
   */
  #carryBegins(segment: Segment): boolean {
    if (this.#segments.length < 3) return false;
    try {
      const open = [...this.#begins].filter(([, begin]) => begin.segment === segment);
      const batch = new RecordBatch();
      for (const [, { offset, size }] of open) batch.copy(segment.readNow(offset, size));
      const { segment: current, offset } = this.append(batch);
      let at = offset;
      for (const [id, { size }] of open) {
        this.began(id, current, at, size);
        at += size;
      }
      return true;
    } catch {
      return false;
    }
  }
}
