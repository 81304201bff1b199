import type { Logger } from '../log/index.ts';
import type { Deliver } from './delivery.ts';
import type { Disk } from './disk.ts';
import type { SpoolRecord } from './record.ts';

/**
 * # From a request to the stores
 *
 * 1. **Begin.** The gateway says that a call upstream starts. The record is written with all else of the same tick; nobody waits
 *    for it. A process that dies before has lost nothing that anybody was told of. An id may begin again before it ends, once for
 *    each attempt: the last begin counts, and the id still ends once.
 * 2. **End.** The gateway says how the request ended, with its bodies, and holds back the last byte of the answer until it is
 *    told that the end is stored: from then on the death of any process loses nothing. Where the disk is full or fails it is told
 *    that it is not stored, the loss is counted, and the answer goes out all the same.
 * 3. **Cut.** Once a second, or earlier by size, the ends since the last cut are made a frame. The cut (number, time, range) is
 *    itself a record, and is written, and flushed to the disk, before the frame is first sent: whoever reads the spool later finds
 *    the same frames. A process that dies before leaves ends that are cut by whoever adopts the spool.
 * 4. **Frame.** It is sent to telemetry, in order and a few at a time, again and again with the same bytes while telemetry fails,
 *    is away, or does not answer. Telemetry puts it into the stores once however often it comes: the frame's name, which is the
 *    spool's id and its number, is what it knows it by.
 * 5. **Acknowledge.** When telemetry has it durably, its number is noted in the file `acknowledged`, and a segment goes that
 *    holds nothing else: no frame to come, and no begin that has not ended (such begins are written again further on). A process
 *    that dies before the note has the frame sent once more, which changes nothing.
 *
 * **Adoption.** A spool belongs to one life of one process, which holds its lock. When the process is gone the kernel releases the
 * lock, and any gateway of the machine takes it, reads the segments up to the last whole record, gives every begin without an
 * end an end that says `interrupted`, cuts what was not cut, delivers everything in order and deletes the spool. When the adopter
 * dies too, the next one goes on; what it wrote stands in new segments of the same spool.
 *
 * **Versions.** Segments, records and frames carry one. Those of version 1 are read, adopted and sent on with the bytes they had;
 * what is newer than this build is left where it is, and reported, for a build that can read it. What a record is (its kind, and
 * the roles of its parts) is not a matter of the version, and nothing to the spool.
 */

/**
 * Makes the end of a begin that never ended, from the last begin of its id. Of a kind that it does not know, since a later build
 * wrote it, it makes an end of that kind again, so that the end arrives where the kind may be known.
 */
export type Interrupted = (begin: SpoolRecord, recoveredAtUs: number) => SpoolRecord;

export interface SpoolOptions {
  /** Holds the spools of all gateways of this machine, each in a directory of its own. */
  readonly directory: string;
  /** Wraps the keys of segments; shared by the gateways of this machine. Made where there is none. */
  readonly gatewayKeyFile: string;
  /** `fsync`: an end counts as stored only when it is on the disk itself. */
  readonly durability: 'os' | 'fsync';
  readonly maxBytes: number;
  readonly log: Logger;
  readonly deliver: Deliver;
  readonly interrupted: Interrupted;
}

/** What tests replace. */
export interface SpoolSeams {
  readonly disk?: Disk;
  readonly nowUs?: () => number;
  readonly random?: () => number;
  readonly segmentBytes?: number;
  readonly freshBytes?: number;
  readonly adoptEveryMs?: number;
}

export interface SpoolStatus {
  /** `payload_dropped`: past half of the room, bodies should be left out. `full`: requests go on unrecorded. */
  readonly level: 'ok' | 'payload_dropped' | 'full';
  /** All spools in the directory. */
  readonly bytes: number;
  /** Requests whose end was not stored, since the start. */
  readonly unrecorded: number;
  /** Frames cut and not acknowledged: one's own and of the spool being adopted. */
  readonly frames_pending: number;
  /** Age of the oldest of them, ms. */
  readonly oldest_pending_ms: number | null;
  /** Spools and files that could not be read and are kept. */
  readonly set_aside: number;
  /** Records that were damaged on the disk, since the start. */
  readonly damaged: number;
}

/**
 * Keeps what the gateway answered until telemetry has it. An end that was reported as stored survives the death of any
 * process, is delivered in exactly one frame, and frames are delivered in order, again and again unchanged until acknowledged.
 */
export interface Spool extends AsyncDisposable {
  readonly id: string;
  /**
   * Something starts, such as a request's call upstream. Written at the end of this tick, with all else of the tick. An id may
   * begin again before it ends, as a request does for each attempt. What is promised then: it is open once, its end ends it, it is
   * in one frame, and where it never ends the last begin that was written is what `interrupted` is given.
   */
  begin(record: SpoolRecord): void;
  /**
   * A request is over. `done` is called once, never from within this call: true when the end is stored, false when it is
   * not and was counted (the spool is full, the disk failed). The parts' bytes must never change: they may be kept for delivery.
   */
  end(record: SpoolRecord, done: (stored: boolean) => void): void;
  /** False past half of the room: ends should then come without bodies. */
  roomForPayload(): boolean;
  status(): SpoolStatus;
  /** Cuts and delivers what it can within so many milliseconds; the rest stays for the next process. */
  drain(deadlineMs: number): Promise<void>;
}
