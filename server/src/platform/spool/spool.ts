import type { Logger } from '../log/index.ts';
import type { Deliver } from './delivery.ts';
import type { Disk } from './disk.ts';
import type { SpoolRecord } from './record.ts';

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
   * A request's upstream call starts. Written at the end of this tick, with all else of the tick. An id may begin again before
   * it ends, as it does for each attempt: the last begin counts, and the request still ends once and is in one frame.
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
